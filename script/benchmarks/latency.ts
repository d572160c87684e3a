import { setTimeout as delay } from 'node:timers/promises';
import { mediaFixture } from '../../test/support/media-fixtures.ts';
import { BenchHouse } from './bench-house.ts';
import { published } from './published.ts';
import { type Measurement, median, quantile } from './result.ts';

const CAMERA = 'Bench';
const REPETITIONS = 15;
const CLIPS_WAITING = 30;
const REST_CALLS = 300;
/** Between two pictures: entities settle, and pictures are not coalesced into one message. */
const PAUSE_MS = 600;

/** From the last byte of a JPG over FTP (its 226) to its shapes published to Home Assistant, idle and under load. */
export async function latency(): Promise<Measurement[]> {
  const house = await BenchHouse.open();
  try {
    await house.addCamera(CAMERA);
    await house.addCamera('Busy');
    await published(house, CAMERA); // warms up
    const idle = await repeat(() => published(house, CAMERA));
    const clip = await mediaFixture('h264');
    for (let index = 0; index < CLIPS_WAITING; index++) await house.upload(clip, `/${house.nextName('Busy', 'mp4')}`);
    const loaded: number[] = [];
    while (loaded.length < REPETITIONS && (await clipsWait(house))) {
      loaded.push(await published(house, CAMERA));
      await delay(PAUSE_MS);
      await house.upload(clip, `/${house.nextName('Busy', 'mp4')}`);
    }
    const rest: number[] = [];
    while (rest.length < REST_CALLS && (await clipsWait(house))) rest.push(await answered(house));
    return [
      row(
        'JPG over FTP to published, idle',
        idle,
        'from the 226 to the event message',
        'under 1000',
        median(idle) < 1000,
      ),
      row(
        'JPG over FTP to published, both cores on clips',
        loaded,
        `${CLIPS_WAITING} clips wait`,
        'under 2000',
        median(loaded) < 2000,
      ),
      row(
        'REST answers while both cores analyse',
        rest,
        'GET /rest/events/?limit=20; p99 against the bar',
        `p99 under 100 (is ${quantile(rest, 0.99).toFixed(0)})`,
        quantile(rest, 0.99) < 100,
      ),
    ];
  } finally {
    await house.close();
  }
}

function row(what: string, values: number[], how: string, bar: string, met: boolean): Measurement {
  return { what, unit: 'ms', values, how, bar, met };
}

async function repeat(measure: () => Promise<number>): Promise<number[]> {
  const values: number[] = [];
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    values.push(await measure());
    await delay(PAUSE_MS);
  }
  return values;
}

async function answered(house: BenchHouse): Promise<number> {
  const startedAt = performance.now();
  await (await fetch(house.addOn.url('backEnd', '/rest/events/?limit=20'))).arrayBuffer();
  return performance.now() - startedAt;
}

async function clipsWait(house: BenchHouse): Promise<boolean> {
  const health = (await (await fetch(house.addOn.url('ingress', '/health'))).json()) as {
    services: { name: string; detail: string }[];
  };
  return /[1-9]\d* waiting/.test(health.services.find(({ name }) => name === 'clip analysis')?.detail ?? '');
}
