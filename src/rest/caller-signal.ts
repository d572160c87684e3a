import type { Response } from 'express';

/** Ends when the caller has gone, or after the deadline, whichever is first. */
export function callerSignal(response: Response, deadlineMs: number): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort(new Error('the caller has gone'));
  });
  return AbortSignal.any([gone.signal, AbortSignal.timeout(deadlineMs)]);
}
