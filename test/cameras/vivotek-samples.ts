import type { BrandSamples } from './brand-contract.ts';
import { namedCamera, read } from './readings.ts';

const DOCK = namedCamera({ id: 1, name: 'Dock', timezone: 'Europe/Berlin' });
const BY_MAC = namedCamera({ id: 2, name: '0002D1ABCDEF' });

const BERLIN = Date.UTC(2026, 10, 22, 9, 10, 10);
const ZULU = Date.UTC(2026, 10, 22, 10, 10, 10);

export const vivotekSamples: BrandSamples = {
  cameras: [DOCK, BY_MAC],
  receivedAtMs: Date.UTC(2026, 10, 22, 16),
  readings: [
    { file: '0002D1ABCDEF_20261122_101010_1.jpg', reading: read(BY_MAC, ZULU, null) },
    { file: '0002d1abcdef_2026-11-22_10-10-10_0001.jpeg', reading: read(BY_MAC, ZULU, null) },
    { file: 'Dock/000F7C112233_20261122_101010.jpg', reading: read(DOCK, BERLIN, null) },
    {
      file: 'Dock/000F7C112233/Motion/20261122/10/000F7C112233_20261122_101010_7.jpg',
      reading: read(DOCK, BERLIN, null),
    },
    { file: 'dock/00-0F-7C-11-22-33_20261122_101010_7.mp4', reading: read(DOCK, BERLIN, null) },
    { file: 'Dock_20261122101010_4_trg.jpg', reading: read(DOCK, BERLIN, null) },
    { file: 'all/dock_20261122101010_1_pre.jpeg', reading: read(DOCK, BERLIN, null) },
    {
      file: 'Dock/00-18-ae-a8-da-2a/VFD/2026-11-22/10/MOTION_2026-11-22-10-10-10-000_001.jpg',
      reading: read(DOCK, BERLIN, null),
    },
    {
      file: '0002D1ABCDEF/MOTION/2026-11-22/10/TRIPWIRE_2026-11-22-10-10-10-000_012.jpg',
      reading: read(BY_MAC, ZULU, null),
    },
    { file: 'Dock/000F7C112233_20261122_251010_7.jpg', reading: read(DOCK, null, null) },
  ],
  testFiles: [],
  ignored: [],
  fallBack: 'Dock/000F7C112233_20261025_023000_1.jpg',
  foreign: [
    'Dock_20261122_101010_1.jpg',
    '0002D1ABCDE_20261122_101010_1.jpg',
    '0002D1ABCDEF_20261122_101010_1.txt',
    'Dock_00_20261122101010.jpg',
  ],
};
