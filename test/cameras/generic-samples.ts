import type { BrandSamples } from './brand-contract.ts';
import { namedCamera, read } from './readings.ts';

const DAILY = '{camera}/{YYYY}-{MM}-{DD}/{hh}{mm}{ss}*.jpg';
const ANY_TIME = '{camera}/*{YYYY}{MM}{DD}*{hh}{mm}{ss}*';
const BARN = namedCamera({ id: 1, name: 'Barn', timezone: 'Europe/Berlin', filePattern: DAILY });
const BARN_DOOR = namedCamera({ id: 2, name: 'Barn Door', filePattern: DAILY });
const POND = namedCamera({ id: 3, name: 'Pond', host: '10.0.0.7', filePattern: ANY_TIME });
const FIXED = namedCamera({ id: 4, name: 'Fixed', filePattern: 'stills/{camera}_ch{channel}' });
const NAMELESS = namedCamera({ id: 5, name: 'Meadow', filePattern: 'P-{YYYY}{MM}{DD}T{hh}{mm}.JPG' });
const WITHOUT = namedCamera({ id: 6, name: 'Without' });

const BERLIN = Date.UTC(2026, 10, 22, 9, 10, 10);
const ZULU = Date.UTC(2026, 10, 22, 10, 10, 10);

export const genericSamples: BrandSamples = {
  cameras: [BARN, BARN_DOOR, POND, FIXED, NAMELESS, WITHOUT],
  receivedAtMs: Date.UTC(2026, 10, 22, 16),
  readings: [
    { file: 'Barn/2026-11-22/101010.jpg', reading: read(BARN, BERLIN, null) },
    { file: 'all/of/them/BARN/2026-11-22/101010_motion.JPG', reading: read(BARN, BERLIN, null) },
    { file: 'barn_door/2026-11-22/101010.jpg', reading: read(BARN_DOOR, ZULU, null) },
    { file: 'Pond/IMG_20261122_101010_001.mp4', reading: read(POND, ZULU, null) },
    { file: 'Pond/9920261122101010.mp4', reading: read(POND, ZULU, null) },
    { file: '10.0.0.7/20261122-101010.jpeg', reading: read(POND, ZULU, null) },
    { file: 'stills/Fixed_ch12.jpg', reading: read(FIXED, null, 12) },
    { file: 'stills/Fixed_ch12_20261122101010.jpg', reading: read(FIXED, ZULU, 12) },
    { file: 'p-20261122t1010.jpg', reading: read(NAMELESS, ZULU - 10_000, null) },
    { file: 'Barn Door/2026-02-30/101010.jpg', reading: read(BARN_DOOR, null, null) },
  ],
  testFiles: [],
  ignored: [],
  fallBack: 'Barn/2026-10-25/023000.jpg',
  foreign: [
    'Barn/2026-13-22/101010.jpg',
    'Barn/2026-11-22/motion/101010.jpg',
    'Barn/2026-11-22/101010.mp4',
    '2026-11-22/101010.txt',
    'stills/Fixed_ch1234.jpg',
    'Without.jpg',
  ],
};
