import type { Socket } from 'node:net';
import { messageOf } from '../domain/concierge-error.ts';
import type { Clock } from '../runtime/clock.ts';
import { hasCode } from '../runtime/has-code.ts';

export type DataOutcome =
  /** The client closed the connection in good order; whether it meant to is for others to judge. */
  | { readonly kind: 'ended'; readonly sizeBytes: number }
  | { readonly kind: 'aborted'; readonly reason: string }
  | { readonly kind: 'disk full' }
  | { readonly kind: 'too large' };

export interface DataSink {
  write(chunk: Uint8Array): Promise<unknown>;
}

interface DataTerms {
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly stalledMs: number;
  readonly maxBytes: number;
  /** Asked now and then: whether the disk takes more. */
  readonly hasSpace: () => Promise<boolean>;
}

/** Small enough that all cameras at once, each with its next piece, do not use up what is to stay free. */
const SPACE_CHECK_BYTES = 4 * 1024 * 1024;

/** Writes what a data connection brings into the sink, in step with it, until either ends. The socket is closed then. */
export async function receiveData(socket: Socket, sink: DataSink, terms: DataTerms): Promise<DataOutcome> {
  const leave = () => socket.destroy();
  terms.signal.addEventListener('abort', leave, { once: true });
  if (terms.signal.aborted) leave();
  const stopWatch = watchForStall(socket, terms);
  try {
    return await pump(socket, sink, terms);
  } catch (error) {
    if (hasCode(error, 'ENOSPC', 'EDQUOT')) return { kind: 'disk full' };
    const reason: unknown = terms.signal.aborted ? terms.signal.reason : messageOf(error);
    return { kind: 'aborted', reason: String(reason) };
  } finally {
    stopWatch();
    terms.signal.removeEventListener('abort', leave);
    socket.destroy();
  }
}

async function pump(socket: Socket, sink: DataSink, terms: DataTerms): Promise<DataOutcome> {
  let sizeBytes = 0;
  let checkedBytes = 0;
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > terms.maxBytes) return { kind: 'too large' };
    await sink.write(chunk);
    if (sizeBytes - checkedBytes >= SPACE_CHECK_BYTES) {
      checkedBytes = sizeBytes;
      if (!(await terms.hasSpace())) return { kind: 'disk full' };
    }
  }
  if (terms.signal.aborted) throw new Error('aborted');
  return { kind: 'ended', sizeBytes };
}

/** A timer a period instead of one a chunk: an abort comes after one to two periods without a byte. */
function watchForStall(socket: Socket, { clock, stalledMs }: DataTerms): () => void {
  let seenBytes = -1;
  let cancel = () => {};
  const check = () => {
    if (socket.bytesRead === seenBytes) {
      socket.destroy(new Error(`no data for ${stalledMs} ms`));
      return;
    }
    seenBytes = socket.bytesRead;
    cancel = clock.after(stalledMs, check);
  };
  check();
  return () => cancel();
}
