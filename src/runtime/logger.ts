import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';
import pretty from 'pino-pretty';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Structured log: fields first, words second. `child` binds fields, among them `asset`, the correlation id. */
export type Logger = Pick<PinoLogger, LogLevel> & { child(bindings: Record<string, unknown>): Logger };

const SECRETS = ['password', 'token', 'access_token', 'authorization', '*.password', '*.token', '*.access_token'];

/** The log as people read it in Home Assistant: a line an entry, its fields behind the words. Secrets are redacted. */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const stream =
    destination ??
    pretty({
      colorize: process.stdout.isTTY ?? false,
      sync: true,
      singleLine: true,
      ignore: 'pid,hostname,service',
      messageFormat: '{if service}{service}: {end}{msg}',
      translateTime: 'SYS:yyyy-mm-dd HH:MM:ss',
    });
  return pino({ level, redact: { paths: SECRETS, censor: '(hidden)' } }, stream);
}
