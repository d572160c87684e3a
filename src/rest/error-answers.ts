import type { ErrorRequestHandler } from 'express';
import { ConciergeError, type ErrorCode, messageOf } from '../domain/concierge-error.ts';
import { fieldMessages } from '../domain/config-violation.ts';
import type { Logger } from '../runtime/logger.ts';
import { type FieldMessages, refuse } from './message.ts';

interface Answer {
  readonly status: number;
  readonly message: FieldMessages;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The status, and the field that is to blame. What is missing here is our own fault: 500. */
const BY_CODE: Partial<Record<ErrorCode, readonly [status: number, field: string]>> = {
  PATH_OUTSIDE_ROOT: [400, 'file'],
  FILE_MISSING: [404, 'file'],
  MEDIA_UNREADABLE: [400, 'file'],
  MEDIA_TOO_LARGE: [400, 'file'],
  MODEL_UNAVAILABLE: [503, 'service'],
  TOOL_MISSING: [503, 'service'],
  WORKER_CRASHED: [503, 'service'],
  WORKER_TIMED_OUT: [503, 'service'],
};

const BODY_PROBLEMS: Readonly<Record<string, string>> = {
  'entity.parse.failed': 'is not valid JSON: an object is expected',
  'entity.too.large': 'is larger than 1 MiB',
  'entity.too.deep': 'is nested too deep',
  'encoding.unsupported': 'has an encoding that is not supported: send it plain or with gzip',
  'charset.unsupported': 'has a character set that is not supported: send UTF-8',
  'request.aborted': 'ended before its announced length',
  'request.size.invalid': 'has another length than announced',
};

/** Turns whatever a route threw into an answer; faults of ours are logged with their stack, which is never shown. */
export function errorAnswers(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const { method, path } = request;
    if (request.socket.destroyed) {
      logger.debug({ method, path, error: messageOf(error) }, 'the caller has gone');
      return;
    }
    if (response.headersSent) {
      next(error);
      return;
    }
    const answer = answerFor(error);
    // Of a file whose sending came to nothing.
    for (const name of ['Content-Type', 'ETag', 'Last-Modified']) response.removeHeader(name);
    if (answer.status === 500) logger.error({ method, path, err: error }, `cannot answer: ${messageOf(error)}`);
    refuse(response.set(answer.headers ?? {}), answer.status, answer.message);
  };
}

function answerFor(error: unknown): Answer {
  if (error instanceof ConciergeError) {
    if (error.code === 'CONFIG_INVALID') return { status: 400, message: fieldMessages(error) };
    const known = BY_CODE[error.code];
    if (known) return { status: known[0], message: { [known[1]]: error.message } };
  }
  return httpAnswer(error) ?? { status: 500, message: { error: 'Concierge failed to answer; its log says why.' } };
}

/** Express and its body parser throw errors that carry a status; those below 500 are the caller's. */
function httpAnswer(error: unknown): Answer | null {
  if (typeof error !== 'object' || error === null || !('status' in error)) return null;
  const { status } = error;
  if (typeof status !== 'number' || status < 400 || status >= 500) return null;
  const bodyProblem = 'type' in error && typeof error.type === 'string' ? BODY_PROBLEMS[error.type] : undefined;
  if (bodyProblem !== undefined) return { status, message: { body: bodyProblem } };
  const headers = 'headers' in error && isStringRecord(error.headers) ? error.headers : {};
  return { status, headers, message: { request: status === 404 ? 'there is nothing here' : messageOf(error) } };
}

function isStringRecord(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && Object.values(value).every((item) => typeof item === 'string');
}
