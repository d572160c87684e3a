/**
 * Every fault that Concierge can name. docs/errors.md says, for each code, what it means and what to do about it;
 * a test keeps the two lists the same.
 */
export const ERROR_CODES = [
  'OPTIONS_INVALID',
  'PORT_IN_USE',
  'ALREADY_RUNNING',
  'FOLDER_UNWRITABLE',
  'STORE_CORRUPT',
  'CONFIG_INVALID',
  'PATH_OUTSIDE_ROOT',
  'FILE_MISSING',
  'MEDIA_UNREADABLE',
  'MEDIA_TOO_LARGE',
  'MODEL_UNAVAILABLE',
  'MODEL_HASH_MISMATCH',
  'TOOL_MISSING',
  'WORKER_CRASHED',
  'WORKER_TIMED_OUT',
  'HOME_ASSISTANT_UNREACHABLE',
  'HOME_ASSISTANT_REFUSED',
  'INFLUXDB_UNREACHABLE',
  'INFLUXDB_REFUSED',
  'INFLUXDB_POINT_REFUSED',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** What a message needs beside its text, for logs and callers: names, sizes, ports. Never a secret. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/** The one error class of Concierge. The message says what was tried, with which value, and what to do. */
export class ConciergeError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, options: { details?: ErrorDetails; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'ConciergeError';
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
