import { translator } from '../i18n/translator.ts';

const en = {
  unreachable: 'Concierge does not answer. It may be restarting: wait a moment, then try again.',
  sessionOver:
    'Home Assistant has ended this session, and usually begins a new one within a minute. Try again then, or reload Home Assistant.',
  failed: 'Concierge could not do this (error {status}). Its log says why.',
};

export const t = translator<keyof typeof en>({
  en,
  de: {
    unreachable: 'Concierge antwortet nicht. Vielleicht startet es gerade neu: kurz warten, dann erneut versuchen.',
    sessionOver:
      'Home Assistant hat diese Sitzung beendet und beginnt meist binnen einer Minute eine neue. Versuche es dann erneut, oder lade Home Assistant neu.',
    failed: 'Concierge konnte das nicht tun (Fehler {status}). Der Grund steht im Protokoll.',
  },
  nl: {
    unreachable: 'Concierge antwoordt niet. Misschien start het opnieuw op: wacht even en probeer het dan opnieuw.',
    sessionOver:
      'Home Assistant heeft deze sessie beëindigd en begint meestal binnen een minuut een nieuwe. Probeer het dan opnieuw, of laad Home Assistant opnieuw.',
    failed: 'Concierge kon dit niet doen (fout {status}). Het logboek zegt waarom.',
  },
  fr: {
    unreachable: 'Concierge ne répond pas. Il redémarre peut-être : patientez un instant, puis réessayez.',
    sessionOver:
      'Home Assistant a mis fin à cette session et en ouvre d’ordinaire une nouvelle en une minute. Réessayez alors, ou rechargez Home Assistant.',
    failed: 'Concierge n’a pas pu le faire (erreur {status}). Son journal dit pourquoi.',
  },
});
