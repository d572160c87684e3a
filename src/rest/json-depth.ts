/** Nobody's body is nested as deep, and what walks it once calls itself. */
const DEEPEST = 64;

/** A body that would take whoever walks it beyond the end of the stack. */
class TooDeepError extends Error {
  readonly status = 400;
  readonly type = 'entity.too.deep';
}

/** For body parsers: what they are to parse, before they do. @throws TooDeepError */
export function refuseDeep(_request: unknown, _response: unknown, body: Buffer): void {
  if (depthOf(body) > DEEPEST) throw new TooDeepError('The body is nested too deep.');
}

/** How many brackets and braces of JSON are open at once at most. */
function depthOf(json: Buffer): number {
  let depth = 0;
  let deepest = 0;
  let isText = false;
  for (let at = 0; at < json.length; at++) {
    const byte = json[at];
    if (isText) {
      if (byte === 0x5c) at++;
      else if (byte === 0x22) isText = false;
    } else if (byte === 0x22) isText = true;
    else if (byte === 0x5b || byte === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (byte === 0x5d || byte === 0x7d) depth--;
  }
  return deepest;
}
