import { translator } from '../../i18n/translator.ts';

const en = {
  title: 'Analysis',
  still: 'A picture takes {time}',
  clip: 'A clip takes {time}',
  median: '(median of the last day, {files} in all)',
  facesMissing:
    'A camera wants faces recognised, but their models are not here. Let this machine reach the internet and restart Concierge, or put them into its models folder.',
  models: 'Models in use',
  shapes: 'finds shapes',
  faces: 'finds faces',
  'face-landmarks': 'finds eyes, nose and mouth',
  'face-embedding': 'tells faces apart',
  folder: 'in {folder}',
  workers: 'Processes',
  threads_one: '{count} thread on {provider}',
  threads_other: '{count} threads on {provider}',
};

export const t = translator<keyof typeof en>({
  en,
  de: {
    title: 'Analyse',
    still: 'Ein Bild dauert {time}',
    clip: 'Ein Clip dauert {time}',
    median: '(Median des letzten Tages, {files} insgesamt)',
    facesMissing:
      'Eine Kamera soll Gesichter erkennen, aber deren Modelle fehlen. Diesem Rechner Internet geben und Concierge neu starten, oder sie in den Modellordner legen.',
    models: 'Verwendete Modelle',
    shapes: 'findet Formen',
    faces: 'findet Gesichter',
    'face-landmarks': 'findet Augen, Nase und Mund',
    'face-embedding': 'unterscheidet Gesichter',
    folder: 'in {folder}',
    workers: 'Prozesse',
    threads_one: '{count} Thread auf {provider}',
    threads_other: '{count} Threads auf {provider}',
  },
  nl: {
    title: 'Analyse',
    still: 'Een foto duurt {time}',
    clip: 'Een clip duurt {time}',
    median: '(mediaan van de laatste dag, {files} in totaal)',
    facesMissing:
      'Een camera wil gezichten herkennen, maar de modellen ontbreken. Geef deze machine internet en herstart Concierge, of leg ze in de modellenmap.',
    models: 'Gebruikte modellen',
    shapes: 'vindt vormen',
    faces: 'vindt gezichten',
    'face-landmarks': 'vindt ogen, neus en mond',
    'face-embedding': 'onderscheidt gezichten',
    folder: 'in {folder}',
    workers: 'Processen',
    threads_one: '{count} thread op {provider}',
    threads_other: '{count} threads op {provider}',
  },
  fr: {
    title: 'Analyse',
    still: 'Une image prend {time}',
    clip: 'Un clip prend {time}',
    median: '(médiane du dernier jour, {files} en tout)',
    facesMissing:
      'Une caméra veut reconnaître des visages, mais les modèles manquent. Donnez Internet à cette machine et redémarrez Concierge, ou placez-les dans son dossier de modèles.',
    models: 'Modèles utilisés',
    shapes: 'trouve des formes',
    faces: 'trouve des visages',
    'face-landmarks': 'trouve yeux, nez et bouche',
    'face-embedding': 'distingue les visages',
    folder: 'dans {folder}',
    workers: 'Processus',
    threads_one: '{count} thread sur {provider}',
    threads_other: '{count} threads sur {provider}',
  },
});
