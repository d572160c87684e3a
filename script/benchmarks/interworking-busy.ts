import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock as clock } from '../../src/runtime/clock.ts';
import { createLogger } from '../../src/runtime/logger.ts';
import { openDatabase } from '../../src/store/database.ts';
import { mediaFixture } from '../../test/support/media-fixtures.ts';
import { BenchHouse } from './bench-house.ts';
import { fill, interworkingPaths, measure } from './history.ts';
import { type Measurement, quantile } from './result.ts';

const EVENTS = 100_000;
const BAR_MS = 20;
const CLIPS_WAITING = 60;

/** How quickly the container version's addresses answer in the real add-on while both cores analyse its clips. */
export async function interworkingBusy(): Promise<Measurement[]> {
  const house = await BenchHouse.open(prepare);
  try {
    await house.addCamera('Busy');
    const clip = await mediaFixture('h264');
    const upload = async () => {
      for (let index = 0; index < CLIPS_WAITING; index += 1)
        await house.upload(clip, `/${house.nextName('Busy', 'mp4')}`);
    };
    await upload();
    const measured: Measurement[] = [];
    for (const [what, path] of Object.entries(interworkingPaths(clock.nowMs()))) {
      const values = await measure(house.addOn.url('interworking', path));
      const slow = quantile(values, 0.99);
      const bar = `p99 under ${BAR_MS} (is ${slow.toFixed(1)})`;
      const how = `the real add-on, ${CLIPS_WAITING} of its own clips being analysed`;
      measured.push({ what: `busy: ${what}`, unit: 'ms', values, bar, met: slow < BAR_MS, how });
    }
    return measured;
  } finally {
    await house.close();
  }
}

async function prepare(folder: string): Promise<void> {
  const shots = join(folder, 'media/shots');
  await mkdir(shots, { recursive: true });
  for (let back = 0; back < 50; back += 1) await writeFile(join(shots, `${EVENTS - back}.jpg`), 'a picture');
  const database = openDatabase({ folder: join(folder, 'state'), logger: createLogger('error'), clock });
  fill(database, EVENTS);
  database.close();
}
