import type { Logger } from '../runtime/logger.ts';

/** The part of bunyan's interface that ftp-srv calls. */
interface BunyanLike {
  child(fields: Record<string, unknown>): BunyanLike;
  trace(...entry: unknown[]): void;
  debug(...entry: unknown[]): void;
  info(...entry: unknown[]): void;
  warn(...entry: unknown[]): void;
  error(...entry: unknown[]): void;
}

/**
 * ftp-srv's log in ours. It calls it an error whenever a client asks for a file that is not there, so all of it is for
 * those who search a fault: debug and below. What users need to know the sessions say themselves.
 */
export function ftpSrvLog(logger: Logger): BunyanLike {
  const trace = (...entry: unknown[]) => write('trace', entry);
  const debug = (...entry: unknown[]) => write('debug', entry);
  const write = (level: 'trace' | 'debug', [first, second]: unknown[]) => {
    if (typeof first === 'string') logger[level](first);
    else if (first instanceof Error) logger[level](first.message);
    else logger[level]({ ftp: first }, typeof second === 'string' ? second : '');
  };
  return {
    child: (fields) => ftpSrvLog(logger.child(fields)),
    trace,
    debug,
    info: debug,
    warn: debug,
    error: debug,
  };
}
