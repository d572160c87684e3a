import type { Response } from 'express';

/** What is wrong with a request, every bad field named. */
export type FieldMessages = Readonly<Record<string, string>>;

/** Answers `{"message": {"<field>": "<why>"}}`; the log of requests says so, too. */
export function refuse(response: Response, status: number, message: FieldMessages): void {
  response.locals['refusal'] = message;
  response.status(status).json({ message });
}

/** What a request was refused for; undefined when it was not. */
export function refusalOf(response: Response): unknown {
  return response.locals['refusal'];
}
