import { translator } from '../../i18n/translator.ts';

const en = {
  connected: 'Connected to Home Assistant {version} since {when}.',
  connecting: 'Connecting …',
  notConfigured: 'No Home Assistant is configured (HA_URL, HA_TOKEN). Everything else works without.',
  unreachable: 'Cannot reach Home Assistant at {url}: {reason}.',
  unreachableHint: 'It may be restarting. Concierge keeps trying; nothing is lost meanwhile.',
  refused: 'Home Assistant refuses the token.',
  refusedHint:
    'As an add-on: restart Concierge. Elsewhere: create a long-lived access token in the profile of an administrator and set it as HA_TOKEN.',
  shown: '{entities} entities of {devices} devices',
  mqtt: 'Entities are shown by MQTT.',
  mobileApp: 'Without MQTT, sensors alone are shown: no pictures, switches and events.',
  mobileAppHint: 'Install the add-on “Mosquitto broker”, then add “MQTT” under Settings > Devices & services.',
  starting: 'Home Assistant is starting: entities follow once it runs.',
  failing: 'Entities cannot be updated: {reason}',
  heard: 'Last heard from {when}.',
  reconnects_one: '{count} reconnection since the start.',
  reconnects_other: '{count} reconnections since the start.',
};

export const t = translator<keyof typeof en>({
  en,
  de: {
    connected: 'Verbunden mit Home Assistant {version} seit {when}.',
    connecting: 'Verbindet …',
    notConfigured: 'Kein Home Assistant eingerichtet (HA_URL, HA_TOKEN). Alles andere läuft auch ohne.',
    unreachable: 'Home Assistant ist unter {url} nicht erreichbar: {reason}.',
    unreachableHint: 'Vielleicht startet es neu. Concierge versucht es weiter; nichts geht verloren.',
    refused: 'Home Assistant lehnt das Token ab.',
    refusedHint:
      'Als Add-on: Concierge neu starten. Sonst: im Profil eines Administrators ein langlebiges Zugriffstoken anlegen und als HA_TOKEN setzen.',
    shown: '{entities} Entitäten auf {devices} Geräten',
    mqtt: 'Entitäten werden über MQTT gezeigt.',
    mobileApp: 'Ohne MQTT gibt es nur Sensoren: keine Bilder, Schalter und Ereignisse.',
    mobileAppHint:
      'Das Add-on „Mosquitto broker“ installieren, dann „MQTT“ unter Einstellungen > Geräte & Dienste hinzufügen.',
    starting: 'Home Assistant startet: Entitäten folgen, sobald es läuft.',
    failing: 'Entitäten lassen sich nicht aktualisieren: {reason}',
    heard: 'Zuletzt gehört {when}.',
    reconnects_one: '{count} neue Verbindung seit dem Start.',
    reconnects_other: '{count} neue Verbindungen seit dem Start.',
  },
  nl: {
    connected: 'Verbonden met Home Assistant {version} sinds {when}.',
    connecting: 'Verbindt …',
    notConfigured: 'Er is geen Home Assistant ingesteld (HA_URL, HA_TOKEN). Al het andere werkt ook zonder.',
    unreachable: 'Home Assistant is niet bereikbaar op {url}: {reason}.',
    unreachableHint: 'Misschien start het opnieuw op. Concierge blijft proberen; er gaat niets verloren.',
    refused: 'Home Assistant weigert het token.',
    refusedHint:
      'Als add-on: herstart Concierge. Anders: maak in het profiel van een beheerder een langlevend toegangstoken en stel het in als HA_TOKEN.',
    shown: '{entities} entiteiten op {devices} apparaten',
    mqtt: 'Entiteiten worden via MQTT getoond.',
    mobileApp: 'Zonder MQTT zijn er alleen sensoren: geen foto’s, schakelaars en gebeurtenissen.',
    mobileAppHint:
      'Installeer de add-on “Mosquitto broker” en voeg daarna “MQTT” toe onder Instellingen > Apparaten & diensten.',
    starting: 'Home Assistant start op: entiteiten volgen zodra het draait.',
    failing: 'Entiteiten kunnen niet worden bijgewerkt: {reason}',
    heard: 'Laatst gehoord {when}.',
    reconnects_one: '{count} nieuwe verbinding sinds de start.',
    reconnects_other: '{count} nieuwe verbindingen sinds de start.',
  },
  fr: {
    connected: 'Connecté à Home Assistant {version} depuis {when}.',
    connecting: 'Connexion …',
    notConfigured: 'Aucun Home Assistant configuré (HA_URL, HA_TOKEN). Tout le reste fonctionne sans.',
    unreachable: 'Home Assistant est injoignable à {url} : {reason}.',
    unreachableHint: 'Il redémarre peut-être. Concierge réessaie ; rien n’est perdu entre-temps.',
    refused: 'Home Assistant refuse le jeton.',
    refusedHint:
      'En module complémentaire : redémarrez Concierge. Ailleurs : créez un jeton d’accès longue durée dans le profil d’un administrateur et donnez-le comme HA_TOKEN.',
    shown: '{entities} entités de {devices} appareils',
    mqtt: 'Les entités sont montrées par MQTT.',
    mobileApp: 'Sans MQTT, il n’y a que des capteurs : ni images, ni interrupteurs, ni événements.',
    mobileAppHint:
      'Installez le module « Mosquitto broker », puis ajoutez « MQTT » sous Paramètres > Appareils et services.',
    starting: 'Home Assistant démarre : les entités suivront.',
    failing: 'Les entités ne peuvent pas être mises à jour : {reason}',
    heard: 'Dernier signe {when}.',
    reconnects_one: '{count} reconnexion depuis le démarrage.',
    reconnects_other: '{count} reconnexions depuis le démarrage.',
  },
});
