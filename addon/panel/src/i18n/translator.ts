import { userLocale } from '../app/home-assistant.ts';

const LANGUAGES = ['en', 'de', 'nl', 'fr'] as const;
type Language = (typeof LANGUAGES)[number];

/** What one room of the panel says, in every language. `{name}` is filled in; `x_one` and `x_other` are a plural. */
type Messages<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>;

type Texts = Readonly<Record<string, string>>;

/** What all of a built panel says in one language, by the file that said it in all. */
export type Spoken = Readonly<Record<string, Texts>>;

type PluralOf<Key extends string> = Key extends `${infer Stem}_one` ? Stem : never;

type Values = Readonly<Record<string, string | number>>;

export interface Translator<Key extends string> {
  (key: Key, values?: Values): string;
  /** `{count}` things, in the right number. */
  count(key: PluralOf<Key>, count: number, values?: Values): string;
  /** In the user's language. */
  readonly texts: Texts;
  /** @public Of the sources, for the test of all messages; a built panel has one language. */
  readonly messages: Messages<Key>;
}

/** The language that we speak which is nearest to the user's. */
export function language(): Language {
  const wanted = userLocale().language.toLowerCase().split('-')[0];
  return LANGUAGES.find((known) => known === wanted) ?? 'en';
}

let spoken: Spoken = {};

/** Called once, before anything else is said. */
export function speak(texts: Spoken): void {
  spoken = texts;
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufefc]/;

/** A name that is read from the right does not turn round what stands beside it. */
function apart(value: string): string {
  return RIGHT_TO_LEFT.test(value) ? `\u2068${value}\u2069` : value;
}

/** @param messages in a built panel, the name under which `spoken` has them: one-language.ts */
export function translator<Key extends string>(messages: Messages<Key>): Translator<Key> {
  const name: unknown = messages;
  const texts: Texts = typeof name === 'string' ? (spoken[name] ?? {}) : messages[language()];
  const say = (key: string, values: Values = {}) =>
    (texts[key] ?? key).replaceAll(/\{(\w+)\}/g, (whole, name: string) => apart(String(values[name] ?? whole)));
  const plurals = new Intl.PluralRules(language());
  return Object.assign((key: Key, values?: Values) => say(key, values), {
    texts,
    messages,
    count: (stem: string, count: number, values: Values = {}) => {
      const form = plurals.select(count) === 'one' ? 'one' : 'other';
      return say(`${stem}_${form}`, { count: count.toLocaleString(userLocale().language), ...values });
    },
  });
}
