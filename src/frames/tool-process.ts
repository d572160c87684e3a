import { type ChildProcess, spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { Readable } from 'node:stream';
import { ConciergeError } from '../domain/concierge-error.ts';
import type { Clock } from '../runtime/clock.ts';

/** How long a killed process is waited for: one that hangs in the kernel, on a dead network disk, must not hold us. */
const REAP_MS = 2_000;

/** A running ffmpeg or ffprobe. */
export interface ToolProcess {
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** File descriptor 3 of the process, when it was asked for. */
  readonly sideOutput: Readable | null;
  /** Exit code, null when killed; rejects with TOOL_MISSING when the program could not be started. */
  readonly exited: Promise<number | null>;
  /** Kills it when it still runs, and resolves when it is gone. */
  stop(): Promise<void>;
}

/**
 * Starts a program that only reads, or writes what nobody uses before it is done: it is killed outright, without
 * asking it first, when the signal aborts or `stop` is called.
 */
export function startTool(
  path: string,
  args: readonly string[],
  options: {
    readonly sideOutput: boolean;
    readonly signal: AbortSignal;
    readonly clock: Clock;
    /** 0..19: how far it stands back behind others; 0 unless set. */
    readonly niceness?: number;
  },
): ToolProcess {
  options.signal.throwIfAborted();
  const child = spawn(path, args, {
    stdio: ['ignore', 'pipe', 'pipe', ...(options.sideOutput ? (['pipe'] as const) : [])],
  });
  if (options.niceness && child.pid !== undefined) standBack(child.pid, options.niceness);
  const streams = child.stdio.filter((stream) => stream instanceof Readable);
  // A read that is under way reports the end itself; without a listener the same fault would end the whole process.
  for (const stream of streams) stream.on('error', () => {});
  const exited = exitOf(child, path);
  exited.catch(() => {});
  const kill = () => {
    child.kill('SIGKILL');
    for (const stream of streams) stream.destroy();
  };
  options.signal.addEventListener('abort', kill, { once: true });
  const forget = () => options.signal.removeEventListener('abort', kill);
  exited.then(forget, forget);
  return {
    stdout: streamOf(child.stdout),
    stderr: streamOf(child.stderr),
    sideOutput: options.sideOutput ? streamOf(child.stdio[3]) : null,
    exited,
    stop: () => {
      kill();
      return goneOrGivenUp(exited, options.clock);
    },
  };
}

/** One that has ended by now needs it no more. */
function standBack(pid: number, niceness: number): void {
  try {
    setPriority(pid, niceness);
  } catch {}
}

function exitOf(child: ChildProcess, path: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => resolve(code));
    child.once('error', (cause) => reject(toolMissing(path, cause)));
  });
}

function toolMissing(path: string, cause: Error): ConciergeError {
  return new ConciergeError(
    'TOOL_MISSING',
    `Cannot start "${path}": ${cause.message}. Install ffmpeg, which brings ffprobe (Debian: apt-get install ffmpeg).`,
    { cause, details: { tool: path } },
  );
}

function streamOf(stream: unknown): Readable {
  if (stream instanceof Readable) return stream;
  // With too many open files spawn has no streams to offer; its `error` event says why.
  return Readable.from([]);
}

function goneOrGivenUp(exited: Promise<unknown>, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(REAP_MS, resolve);
    const gone = () => {
      cancel();
      resolve();
    };
    exited.then(gone, gone);
  });
}
