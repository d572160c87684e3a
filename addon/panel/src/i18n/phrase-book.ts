import type { ServerSentences } from '../../../../src/ports/panel/server-sentences.ts';
import { sentencesOf } from './server-sentences.ts';
import type { Translator } from './translator.ts';

/** Of what the server says. */
const LONGEST = 2000;

type Values = Readonly<Record<string, string>>;

/**
 * Says what the server says in the user's language; what nobody has put into that, as the server says it.
 * @param kind of the server's sentences, whose names `t` has
 * @param inside what becomes of what differs before it is filled in
 */
export function phraseBook<Key extends string>(
  kind: keyof ServerSentences,
  t: Translator<Key>,
  inside: (values: Values) => Values = (values) => values,
): (sentence: string) => string {
  let forms: readonly (readonly [name: Key, form: RegExp])[] | null = null;
  const known = (name: string): name is Key => name in t.texts;
  return (sentence) => {
    // Names in it are anybody's: one that goes on and on is not taken apart.
    if (sentence.length > LONGEST) return sentence;
    forms ??= Object.entries(sentencesOf(kind)).flatMap(([name, said]) => (known(name) ? [[name, formOf(said)]] : []));
    for (const [name, form] of forms) {
      const found = form.exec(sentence);
      if (found) return t(name, inside({ ...found.groups }));
    }
    return sentence;
  };
}

function formOf(sentence: string): RegExp {
  const escaped = sentence.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll(/\{(\w+)\}/g, '(?<$1>[^]+?)')}$`);
}
