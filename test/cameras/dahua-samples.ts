import type { BrandSamples } from './brand-contract.ts';
import { namedCamera, read } from './readings.ts';

const YARD = namedCamera({ id: 1, name: 'Yard', timezone: 'Europe/Berlin' });
const BY_SERIAL = namedCamera({ id: 2, name: '3J05A7BPAN00001' });
const BY_HOST = namedCamera({ id: 3, name: 'Gate', host: '192.168.1.108' });
const CHANNEL_3 = namedCamera({ id: 4, name: 'NVR 03' });

const SERIAL = '4K0177DPAZ31E4F';
const PICTURE = '2026-11-22/001/jpg/14/05/09[M][0@0][0].jpg';
const CLIP = '2026-11-22/002/dav/14/14.00.00-14.15.00[A][0@0][0].dav';

const utc = (hour: number, minute: number, second: number) => Date.UTC(2026, 10, 22, hour, minute, second);

export const dahuaSamples: BrandSamples = {
  cameras: [YARD, BY_SERIAL, BY_HOST, CHANNEL_3],
  receivedAtMs: Date.UTC(2026, 10, 22, 16),
  readings: [
    { file: `Yard/${SERIAL}/${PICTURE}`, reading: read(YARD, utc(13, 5, 9), 1) },
    { file: `yard/${PICTURE}`, reading: read(YARD, utc(13, 5, 9), 1) },
    { file: `cams/Yard/${SERIAL}/${CLIP}`, reading: read(YARD, utc(13, 0, 0), 2) },
    { file: `Yard/${SERIAL}/${CLIP.replace('.dav', '.mp4')}`, reading: read(YARD, utc(13, 0, 0), 2) },
    { file: `${BY_SERIAL.name}/${PICTURE}`, reading: read(BY_SERIAL, utc(14, 5, 9), 1) },
    { file: `192.168.1.108/${CLIP}`, reading: read(BY_HOST, utc(14, 0, 0), 2) },
    {
      file: 'Gate/2026-11-22/001/dav/23/23.58.00-00.01.00[M][0@0][7].mp4',
      reading: read(BY_HOST, utc(23, 58, 0), 1),
    },
    {
      file: `IPC-HFW5238M/${SERIAL}/Yard/2026-11-22/pic_001/14/05/09[M][0@0][1].jpg`,
      reading: read(YARD, utc(13, 5, 9), 1),
    },
    { file: 'Gate/2026-11-22/pic_002/14.05.09[I][0@0][0].jpg', reading: read(BY_HOST, utc(14, 5, 9), 2) },
    { file: 'Gate/2026-11-22/pic_001/14/14.05.09[M][0@0][0][28800].jpg', reading: read(BY_HOST, utc(14, 5, 9), 1) },
    { file: `Yard/${SERIAL}/2026-11-22/001/jpg/14/05.09[M][0@0][0].jpg`, reading: read(YARD, utc(13, 5, 9), 1) },
    { file: 'Yard_ch1_main_20261122140509_20261122140609.dav', reading: read(YARD, utc(13, 5, 9), 1) },
    { file: 'NVR_ch3_main_20261122140509_20261122140609.dav', reading: read(CHANNEL_3, utc(14, 5, 9), 3) },
    { file: 'rec/Gate_ch12_sub1_20261122140509_20261122140609.mp4', reading: read(BY_HOST, utc(14, 5, 9), 12) },
    { file: 'Gate/2026-02-30/001/jpg/14/05/09[M][0@0][0].jpg', reading: read(BY_HOST, null, 1) },
  ],
  testFiles: [],
  ignored: [
    `${SERIAL}/2026-11-22/001/dav/14/14.00.00-14.15.00[R][0@0][0].dav`,
    `Yard/${SERIAL}/2026-11-22/001/jpg/14/05/09[R][0@0][0].jpg`,
    'Gate/2026-11-22/pic_001/15.39.01[R][0@0][0].jpg',
  ],
  fallBack: 'Yard/2026-10-25/001/jpg/02/30/00[M][0@0][0].jpg',
  foreign: [
    `${SERIAL}/${CLIP.replace('.dav', '.idx')}`,
    `${SERIAL}/${CLIP}_`,
    `${SERIAL}/2026-11-22/001/jpg/14/05/09.jpg`,
    `${SERIAL}/2026-11-22/jpg/14/05/09[M][0@0][0].jpg`,
    'Yard_00_20261122101010.jpg',
    '05/09[M][0@0][0].jpg',
  ],
};
