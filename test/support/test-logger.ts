import { createLogger, type Logger } from '../../src/runtime/logger.ts';

/** A logger whose lines (JSON, one an entry) go to `lines` instead of the terminal. */
export function recordingLogger(): { logger: Logger; lines: string[] } {
  const lines: string[] = [];
  return { logger: createLogger('trace', { write: (line) => lines.push(line) }), lines };
}

export function silentLogger(): Logger {
  return createLogger('error', { write: () => {} });
}
