import type { BrandSamples } from './brand-contract.ts';
import { namedCamera, read } from './readings.ts';

const FRONT = namedCamera({ id: 1, name: 'Front', host: '192.168.1.64', timezone: 'Europe/Berlin' });
const FRONT_DOOR = namedCamera({ id: 2, name: 'Front Door', host: 'http://192.168.1.65:8080/' });
const ANNKE = namedCamera({ id: 3, name: 'Annke' });
const CHANNEL_7 = namedCamera({ id: 4, name: 'NVR 7', host: '10.0.0.9' });
const CHANNEL_8 = namedCamera({ id: 5, name: '10.0.0.9 08', host: '10.0.0.9' });

const BERLIN = Date.UTC(2026, 10, 22, 9, 10, 10, 123);
const ZULU = Date.UTC(2026, 10, 22, 10, 10, 10, 123);
const STAMP = '20261122101010123';
const NVR = '10.0.0.9';
const STRANGER = `${NVR}_02_${STAMP}_VMD.jpg`;

export const hikvisionSamples: BrandSamples = {
  cameras: [FRONT, FRONT_DOOR, ANNKE, CHANNEL_7, CHANNEL_8],
  receivedAtMs: Date.UTC(2026, 10, 22, 16),
  readings: [
    { file: `192.168.1.64_01_${STAMP}_MOTION_DETECTION.jpg`, reading: read(FRONT, BERLIN, 1) },
    { file: `192.168.1.64_01_${STAMP}_HUMAN_DETECTION.jpg`, reading: { ...read(FRONT, BERLIN, 1), says: 'person' } },
    { file: `192.168.1.64_01_${STAMP}.jpg`, reading: read(FRONT, BERLIN, 1) },
    { file: `192.168.1.65_1_${STAMP}_LINE_CROSSING_DETECTION.JPG`, reading: read(FRONT_DOOR, ZULU, 1) },
    { file: `cams/192.168.1.64/01/192.168.1.64_01_${STAMP}_VMD.mp4`, reading: read(FRONT, BERLIN, 1) },
    { file: `Front_Door_${STRANGER}`, reading: read(FRONT_DOOR, ZULU, 2) },
    { file: `Front_01_${STAMP}_VMD.jpg`, reading: read(FRONT, BERLIN, 1) },
    { file: `Annke/${STRANGER}`, reading: read(ANNKE, ZULU, 2) },
    { file: `House/annke/${STRANGER}`, reading: read(ANNKE, ZULU, 2) },
    { file: `Front/annke/${STRANGER}`, reading: read(ANNKE, ZULU, 2) },
    { file: `Annke/2026/11/22/${STRANGER}`, reading: read(ANNKE, ZULU, 2) },
    { file: `NVR_${NVR}_07_${STAMP}_VMD.jpg`, reading: read(CHANNEL_7, ZULU, 7) },
    { file: `${NVR}_08_${STAMP}_VMD.jpg`, reading: read(CHANNEL_8, ZULU, 8) },
    { file: `Front_733804851_${STAMP}_MOTION_DETECTION.jpg`, reading: read(FRONT, BERLIN, null) },
    { file: `Annke/DS733804851_${STAMP}_LINE_CROSSING_DETECTION.jpg`, reading: read(ANNKE, ZULU, null) },
    {
      file: `Front/${STAMP}_B4DM3N_VEHICLE_DETECTION.jpg`,
      reading: { ...read(FRONT, BERLIN, null), says: 'vehicle' },
    },
    { file: `192.168.1.65_01_20260230101010123_VMD.jpg`, reading: read(FRONT_DOOR, null, 1) },
  ],
  testFiles: ['testftp.txt', 'cams/testftp.txt', 'testftp1.jpg'],
  ignored: [`192.168.1.64_01_${STAMP}_TIMING.jpg`, `Front_01_${STAMP}_timing.jpg`],
  fallBack: '192.168.1.64_01_20261025023000000_VMD.jpg',
  foreign: [
    'Front_00_20261122101010.jpg',
    `192.168.1.64_01_${STAMP}_VMD.txt`,
    '192.168.1.64_01_2026112210101_VMD.jpg',
    `192.168.1.64_${STAMP}_VMD.jpg`,
    'IMG_1234.jpg',
  ],
};
