import type { BrandSamples } from './brand-contract.ts';
import { namedCamera, read } from './readings.ts';

const FRONT = namedCamera({ id: 1, name: 'Front', timezone: 'Europe/Berlin' });
const FRONT_DOOR = namedCamera({ id: 2, name: 'Front Door', timezone: 'Europe/Berlin' });
const GARDEN = namedCamera({ id: 3, name: 'Garden', timezone: 'America/New_York' });
const TEST = namedCamera({ id: 4, name: 'Test', timezone: 'UTC' });
const GATE_7 = namedCamera({ id: 5, name: 'Gate 07', timezone: 'UTC' });

/** 2026-11-22 10:10:10 by the wall clocks of Berlin (UTC+1), New York (UTC-5) and UTC. */
const BERLIN = Date.UTC(2026, 10, 22, 9, 10, 10);
const NEW_YORK = Date.UTC(2026, 10, 22, 15, 10, 10);
const ZULU = Date.UTC(2026, 10, 22, 10, 10, 10);

export const reolinkSamples: BrandSamples = {
  cameras: [FRONT, FRONT_DOOR, GARDEN, TEST, GATE_7],
  receivedAtMs: Date.UTC(2026, 10, 22, 16, 0, 0),
  readings: [
    { file: 'Front_00_20261122101010.jpg', reading: read(FRONT, BERLIN, 0) },
    { file: 'Front_00_20261122101010.mp4', reading: read(FRONT, BERLIN, 0) },
    { file: 'Front_20261122101010.jpeg', reading: read(FRONT, BERLIN, null) },
    { file: 'FRONT_00_20261122101010.JPG', reading: read(FRONT, BERLIN, 0) },
    { file: 'Front_Door_00_20261122101010.mp4', reading: read(FRONT_DOOR, BERLIN, 0) },
    { file: 'Front Door_00_20261122101010.mp4', reading: read(FRONT_DOOR, BERLIN, 0) },
    { file: 'front_door_20261122101010.mp4', reading: read(FRONT_DOOR, BERLIN, null) },
    { file: 'Front_05_20261122101010.mp4', reading: read(FRONT, BERLIN, 5) },
    { file: 'Front_03_My_Home_Hub_20261122101010.mp4', reading: read(FRONT, BERLIN, 3) },
    { file: 'Garden_00_20261122101010.jpg', reading: read(GARDEN, NEW_YORK, 0) },
    { file: '2026/11/22/Garden_00_20261122101010.jpg', reading: read(GARDEN, NEW_YORK, 0) },
    { file: '2026-11-22/Garden_00_20261122101010.jpg', reading: read(GARDEN, NEW_YORK, 0) },
    { file: '2026-11/Garden_00_20261122101010.jpg', reading: read(GARDEN, NEW_YORK, 0) },
    { file: 'cams/all of them/2026/11/22/Garden_00_20261122101010.jpg', reading: read(GARDEN, NEW_YORK, 0) },
    { file: 'Gate_07_01_20261122101010.jpg', reading: read(GATE_7, ZULU, 1) },
    { file: 'Gate_07_20261122101010.jpg', reading: read(GATE_7, ZULU, null) },
    { file: 'Test_00_20261122101010.jpg', reading: read(TEST, ZULU, 0) },
    { file: 'camera_tests/Test_00_20261122101010.jpg', reading: read(TEST, ZULU, 0) },
    { file: 'Front_00.jpg', reading: read(FRONT, null, 0) },
    { file: 'Front Door.mp4', reading: read(FRONT_DOOR, null, null) },
    { file: 'Front_00_20261399101010.jpg', reading: read(FRONT, null, 0) },
    { file: 'Front_00_20260230101010.jpg', reading: read(FRONT, null, 0) },
    { file: 'Front_00_20261122240000.jpg', reading: read(FRONT, null, 0) },
  ],
  testFiles: [
    'camera_test20261122101010/test.txt',
    'cams/camera_test20261122101010/anything.jpg',
    'test',
    'test.txt',
    'Test.jpg',
    'testftp.txt',
    'testftp20261122101010.jpg',
  ],
  ignored: [],
  fallBack: 'Front_00_20261025023000.jpg',
  foreign: [
    'IMG_1234.jpg',
    'Frontage.jpg',
    'Front_00_best.jpg',
    'Front_00_20261122101010.txt',
    'notes.txt',
    '20261122101010.jpg',
  ],
};
