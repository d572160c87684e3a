/** What the camera answered to one command. */
export type ApiReply =
  | { readonly kind: 'fine'; readonly value: ApiObject }
  | { readonly kind: 'refused'; readonly rspCode: number; readonly detail: string }
  | { readonly kind: 'unintelligible' };

export type ApiObject = Readonly<Record<string, unknown>>;

/** Reads `[{"cmd", "code": 0, "value": {...}}]` or `[{"cmd", "code": 1, "error": {"rspCode", "detail"}}]`. */
export function parseReply(body: Buffer): ApiReply {
  const [reply] = asArray(parseJson(body.toString('utf8')));
  if (!isApiObject(reply)) return { kind: 'unintelligible' };
  if (reply['code'] === 0) return { kind: 'fine', value: asObject(reply['value']) };
  const error = asObject(reply['error']);
  const rspCode = error['rspCode'];
  if (typeof rspCode !== 'number') return { kind: 'unintelligible' };
  return { kind: 'refused', rspCode, detail: printable(error['detail']) };
}

export function isApiObject(value: unknown): value is ApiObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An empty one for what is none. */
export function asObject(value: unknown): ApiObject {
  return isApiObject(value) ? value : {};
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A camera's words go into ours: short, and on one line. */
function printable(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 100) : '';
}
