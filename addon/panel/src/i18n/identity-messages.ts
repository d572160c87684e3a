import { translator } from './translator.ts';

const en = { stranger: 'Stranger {id}', somebody: 'Stranger', unsure: 'perhaps {names}' };

export const t = translator<keyof typeof en>({
  en,
  de: { stranger: 'Unbekannt {id}', somebody: 'Unbekannt', unsure: 'vielleicht {names}' },
  nl: { stranger: 'Onbekende {id}', somebody: 'Onbekende', unsure: 'misschien {names}' },
  fr: { stranger: 'Inconnu {id}', somebody: 'Inconnu', unsure: 'peut-être {names}' },
});
