import { inWords } from '../i18n/in-words.ts';
import { t } from './messages.ts';
import { upload } from './upload.ts';

/** An answer that is none: what happened, and which fields of a form are to blame, in words for a person. */
export class ApiError extends Error {
  /** 0: no answer at all. */
  readonly status: number;
  readonly fields: Readonly<Record<string, string>>;

  constructor(status: number, message: string, fields: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.fields = fields;
  }
}

/** Home Assistant lets nobody through to an add-on whose session it does not know. */
export function isSessionOver(status: number): boolean {
  return status === 401 || status === 403;
}

/** Relative to the page, wherever ingress has put it. */
export function apiUrl(path: string): string {
  return new URL(`api/${path}`, document.baseURI).href;
}

/** A picture or clip under ROOT_DIR, with or without the slash that the tables show before it. */
export function mediaUrl(file: string): string {
  return apiUrl(`media/${file.replace(/^\/+/, '').split('/').map(encodeURIComponent).join('/')}`);
}

/** The caller names the type that the server declares for this path. @throws ApiError */
export async function getJson<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  return (await request('GET', path, undefined, signal)) as Answer;
}

/** @throws ApiError */
export async function send(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<unknown> {
  return request(method, path, body, signal);
}

/** A picture as the whole body, in the type that the browser knows it as. @throws ApiError */
export async function sendPicture(path: string, picture: Blob): Promise<unknown> {
  return sendFile(path, picture);
}

/** What a picture is now, that it can be put back later; null when it is gone already. */
export async function copyOfPicture(file: string): Promise<Blob | null> {
  const answer = await fetch(mediaUrl(file)).catch(() => null);
  return answer?.ok ? answer.blob() : null;
}

/** A file as the whole body, in the type that it says. @param tell how much of it is out, 0..1 @throws ApiError */
export async function sendFile(
  path: string,
  file: Blob,
  headers: Readonly<Record<string, string>> = {},
  tell: (share: number) => void = () => {},
): Promise<unknown> {
  const content = { headers: { ...headers, 'Content-Type': file.type }, body: file };
  return answerTo(() => upload(apiUrl(path), content, tell));
}

async function request(method: string, path: string, body: unknown, signal: AbortSignal | undefined): Promise<unknown> {
  const content = { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const wish = { method, ...(body !== undefined && content), ...(signal && { signal }) };
  return answerTo(() => fetch(apiUrl(path), wish), signal);
}

async function answerTo(ask: () => Promise<Response>, signal?: AbortSignal): Promise<unknown> {
  let response: Response;
  try {
    response = await ask();
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError(0, t('unreachable'));
  }
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  const answer: unknown = isJson ? await response.json().catch(() => null) : null;
  if (response.ok) return answer;
  throw errorOf(response.status, answer);
}

function errorOf(status: number, answer: unknown): ApiError {
  const message = typeof answer === 'object' && answer !== null && 'message' in answer ? answer.message : null;
  const fields = typeof message === 'object' && message !== null ? stringsOf(message) : {};
  // A whole sentence says itself what it is about.
  const why = Object.entries(fields).map(([field, reason]) => (reason.endsWith('.') ? reason : `${field}: ${reason}`));
  if (why.length > 0) return new ApiError(status, why.join('\n'), fields);
  if (isSessionOver(status)) return new ApiError(status, t('sessionOver'));
  if (status === 502 || status === 503) return new ApiError(status, t('unreachable'));
  return new ApiError(status, t('failed', { status }));
}

function stringsOf(message: object): Record<string, string> {
  return Object.fromEntries(Object.entries(message).map(([field, why]) => [field, inWords(String(why))]));
}
