import { Router } from 'express';
import { DETAILS } from '../../domain/sentences/detail-sentences.ts';
import { SENTENCES } from '../../domain/sentences/problem-sentences.ts';
import type { ServerSentences } from '../../ports/panel/server-sentences.ts';

/** `sentences`: what is said in answers, which the panel says in the user's language. */
export function sentenceRoutes(): Router {
  const sentences: ServerSentences = { problems: SENTENCES, details: DETAILS };
  return Router().get('/sentences', (_request, response) => {
    response.set('Cache-Control', 'no-cache').json(sentences);
  });
}
