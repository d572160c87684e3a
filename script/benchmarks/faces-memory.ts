import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { mediaFixture } from '../../test/support/media-fixtures.ts';
import { mediaTools } from '../../test/support/media-tools.ts';
import { BenchHouse } from './bench-house.ts';
import type { Measurement } from './result.ts';

const run = promisify(execFile);
const SIZES = [
  { name: '1080p', scale: '1920:1080', clips: 10 },
  { name: '4K', scale: '3840:2160', clips: 5 },
] as const;
const SAMPLE_EVERY_MS = 100;
const LIMIT_MB = 600;

/** Memory of the add-on and its workers while the faces of clips are looked for, at its peak. */
export async function facesMemory(): Promise<Measurement[]> {
  const folder = await mkdtemp(join(tmpdir(), 'concierge-bench-media-'));
  try {
    const measurements: Measurement[] = [];
    for (const size of SIZES) measurements.push(await measure(size, folder));
    return measurements;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure({ name, scale, clips }: (typeof SIZES)[number], folder: string): Promise<Measurement> {
  const clip = join(folder, `${name}.mp4`);
  const slower = ['-vf', `setpts=2.5*PTS,fps=20,scale=${scale}`, '-c:v', 'libx264', '-preset', 'veryfast'];
  const source = await mediaFixture('facesClip');
  await run(mediaTools.ffmpegPath, ['-v', 'error', '-i', source, ...slower, '-pix_fmt', 'yuv420p', clip]);
  const house = await BenchHouse.openAsInImage();
  try {
    await house.recogniseFaces();
    await house.addCamera('Bench');
    const names = Array.from({ length: clips }, () => house.nextName('Bench', 'mp4'));
    for (const upload of names) await house.upload(clip, `/${upload}`);
    const peak = { mb: 0 };
    const sampling = setInterval(async () => {
      peak.mb = Math.max(peak.mb, await house.memoryMb());
    }, SAMPLE_EVERY_MS);
    for (const upload of names) await house.addOn.line(new RegExp(`found.*${upload}`), 300_000);
    clearInterval(sampling);
    return {
      what: `faces: memory, peak with ${clips} clips of ${name} queued`,
      unit: 'MB',
      values: [peak.mb],
      how: 'four people come nearer, 10 s at 20 fps; main, both workers and ffmpeg, as in the image; proportional set size',
      bar: `under ${LIMIT_MB}`,
      met: peak.mb < LIMIT_MB,
    };
  } finally {
    await house.close();
  }
}
