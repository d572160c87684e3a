import assert from 'node:assert/strict';
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { Ffprobe } from '../../src/frames/ffprobe.ts';
import { FfmpegPlayableClips } from '../../src/frames/playback/ffmpeg-playable-clips.ts';
import { PlaybackCache } from '../../src/frames/playback/playback-cache.ts';
import { systemClock as clock } from '../../src/runtime/clock.ts';
import { MediaRoot } from '../../src/runtime/media-root.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import type { MediaFixtureName } from '../support/media-names.ts';
import { mediaTools } from '../support/media-tools.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const H264 = new Set(['h264']);
const { signal } = new AbortController();

async function clipsOf(context: TestContext, fixtures: Partial<Record<string, MediaFixtureName>>) {
  const folder = await temporaryFolder(context);
  const root = join(folder, 'media');
  await mkdir(root);
  for (const [name, fixture] of Object.entries(fixtures)) {
    if (fixture) await copyFile(await mediaFixture(fixture), join(root, name));
  }
  const made = join(folder, 'playback');
  const { ffmpegPath, ffprobePath } = mediaTools;
  const clips = new FfmpegPlayableClips({ media: new MediaRoot(root), folder: made, ffmpegPath, ffprobePath, clock });
  return { clips, root, made };
}

const probe = (path: string) => new Ffprobe(mediaTools.ffprobePath, clock).probe(path, signal);

test('a clip that the browser plays is played as it is', async (context) => {
  const { clips, root } = await clipsOf(context, { 'a.mp4': 'h264', 'b.mp4': 'hevc' });
  assert.deepEqual(await clips.prepare('a.mp4', H264, signal), { kind: 'as it is', path: join(root, 'a.mp4') });
  const hevc = await clips.prepare('b.mp4', new Set(['h264', 'hevc']), signal);
  assert.equal(hevc.kind, 'as it is');
});

test('another container is remuxed, another codec transcoded; both once, and played by name', async (context) => {
  const { clips, made } = await clipsOf(context, { 'a.mkv': 'matroska', 'b.mp4': 'hevc' });
  const [remuxed, transcoded] = [
    await clips.prepare('a.mkv', H264, signal),
    await clips.prepare('b.mp4', H264, signal),
  ];
  assert.deepEqual([remuxed.kind, transcoded.kind], ['remuxed', 'transcoded']);
  for (const { path } of [remuxed, transcoded]) {
    const { codec, width, durationMs } = await probe(path);
    assert.deepEqual([codec, width], ['h264', 640]);
    assert.ok(Math.abs(durationMs - 3000) < 150, `${durationMs} ms`);
    assert.equal(await clips.made(path.slice(path.lastIndexOf('/') + 1)), path);
  }
  const again = await Promise.all([1, 2, 3].map(() => clips.prepare('b.mp4', H264, signal)));
  assert.deepEqual(new Set(again.map(({ path }) => path)), new Set([transcoded.path]));
  assert.equal((await readdir(made)).length, 2);
  for (const name of ['../../media/a.mkv', '..', '', 'x.mp4']) assert.equal(await clips.made(name), null, name);
});

test('while a clip is made playable, it is told how far it is', async (context) => {
  const { clips } = await clipsOf(context, { 'b.mp4': 'hevc' });
  assert.equal(clips.progress('b.mp4'), null);
  let isMade = false;
  const making = clips.prepare('b.mp4', H264, signal).finally(() => {
    isMade = true;
  });
  const told = new Set<number>();
  while (!isMade) {
    const share = clips.progress('b.mp4');
    if (share !== null) told.add(share);
    await setImmediate();
  }
  const shares = [...told];
  assert.equal(shares[0], 0, 'while it waits');
  assert.ok((shares.at(-1) ?? 0) > 0.9, `${shares}`);
  assert.deepEqual(
    shares,
    shares.toSorted((a, b) => a - b),
  );
  await making;
  assert.equal(clips.progress('b.mp4'), null);
});

test('what cannot be played is refused in words, and leaves nothing behind', async (context) => {
  const { clips, made } = await clipsOf(context, { 'letter.mp4': 'textClip' });
  await assert.rejects(clips.prepare('letter.mp4', H264, signal), { code: 'MEDIA_UNREADABLE' });
  await assert.rejects(clips.prepare('missing.mp4', H264, signal), { code: 'FILE_MISSING' });
  assert.deepEqual(await readdir(made).catch(() => []), []);
});

test('the cache forgets what was longest not used, and what an earlier run left unfinished', async (context) => {
  const folder = await temporaryFolder(context);
  const cache = new PlaybackCache(folder, 20_000);
  const write = async (path: string) => copyFile(await mediaFixture('h264'), path);
  const names = ['a', 'b', 'c'].map((letter) => `${letter.repeat(40)}.mp4`);
  for (const name of names) await cache.make(name, write);
  const last = names[2] ?? '';
  assert.deepEqual(await readdir(folder), [last], 'the newest stays, however large');
  await write(join(folder, 'd.part.mp4'));
  await cache.open();
  assert.ok(!(await readdir(folder)).includes('d.part.mp4'));
  await assert.rejects(cache.make(names[0] ?? '', async () => Promise.reject(new Error('no'))));
  assert.equal(await cache.find(names[0] ?? ''), null);
  await rm(folder, { recursive: true });
  assert.equal(await cache.find(last), null);
});
