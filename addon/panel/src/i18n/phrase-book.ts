import { language, type Translator } from './translator.ts';

type Values = Readonly<Record<string, string>>;

/**
 * Says what the server says in the user's language; what nobody has put into that, as the server says it.
 * @param sentences the server's, with names in braces for what differs
 * @param inside what becomes of that before it is filled in
 */
export function phraseBook<Key extends string>(
  sentences: Readonly<Record<Key, string>>,
  t: Translator<Key>,
  inside: (values: Values) => Values = (values) => values,
): (sentence: string) => string {
  const names = Object.keys(sentences) as Key[]; // what an object literal has are its keys
  const forms = names.map((name) => ({ name, form: formOf(sentences[name]) }));
  return (sentence) => {
    if (language() === 'en') return sentence;
    for (const { name, form } of forms) {
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
