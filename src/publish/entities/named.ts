import { ENTITY_NAMES, type EntityWord } from '../names/entity-names.ts';
import type { Language } from '../names/language.ts';

/** The key and the names of an entity that there is at most one of in a device. */
export function named(word: EntityWord, language: Language): { key: string; name: string; idName: string } {
  const names = ENTITY_NAMES[word];
  return { key: word, name: names[language], idName: names.en };
}
