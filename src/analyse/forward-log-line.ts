import type { Logger, LogLevel } from '../runtime/logger.ts';

const LEVELS: ReadonlyMap<unknown, LogLevel> = new Map([
  [10, 'trace'],
  [20, 'debug'],
  [30, 'info'],
  [40, 'warn'],
  [50, 'error'],
  [60, 'error'],
]);

/** Writes a line of another process's log (JSON, as pino writes it) to our own, at its level and with its fields. */
export function forwardLogLine(line: string, logger: Logger): void {
  const entry = parse(line);
  if (!entry) {
    logger.warn(line.trim());
    return;
  }
  const { level, msg, time: _time, pid: _pid, hostname: _hostname, ...fields } = entry;
  logger[LEVELS.get(level) ?? 'warn'](fields, typeof msg === 'string' ? msg : '');
}

function parse(line: string): Record<string, unknown> | null {
  try {
    const entry: unknown = JSON.parse(line);
    // An object of unknown fields is all that is claimed of it.
    return typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
