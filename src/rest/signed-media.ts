import type { Request } from 'express';
import type { Clock } from '../runtime/clock.ts';
import type { MediaSigner } from '../runtime/media-signer.ts';
import { requestedFile } from './requested-file.ts';

/** What the signature in a request's address is worth; null: there is none, or the request is not for reading a file. */
export type SignatureVerdict = ReturnType<MediaSigner['judge']> | null;

/** Judges addresses of the form `/<path>?expires=<s since 1970>&signature=<base64url>`. */
export function signatureJudge(signer: MediaSigner, clock: Clock): (request: Request) => SignatureVerdict {
  return (request) => {
    const { expires, signature } = request.query;
    if (request.method !== 'GET' && request.method !== 'HEAD') return null;
    if (typeof expires !== 'string' || typeof signature !== 'string') return null;
    const file = requestedFile(request.path);
    return file === null ? null : signer.judge(file, { expires, signature }, clock.nowMs());
  };
}
