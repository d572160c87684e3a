import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { mediaFixture } from '../../test/support/media-fixtures.ts';
import { mediaTools } from '../../test/support/media-tools.ts';
import { BenchHouse } from './bench-house.ts';
import { type Measurement, median } from './result.ts';

const run = promisify(execFile);
const CLIPS_1080P = 10;
const BATCHES = 12;
const CLIPS_A_BATCH = 20;

/** Memory of the add-on and its workers: the peak with ten clips of 1080p queued, and what hundreds of clips leave behind. */
export async function memory(): Promise<Measurement[]> {
  const folder = await mkdtemp(join(tmpdir(), 'concierge-bench-media-'));
  const house = await BenchHouse.openAsInImage();
  try {
    await house.addCamera('Bench');
    const big = join(folder, '1080p.mp4');
    await run(mediaTools.ffmpegPath, [
      '-v',
      'error',
      '-stream_loop',
      '3',
      '-i',
      await mediaFixture('h264'),
      '-vf',
      'scale=1920:1080',
      '-c:v',
      'libx264',
      '-preset',
      'veryfast',
      big,
    ]);
    const peaks: number[] = [];
    await analyseAll(house, big, CLIPS_1080P, (mb) => peaks.push(mb));
    const small = await mediaFixture('h264');
    const settled: number[] = [];
    for (let batch = 0; batch < BATCHES; batch++) {
      await analyseAll(house, small, CLIPS_A_BATCH, () => {});
      settled.push(await house.memoryMb());
    }
    // The garbage collector moves a single sample by some 40 MB, so a third of them is compared with a third.
    const third = BATCHES / 3;
    const growth = median(settled.slice(-third)) - median(settled.slice(0, third));
    return [
      {
        what: `memory, peak with ${CLIPS_1080P} clips of 1080p queued`,
        unit: 'MB',
        values: [Math.max(...peaks)],
        how: 'main, both workers and ffmpeg, as in the image; proportional set size, sampled at each finished clip',
        bar: 'under 600',
        met: Math.max(...peaks) < 600,
      },
      {
        what: `memory after each ${CLIPS_A_BATCH} of ${BATCHES * CLIPS_A_BATCH} clips`,
        unit: 'MB',
        values: settled,
        how: 'in a row; bench.json has them in order',
        bar: `no growth (last third over first: ${growth.toFixed(0)} MB)`,
        met: growth < 30,
      },
    ];
  } finally {
    await house.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function analyseAll(house: BenchHouse, clip: string, count: number, sample: (mb: number) => void): Promise<void> {
  const names = Array.from({ length: count }, () => house.nextName('Bench', 'mp4'));
  for (const name of names) await house.upload(clip, `/${name}`);
  for (const name of names) {
    await house.addOn.line(new RegExp(`found.*${name}`), 120_000);
    sample(await house.memoryMb());
  }
}
