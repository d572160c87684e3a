import type { COCO_SHAPES } from '../../domain/shapes.ts';
import type { Language, Translated } from './language.ts';

type Shape = (typeof COCO_SHAPES)[number];

/** German, Dutch, French; the English name is the shape's own. */
const SHAPE_NAMES: Readonly<Record<Shape, readonly [de: string, nl: string, fr: string]>> = {
  person: ['Person', 'Persoon', 'Personne'],
  bicycle: ['Fahrrad', 'Fiets', 'Vélo'],
  car: ['Auto', 'Auto', 'Voiture'],
  motorcycle: ['Motorrad', 'Motor', 'Moto'],
  airplane: ['Flugzeug', 'Vliegtuig', 'Avion'],
  bus: ['Bus', 'Bus', 'Bus'],
  train: ['Zug', 'Trein', 'Train'],
  truck: ['Lkw', 'Vrachtwagen', 'Camion'],
  boat: ['Boot', 'Boot', 'Bateau'],
  'traffic light': ['Ampel', 'Verkeerslicht', 'Feu de circulation'],
  'fire hydrant': ['Hydrant', 'Brandkraan', "Bouche d'incendie"],
  'stop sign': ['Stoppschild', 'Stopbord', 'Panneau stop'],
  'parking meter': ['Parkuhr', 'Parkeermeter', 'Parcmètre'],
  bench: ['Sitzbank', 'Bank', 'Banc'],
  bird: ['Vogel', 'Vogel', 'Oiseau'],
  cat: ['Katze', 'Kat', 'Chat'],
  dog: ['Hund', 'Hond', 'Chien'],
  horse: ['Pferd', 'Paard', 'Cheval'],
  sheep: ['Schaf', 'Schaap', 'Mouton'],
  cow: ['Kuh', 'Koe', 'Vache'],
  elephant: ['Elefant', 'Olifant', 'Éléphant'],
  bear: ['Bär', 'Beer', 'Ours'],
  zebra: ['Zebra', 'Zebra', 'Zèbre'],
  giraffe: ['Giraffe', 'Giraf', 'Girafe'],
  backpack: ['Rucksack', 'Rugzak', 'Sac à dos'],
  umbrella: ['Regenschirm', 'Paraplu', 'Parapluie'],
  handbag: ['Handtasche', 'Handtas', 'Sac à main'],
  tie: ['Krawatte', 'Stropdas', 'Cravate'],
  suitcase: ['Koffer', 'Koffer', 'Valise'],
  frisbee: ['Frisbee', 'Frisbee', 'Frisbee'],
  skis: ['Ski', "Ski's", 'Skis'],
  snowboard: ['Snowboard', 'Snowboard', 'Snowboard'],
  'sports ball': ['Ball', 'Bal', 'Ballon'],
  kite: ['Drachen', 'Vlieger', 'Cerf-volant'],
  'baseball bat': ['Baseballschläger', 'Honkbalknuppel', 'Batte de baseball'],
  'baseball glove': ['Baseballhandschuh', 'Honkbalhandschoen', 'Gant de baseball'],
  skateboard: ['Skateboard', 'Skateboard', 'Skateboard'],
  surfboard: ['Surfbrett', 'Surfplank', 'Planche de surf'],
  'tennis racket': ['Tennisschläger', 'Tennisracket', 'Raquette de tennis'],
  bottle: ['Flasche', 'Fles', 'Bouteille'],
  'wine glass': ['Weinglas', 'Wijnglas', 'Verre à vin'],
  cup: ['Tasse', 'Kopje', 'Tasse'],
  fork: ['Gabel', 'Vork', 'Fourchette'],
  knife: ['Messer', 'Mes', 'Couteau'],
  spoon: ['Löffel', 'Lepel', 'Cuillère'],
  bowl: ['Schüssel', 'Kom', 'Bol'],
  banana: ['Banane', 'Banaan', 'Banane'],
  apple: ['Apfel', 'Appel', 'Pomme'],
  sandwich: ['Sandwich', 'Sandwich', 'Sandwich'],
  orange: ['Orange', 'Sinaasappel', 'Orange'],
  broccoli: ['Brokkoli', 'Broccoli', 'Brocoli'],
  carrot: ['Karotte', 'Wortel', 'Carotte'],
  'hot dog': ['Hotdog', 'Hotdog', 'Hot-dog'],
  pizza: ['Pizza', 'Pizza', 'Pizza'],
  donut: ['Donut', 'Donut', 'Donut'],
  cake: ['Kuchen', 'Taart', 'Gâteau'],
  chair: ['Stuhl', 'Stoel', 'Chaise'],
  couch: ['Sofa', 'Bank (zitmeubel)', 'Canapé'],
  'potted plant': ['Topfpflanze', 'Potplant', 'Plante en pot'],
  bed: ['Bett', 'Bed', 'Lit'],
  'dining table': ['Esstisch', 'Eettafel', 'Table à manger'],
  toilet: ['Toilette', 'Toilet', 'Toilettes'],
  tv: ['Fernseher', 'Televisie', 'Téléviseur'],
  laptop: ['Laptop', 'Laptop', 'Ordinateur portable'],
  mouse: ['Computermaus', 'Computermuis', "Souris d'ordinateur"],
  remote: ['Fernbedienung', 'Afstandsbediening', 'Télécommande'],
  keyboard: ['Tastatur', 'Toetsenbord', 'Clavier'],
  'cell phone': ['Handy', 'Mobiele telefoon', 'Téléphone portable'],
  microwave: ['Mikrowelle', 'Magnetron', 'Micro-ondes'],
  oven: ['Ofen', 'Oven', 'Four'],
  toaster: ['Toaster', 'Broodrooster', 'Grille-pain'],
  sink: ['Spüle', 'Gootsteen', 'Évier'],
  refrigerator: ['Kühlschrank', 'Koelkast', 'Réfrigérateur'],
  book: ['Buch', 'Boek', 'Livre'],
  clock: ['Uhr', 'Klok', 'Horloge'],
  vase: ['Vase', 'Vaas', 'Vase'],
  scissors: ['Schere', 'Schaar', 'Ciseaux'],
  'teddy bear': ['Teddybär', 'Teddybeer', 'Ours en peluche'],
  'hair drier': ['Föhn', 'Föhn', 'Sèche-cheveux'],
  toothbrush: ['Zahnbürste', 'Tandenborstel', 'Brosse à dents'],
};

/** For people, with a capital. A shape that somebody added is called what it is called. */
export function shapeName(shape: string, language: Language): string {
  return namesOf(shape)[language];
}

/** What the sensor is called that counts them. */
export function countName(shape: string, language: Language): string {
  const name = shapeName(shape, language);
  const inside = name.charAt(0).toLowerCase() + name.slice(1);
  const patterns: Translated = {
    en: `${name} count`,
    de: `Anzahl ${name}`,
    nl: `Aantal ${inside}`,
    fr: `Nombre : ${inside}`,
  };
  return patterns[language];
}

function namesOf(shape: string): Translated {
  const en = shape.charAt(0).toUpperCase() + shape.slice(1);
  const others = Object.entries(SHAPE_NAMES).find(([known]) => known === shape)?.[1];
  const [de, nl, fr] = others ?? [en, en, en];
  return { en, de, nl, fr };
}
