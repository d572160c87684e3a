import type { ErrorCode } from '../domain/concierge-error.ts';
import type { InfluxTarget } from './influx-target.ts';

/** What a refusal of InfluxDB means for whoever set it up. Never the token. */
export function refusalInWords({ url, org, bucket }: InfluxTarget, status: number, said: string): string {
  const words = said === '' ? `status ${status}` : `${status}, ${said}`;
  switch (status) {
    case 401:
      return `InfluxDB at ${url} does not accept influxdb_token (${words}). InfluxDB 2 and 3: a token that may write to the bucket; 1.8: user:password.`;
    case 403:
      return `InfluxDB at ${url} does not let influxdb_token write to the bucket "${bucket}" (${words}). Give it the right to write.`;
    case 404:
      return `InfluxDB at ${url} has no bucket "${bucket}"${org === '' ? '' : ` in the organisation "${org}"`} (${words}). Make it there, or correct influxdb_bucket and influxdb_org.`;
    case 400:
    case 413:
    case 422:
      return `InfluxDB at ${url} refuses a point (${words}). If a field has another type there already, write to a new bucket.`;
    default:
      return `InfluxDB at ${url} cannot take anything now (${words}); it is tried again.`;
  }
}

/** What a status means for what was to be written. */
export function refusalCode(status: number): ErrorCode {
  if ([400, 413, 422].includes(status)) return 'INFLUXDB_POINT_REFUSED';
  return [401, 403, 404].includes(status) ? 'INFLUXDB_REFUSED' : 'INFLUXDB_UNREACHABLE';
}
