import { Point } from '@influxdata/influxdb-client';

type FieldValue = string | boolean | number | { readonly integer: number };

/** A whole number, which InfluxDB keeps apart from one with decimals for ever. */
export function integer(value: number): { readonly integer: number } {
  return { integer: Math.round(value) };
}

/** One point in line protocol. Fields that are null are left out. */
export function line(
  measurement: string,
  tags: Readonly<Record<string, string>>,
  fields: Readonly<Record<string, FieldValue | null>>,
  timeNs: bigint,
): string {
  const point = new Point(measurement).timestamp(String(timeNs));
  for (const [name, value] of Object.entries(tags)) point.tag(name, value);
  for (const [name, value] of Object.entries(fields)) {
    if (value === null) continue;
    if (typeof value === 'number') point.floatField(name, value);
    else if (typeof value === 'boolean') point.booleanField(name, value);
    else if (typeof value === 'string') point.stringField(name, value);
    else point.intField(name, value.integer);
  }
  const text = point.toLineProtocol();
  if (text === undefined) throw new Error(`Cannot write a point of ${measurement}: it has no fields.`);
  return text;
}

export function toNs(ms: number): bigint {
  const whole = Math.floor(ms);
  return BigInt(whole) * 1_000_000n + BigInt(Math.round((ms - whole) * 1e6));
}
