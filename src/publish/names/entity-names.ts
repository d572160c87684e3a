import type { Translated } from './language.ts';

/** What entities are called; the English name also makes their first entity ids, in every language. */
export const ENTITY_NAMES = {
  motion: { en: 'Motion', de: 'Bewegung', nl: 'Beweging', fr: 'Mouvement' },
  last_shape: { en: 'Last shape', de: 'Zuletzt erkannt', nl: 'Laatst herkend', fr: 'Dernière forme' },
  last_detection: { en: 'Last detection', de: 'Letzte Erkennung', nl: 'Laatste detectie', fr: 'Dernière détection' },
  snapshot: { en: 'Last snapshot', de: 'Letztes Bild', nl: 'Laatste beeld', fr: 'Dernière image' },
  detection: { en: 'Detection', de: 'Erkennung', nl: 'Detectie', fr: 'Détection' },
  last_face: { en: 'Last face', de: 'Letztes Gesicht', nl: 'Laatste gezicht', fr: 'Dernier visage' },
  last_object: { en: 'Last object', de: 'Letztes Objekt', nl: 'Laatste object', fr: 'Dernier objet' },
  presence: { en: 'Presence', de: 'Anwesenheit', nl: 'Aanwezigheid', fr: 'Présence' },
  last_seen: { en: 'Last seen', de: 'Zuletzt gesehen', nl: 'Laatst gezien', fr: 'Vu pour la dernière fois' },
  last_camera: { en: 'Last camera', de: 'Letzte Kamera', nl: 'Laatste camera', fr: 'Dernière caméra' },
  analytics: { en: 'Analytics', de: 'Auswertung', nl: 'Analyse', fr: 'Analyse' },
  face_recognition: {
    en: 'Face recognition',
    de: 'Gesichtserkennung',
    nl: 'Gezichtsherkenning',
    fr: 'Reconnaissance faciale',
  },
  confidence: {
    en: 'Minimum confidence',
    de: 'Mindestsicherheit',
    nl: 'Minimale zekerheid',
    fr: 'Confiance minimale',
  },
  profile: { en: 'Profile', de: 'Profil', nl: 'Profiel', fr: 'Profil' },
  reanalyse: {
    en: 'Analyse last again',
    de: 'Letztes erneut auswerten',
    nl: 'Laatste opnieuw analyseren',
    fr: 'Réanalyser le dernier',
  },
  clear: { en: 'Clear', de: 'Zurücksetzen', nl: 'Wissen', fr: 'Réinitialiser' },
  queue: { en: 'Queue length', de: 'Warteschlange', nl: 'Wachtrij', fr: "File d'attente" },
  last_upload: { en: 'Last upload', de: 'Letzter Upload', nl: 'Laatste upload', fr: 'Dernier envoi' },
  analysis_time: { en: 'Analysis time', de: 'Auswertungsdauer', nl: 'Analysetijd', fr: "Durée de l'analyse" },
  problem: {
    en: 'Connection problem',
    de: 'Verbindungsproblem',
    nl: 'Verbindingsprobleem',
    fr: 'Problème de connexion',
  },
  connection: { en: 'Connection', de: 'Verbindung', nl: 'Verbinding', fr: 'Connexion' },
  oldest_waiting: {
    en: 'Oldest waiting',
    de: 'Längste Wartezeit',
    nl: 'Langste wachttijd',
    fr: 'Attente la plus longue',
  },
  disk_used: { en: 'Disk used', de: 'Speicher belegt', nl: 'Schijf gebruikt', fr: 'Disque utilisé' },
  ftp_sessions: { en: 'FTP sessions', de: 'FTP-Sitzungen', nl: 'FTP-sessies', fr: 'Sessions FTP' },
  version: { en: 'Version', de: 'Version', nl: 'Versie', fr: 'Version' },
} as const satisfies Readonly<Record<string, Translated>>;

export type EntityWord = keyof typeof ENTITY_NAMES;
