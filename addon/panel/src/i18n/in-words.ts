import { phraseBook } from './phrase-book.ts';
import { t } from './sentence-messages.ts';
import { SENTENCES } from './sentences.ts';

const said = phraseBook(SENTENCES, t);

/** What the server says, in the user's language; where nobody has put it into that, as the server says it. */
export function inWords(sentence: string): string {
  return said(sentence);
}
