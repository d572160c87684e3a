import type { BrandSamples } from './brand-contract.ts';
import { namedCamera, read } from './readings.ts';

const PORCH = namedCamera({ id: 1, name: 'Porch', timezone: 'Europe/Berlin' });
const BY_MAC = namedCamera({ id: 2, name: 'FI9900P 00626E123456' });

const BERLIN = Date.UTC(2026, 10, 22, 9, 10, 10);
const ZULU = Date.UTC(2026, 10, 22, 10, 10, 10);

export const foscamSamples: BrandSamples = {
  cameras: [PORCH, BY_MAC],
  receivedAtMs: Date.UTC(2026, 10, 22, 16),
  readings: [
    { file: 'FI9900P_00626E123456/snap/MDAlarm_20261122-101010.jpg', reading: read(BY_MAC, ZULU, null) },
    { file: 'fi9900p_00626e123456/record/MDalarm_20261122_101010.mkv', reading: read(BY_MAC, ZULU, null) },
    { file: 'Porch/C1_00626EFFFFFF/record/MDalarm_20261122_101010.mkv', reading: read(PORCH, BERLIN, null) },
    { file: 'Porch/C1_00626EFFFFFF/snap/20261122/HMDAlarm_20261122-101010.jpg', reading: read(PORCH, BERLIN, null) },
    { file: 'Porch/snap/IOAlarm_20261122-101010.jpg', reading: read(PORCH, BERLIN, null) },
    { file: 'Porch/MDAlarm_20261122-101010.jpg', reading: read(PORCH, BERLIN, null) },
    {
      file: 'Porch/C1_00626EFFFFFF/20261122/20261122-100000/MDAlarm_20261122-101010.jpg',
      reading: read(PORCH, BERLIN, null),
    },
    { file: 'Porch/alarm_20261122_101010.mkv', reading: read(PORCH, BERLIN, null) },
    { file: '00626E4A3D0B(Porch)_1_20261122101010_30.jpg', reading: read(PORCH, BERLIN, null) },
    { file: 'Porch/00626E4A3D0B(anonymous)_0_20261122101010_4.jpg', reading: read(PORCH, BERLIN, null) },
    { file: 'Porch/snap/MDAlarm_20261322-101010.jpg', reading: read(PORCH, null, null) },
  ],
  testFiles: [],
  ignored: [
    'C1_00626EFFFFFF/snap/Schedule_20261122-101010.jpg',
    'Porch/record/schedule_20261122_101010.mkv',
    'Porch/Schedule_20261122-101010.jpg',
  ],
  fallBack: 'Porch/C1_00626EFFFFFF/snap/MDAlarm_20261025-023000.jpg',
  foreign: [
    'Holiday_20261122-101010.jpg',
    'Porch/snap/MDAlarm_20261122101010.jpg',
    'Porch/snap/MDAlarm_20261122-101010.txt',
    'Porch_00_20261122101010.jpg',
  ],
};
