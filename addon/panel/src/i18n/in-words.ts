import { t } from './sentence-messages.ts';
import { SENTENCES } from './sentences.ts';
import { language } from './translator.ts';

const names = Object.keys(SENTENCES) as (keyof typeof SENTENCES)[]; // what an object literal has are its keys

const forms = names.map((name) => ({ name, form: formOf(SENTENCES[name]) }));

/** What the server says, in the user's language; where nobody has put it into that, as the server says it. */
export function inWords(sentence: string): string {
  if (language() === 'en') return sentence;
  for (const { name, form } of forms) {
    const found = form.exec(sentence);
    if (found) return t(name, { ...found.groups });
  }
  return sentence;
}

function formOf(sentence: string): RegExp {
  const escaped = sentence.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll(/\{(\w+)\}/g, '(?<$1>[^]+?)')}$`);
}
