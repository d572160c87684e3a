import type { ServerSentences } from '../../../src/ports/panel/server-sentences.ts';
import { learn } from './i18n/server-sentences.ts';
import { language, speak } from './i18n/translator.ts';

const SPOKEN = {
  en: () => import('./i18n/spoken/en.ts'),
  de: () => import('./i18n/spoken/de.ts'),
  nl: () => import('./i18n/spoken/nl.ts'),
  fr: () => import('./i18n/spoken/fr.ts'),
};

const spoken = language();
document.documentElement.lang = spoken;
// The words first: every other script has its own at hand from the moment that it is read.
const [{ texts }, sentences] = await Promise.all([SPOKEN[spoken](), spoken === 'en' ? null : serverSentences()]);
speak(texts);
if (sentences) learn(sentences);
await import('./panel.ts');

/** Without them, what the server says is shown as it says it. */
async function serverSentences(): Promise<ServerSentences | null> {
  const answer = await fetch('api/panel/sentences').catch(() => null);
  return answer?.ok ? answer.json() : null;
}
