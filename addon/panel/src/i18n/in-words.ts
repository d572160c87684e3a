import { phraseBook } from './phrase-book.ts';
import { t } from './sentence-messages.ts';

/** What the server says, in the user's language; where nobody has put it into that, as the server says it. */
export const inWords = phraseBook('problems', t);
