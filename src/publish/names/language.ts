/** The languages in which entities have names. */
export const LANGUAGES = ['en', 'de', 'nl', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A word in each of them. */
export type Translated = Readonly<Record<Language, string>>;

/** @param tag as Home Assistant names the one that it is set to: `de`, `de-CH`, `pt-BR` */
export function languageOf(tag: string): Language {
  const primary = tag.toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.find((language) => language === primary) ?? 'en';
}
