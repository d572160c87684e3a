import { translator } from '../i18n/translator.ts';

const en = {
  unreachable: 'Concierge does not answer. It may be restarting: wait a moment, then try again.',
  sessionOver: 'Home Assistant no longer knows this session. Reload the page.',
  failed: 'Concierge could not do this (error {status}). Its log says why.',
};

export const t = translator<keyof typeof en>({
  en,
  de: {
    unreachable: 'Concierge antwortet nicht. Vielleicht startet es gerade neu: kurz warten, dann erneut versuchen.',
    sessionOver: 'Home Assistant kennt diese Sitzung nicht mehr. Bitte die Seite neu laden.',
    failed: 'Concierge konnte das nicht tun (Fehler {status}). Der Grund steht im Protokoll.',
  },
  nl: {
    unreachable: 'Concierge antwoordt niet. Misschien start het opnieuw op: wacht even en probeer het dan opnieuw.',
    sessionOver: 'Home Assistant kent deze sessie niet meer. Laad de pagina opnieuw.',
    failed: 'Concierge kon dit niet doen (fout {status}). Het logboek zegt waarom.',
  },
  fr: {
    unreachable: 'Concierge ne répond pas. Il redémarre peut-être : patientez un instant, puis réessayez.',
    sessionOver: 'Home Assistant ne connaît plus cette session. Rechargez la page.',
    failed: 'Concierge n’a pas pu le faire (erreur {status}). Son journal dit pourquoi.',
  },
});
