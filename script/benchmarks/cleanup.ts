import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CleanHouse, HOUR_MS } from '../../test/housekeeping/clean-house.ts';
import { ManualClock } from '../../test/support/manual-clock.ts';
import { BenchHouse } from './bench-house.ts';
import { published } from './published.ts';
import { type Measurement, median } from './result.ts';

/** Of four files each. */
const OLD_EVENTS = 2500;
const OLD_CAMERA_ID = 2;
const RUNS = 3;
const PICTURES_BEFORE = 10;
/** Between two pictures: entities settle, and pictures are not coalesced into one message. */
const PAUSE_MS = 600;

interface JobAnswer {
  readonly name: string;
  readonly is_running: boolean;
  readonly last_run: { readonly duration_ms: number; readonly result: string } | null;
}

/** How long 10,000 old files take to go while pictures come, and what that costs the pictures. */
export async function cleanup(): Promise<Measurement[]> {
  const tookMs: number[] = [];
  const before: number[] = [];
  const beside: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const house = await BenchHouse.open(seed);
    try {
      await house.addCamera('Bench');
      await house.addCamera('Old');
      await published(house, 'Bench'); // warms up
      for (let picture = 0; picture < PICTURES_BEFORE; picture++) before.push(await timed(house));
      await fetch(house.addOn.url('backEnd', '/rest/jobs/cleanup/run'), { method: 'POST' });
      while ((await job(house)).is_running) beside.push(await timed(house));
      const { last_run: last } = await job(house);
      if (!last?.result.includes(`deleted ${OLD_EVENTS - 1} by age`))
        throw new Error(`It did not delete: ${last?.result}`);
      tookMs.push(last.duration_ms);
    } finally {
      await house.close();
    }
  }
  const times = beside.map((ms) => ms / median(before));
  const files = 4 * (OLD_EVENTS - 1);
  return [
    {
      what: `cleanup of ${files} files`,
      unit: 's',
      values: tookMs.map((ms) => ms / 1000),
      how: `${OLD_EVENTS - 1} events of clip, picture and two snapshots, by age, while pictures come over FTP`,
      bar: 'under 60',
      met: Math.max(...tookMs) < 60_000,
    },
    {
      what: 'JPG over FTP to published, beside the cleanup / without',
      unit: 'x',
      values: times,
      how: `against ${median(before).toFixed(0)} ms, the median of the same runs`,
      bar: 'at most 1.5',
      met: median(times) <= 1.5,
    },
  ];
}

async function timed(house: BenchHouse): Promise<number> {
  const ms = await published(house, 'Bench');
  await delay(PAUSE_MS);
  return ms;
}

async function seed(folder: string): Promise<void> {
  const house = new CleanHouse(folder, new ManualClock(Date.now() - 48 * HOUR_MS));
  house.database.inTransaction(() => {
    for (let hour = OLD_EVENTS; hour >= 1; hour--) house.visit(hour * HOUR_MS, { cameraId: OLD_CAMERA_ID });
  });
  house.database.close();
  await writeFile(join(folder, 'state', 'options.json'), JSON.stringify({ keep_days: 1 }));
}

async function job(house: BenchHouse): Promise<JobAnswer> {
  const jobs: unknown = await (await fetch(house.addOn.url('backEnd', '/rest/jobs'))).json();
  const found = (jobs as readonly JobAnswer[]).find(({ name }) => name === 'cleanup');
  if (!found) throw new Error('There is no job "cleanup".');
  return found;
}
