import { mediaFixture } from '../../test/support/media-fixtures.ts';
import { BenchHouse } from './bench-house.ts';
import type { Measurement } from './result.ts';

const CAMERAS = 32;
const REPETITIONS = 3;

/** 32 cameras, each sending a picture and a clip at the same moment, through the ten passive ports. */
export async function ftpBurst(): Promise<Measurement[]> {
  const [picture, clip] = [await mediaFixture('picture'), await mediaFixture('h264')];
  const times: number[] = [];
  const lost: number[] = [];
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    const house = await BenchHouse.open();
    try {
      const cameras = Array.from({ length: CAMERAS }, (_, index) => `Camera ${index + 1}`);
      for (const camera of cameras) await house.addCamera(camera);
      const uploads = cameras.flatMap((camera) => [
        { local: picture, remote: `/${house.nextName(camera, 'jpg')}` },
        { local: clip, remote: `/${house.nextName(camera, 'mp4')}` },
      ]);
      const startedAt = performance.now();
      await Promise.allSettled(uploads.map(({ local, remote }) => house.upload(local, remote)));
      times.push(performance.now() - startedAt);
      const events = (await (await fetch(house.addOn.url('backEnd', '/rest/events/?limit=200'))).json()) as {
        assets: { file: string }[];
      }[];
      const arrived = new Set(events.flatMap(({ assets }) => assets.map(({ file }) => file)));
      lost.push(uploads.filter(({ remote }) => !arrived.has(remote)).length);
    } finally {
      await house.close();
    }
  }
  const how = `${CAMERAS} cameras, 2 files each at once, 10 passive ports, analysis running`;
  return [
    { what: 'FTP: 64 uploads at once', unit: 'ms', values: times, how, bar: '', met: null },
    {
      what: 'FTP: of them refused or lost',
      unit: 'files',
      values: lost,
      how,
      bar: 'none',
      met: lost.every((count) => count === 0),
    },
  ];
}
