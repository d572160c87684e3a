import type { ServerSentences } from '../../../../src/ports/panel/server-sentences.ts';

let known: ServerSentences = { problems: {}, details: {} };

/** What the server may say, as this version of it says it. Called once, before anything it says is shown. */
export function learn(sentences: ServerSentences): void {
  known = sentences;
}

export function sentencesOf(kind: keyof ServerSentences): Readonly<Record<string, string>> {
  return known[kind];
}
