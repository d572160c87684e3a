import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';
import pretty, { prettyFactory } from 'pino-pretty';
import type { LogTail } from './log-tail.ts';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Structured log: fields first, words second. `child` binds fields, among them `asset`, the correlation id. */
export type Logger = Pick<PinoLogger, LogLevel> & { child(bindings: Record<string, unknown>): Logger };

const SECRETS = ['password', 'token', 'access_token', 'authorization', '*.password', '*.token', '*.access_token'];

/**
 * The log as people read it in Home Assistant: a line an entry, its fields behind the words. Secrets are redacted.
 * `tail` is given the same lines.
 */
export function createLogger(level: LogLevel, destination?: DestinationStream, tail?: LogTail): Logger {
  const stream = destination ?? pretty(lineFormat(process.stdout.isTTY ?? false));
  const written = tail ? both(stream, tail) : stream;
  return pino({ level, redact: { paths: SECRETS, censor: '(hidden)' } }, written);
}

function lineFormat(colorize: boolean) {
  return {
    colorize,
    sync: true,
    singleLine: true,
    ignore: 'pid,hostname,service',
    messageFormat: '{if service}{service}: {end}{msg}',
    translateTime: 'SYS:yyyy-mm-dd HH:MM:ss',
  };
}

/** Pino has chosen the level already. */
function both(stream: DestinationStream, tail: LogTail): DestinationStream {
  const plain = prettyFactory(lineFormat(false));
  return {
    write(entry) {
      stream.write(entry);
      tail.write(plain(entry));
    },
  };
}
