import type { Spoken } from '../translator.ts';

/** Filled by the build: see one-language.ts. */
export const texts: Spoken = {};
