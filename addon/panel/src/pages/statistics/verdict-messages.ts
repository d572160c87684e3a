import { translator } from '../../i18n/translator.ts';

const en = {
  title: 'What cameras say, and what was found',
  hint: 'In events. Only cameras that say what they see, over a webhook or in the names of their files, are counted.',
  camera: 'Camera',
  what: 'What',
  person: 'Person',
  vehicle: 'Vehicle',
  animal: 'Animal',
  both: 'Both',
  cameraOnly: 'Camera alone',
  oursOnly: 'Concierge alone',
};

/** @public Read by the test of all messages. */
export const t = translator<keyof typeof en>({
  en,
  de: {
    title: 'Was Kameras sagen und was gefunden wurde',
    hint: 'In Ereignissen. Gezählt werden nur Kameras, die sagen, was sie sehen: über einen Webhook oder im Namen ihrer Dateien.',
    camera: 'Kamera',
    what: 'Was',
    person: 'Person',
    vehicle: 'Fahrzeug',
    animal: 'Tier',
    both: 'Beide',
    cameraOnly: 'Nur Kamera',
    oursOnly: 'Nur Concierge',
  },
  nl: {
    title: 'Wat camera’s zeggen en wat gevonden is',
    hint: 'In gebeurtenissen. Alleen camera’s die zeggen wat ze zien tellen mee: via een webhook of in de namen van hun bestanden.',
    camera: 'Camera',
    what: 'Wat',
    person: 'Persoon',
    vehicle: 'Voertuig',
    animal: 'Dier',
    both: 'Beide',
    cameraOnly: 'Alleen camera',
    oursOnly: 'Alleen Concierge',
  },
  fr: {
    title: 'Ce que disent les caméras et ce qui a été trouvé',
    hint: 'En événements. Seules comptent les caméras qui disent ce qu’elles voient : par un webhook ou dans les noms de leurs fichiers.',
    camera: 'Caméra',
    what: 'Quoi',
    person: 'Personne',
    vehicle: 'Véhicule',
    animal: 'Animal',
    both: 'Les deux',
    cameraOnly: 'Caméra seule',
    oursOnly: 'Concierge seul',
  },
});
