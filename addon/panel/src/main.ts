import { language, speak } from './i18n/translator.ts';

const SPOKEN = {
  en: () => import('./i18n/spoken/en.ts'),
  de: () => import('./i18n/spoken/de.ts'),
  nl: () => import('./i18n/spoken/nl.ts'),
  fr: () => import('./i18n/spoken/fr.ts'),
};

document.documentElement.lang = language();
// The words first: every other script has its own at hand from the moment that it is read.
speak((await SPOKEN[language()]()).texts);
await import('./panel.ts');
