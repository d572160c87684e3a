import type { BrandSamples } from './brand-contract.ts';
import { namedCamera, read } from './readings.ts';

const ATTIC = namedCamera({ id: 1, name: 'Attic', timezone: 'Europe/Berlin' });
const CELLAR = namedCamera({ id: 2, name: 'Cellar Stairs' });

const utc = (hour: number) => Date.UTC(2023, 6, 6, hour, 1, 57);

export const yiHackSamples: BrandSamples = {
  cameras: [ATTIC, CELLAR],
  receivedAtMs: Date.UTC(2026, 10, 22, 16),
  readings: [
    { file: 'Attic/2023Y07M06D13H/E201M57S03.mp4', reading: read(ATTIC, utc(11), null) },
    { file: 'Attic/2023Y07M06D13H/01M57S60.mp4', reading: read(ATTIC, utc(11), null) },
    { file: 'yi/cellar_stairs/2023Y07M06D13H/E101M57S03.mp4', reading: read(CELLAR, utc(13), null) },
    { file: 'Attic/2023Y07M06D13H/E201M57S03.jpg', reading: read(ATTIC, utc(11), null) },
    { file: 'Attic/E123M45S67.mp4', reading: read(ATTIC, null, null) },
    { file: 'Attic/2023Y07M32D13H/E201M57S03.mp4', reading: read(ATTIC, null, null) },
  ],
  testFiles: [],
  ignored: [],
  fallBack: 'Attic/2026Y10M25D02H/E130M00S20.mp4',
  foreign: [
    'Attic/2023Y07M06D13H/clip.mp4',
    'Attic/2023Y07M06D13H/E201M57S.mp4',
    'Attic_00_20261122101010.jpg',
    'E1AM57S03.mp4',
  ],
};
