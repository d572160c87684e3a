import assert from 'node:assert/strict';
import { chmod, copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import type { ErrorCode } from '../../src/domain/concierge-error.ts';
import { FfmpegFrameSource } from '../../src/frames/ffmpeg-frame-source.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import type { MediaFixtureName } from '../support/media-names.ts';
import { mediaTools } from '../support/media-tools.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { recordingLogger, silentLogger } from '../support/test-logger.ts';
import { allFrames, collect, frameSource, never, request } from './harness.ts';

const BAD: [MediaFixtureName, ErrorCode, RegExp][] = [
  ['truncated', 'MEDIA_UNREADABLE', /"truncated\.mp4".*moov atom not found/],
  ['textClip', 'MEDIA_UNREADABLE', /"text\.mp4".*damaged or no clip/],
  ['emptyClip', 'MEDIA_UNREADABLE', /empty \(0 bytes\)/],
  ['soundOnly', 'MEDIA_UNREADABLE', /no video in it/],
  ['playlist', 'MEDIA_UNREADABLE', /none of the formats that cameras use/],
  ['hugeClip', 'MEDIA_TOO_LARGE', /8000x5120, 41 megapixels, expected at most 40/],
  ['textPicture', 'MEDIA_UNREADABLE', /no JPEG, PNG or WebP, though its name says so/],
  ['emptyPicture', 'MEDIA_UNREADABLE', /empty \(0 bytes\)/],
  ['hugePicture', 'MEDIA_TOO_LARGE', /10000x10000, 100 megapixels, expected at most 50/],
];

describe('a file that cannot be read', () => {
  for (const [name, code, message] of BAD) {
    test(`is refused with ${code} by probe and by open: ${name}`, async () => {
      const path = await mediaFixture(name);
      await assert.rejects(frameSource().probe(path, never), { code, message });
      const { metadata, frames } = frameSource().open(request(path, { fullFrames: true }), never);
      await assert.rejects(collect(frames), { code, message });
      await assert.rejects(metadata, { code, message });
    });
  }

  test('because it is not there, is FILE_MISSING', async () => {
    await assert.rejects(frameSource().probe('/nowhere/a.mp4', never), { code: 'FILE_MISSING' });
    await assert.rejects(allFrames(request('/nowhere/a.jpg')), { code: 'FILE_MISSING' });
  });

  test('because of its kind, is said by its extension', async (context) => {
    const path = join(await temporaryFolder(context), 'letter.txt');
    await writeFile(path, 'hello');
    await assert.rejects(allFrames(request(path)), { code: 'MEDIA_UNREADABLE', message: /extension/ });
  });

  test('from the middle on, gives the frames before, and the log says why they end', async () => {
    const { logger, lines } = recordingLogger();
    const source = new FfmpegFrameSource(mediaTools, systemClock, logger);
    const frames = await allFrames(request(await mediaFixture('cutOff'), { everyNthFrame: 1 }), source);
    assert.ok(frames.length > 3 && frames.length < 30, `${frames.length} frames`);
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /partial file|Invalid data/);
  });
});

test('file names can be neither options nor protocols nor patterns', async (context) => {
  const folder = await temporaryFolder(context);
  for (const name of ['-i.mp4', 'http:%03d.mp4', "it's [here], 100%.mp4", 'concat:a|b.mp4']) {
    const path = join(folder, name);
    await copyFile(await mediaFixture('h264'), path);
    assert.equal((await frameSource().probe(path, never)).frameCount, 30);
    assert.equal((await allFrames(request(path, { everyNthFrame: 10 }))).length, 3);
  }
});

describe('a missing program', () => {
  const missing = { code: 'TOOL_MISSING', message: /Install ffmpeg/ } as const;

  test('is named when frames are read', async () => {
    const source = frameSource({ ffmpegPath: '/nowhere/ffmpeg' });
    await assert.rejects(allFrames(request(await mediaFixture('h264')), source), missing);
  });

  test('is named when metadata is read', async () => {
    const source = frameSource({ ffprobePath: '/nowhere/ffprobe' });
    await assert.rejects(source.probe(await mediaFixture('h264'), never), missing);
  });
});

describe('the decoder ends', () => {
  test('when the consumer leaves', async (context) => {
    const { source, pid } = await watchedSource(context);
    for await (const _ of source.open(
      request(await mediaFixture('h264'), { everyNthFrame: 1, fullFrames: true }),
      never,
    ).frames)
      break;
    assertGone(await pid());
  });

  test('when the signal aborts, which the consumer is told', async (context) => {
    const { source, pid } = await watchedSource(context);
    const aborting = new AbortController();
    const { frames } = source.open(
      request(await mediaFixture('h264'), { everyNthFrame: 1, fullFrames: true }),
      aborting.signal,
    );
    const iterator = frames[Symbol.asyncIterator]();
    await iterator.next();
    aborting.abort(new Error('enough'));
    await assert.rejects(async () => {
      while (!(await iterator.next()).done);
    }, /enough/);
    assertGone(await pid());
  });

  test('when it hangs, with MEDIA_UNREADABLE', async (context) => {
    const folder = await temporaryFolder(context);
    const hanging = await script(folder, 'hanging', 'case "$*" in -version) exit 0;; esac\nexec sleep 600');
    const source = new FfmpegFrameSource({ ffmpegPath: hanging, ffprobePath: hanging }, hastyClock(), silentLogger());
    const path = await mediaFixture('h264');
    await assert.rejects(allFrames(request(path), source), {
      code: 'MEDIA_UNREADABLE',
      message: /did nothing for \d+ s/,
    });
    await assert.rejects(source.probe(path, never), { code: 'MEDIA_UNREADABLE', message: /did nothing for 30 s/ });
  });

  test('at once when the signal was aborted before', async () => {
    const aborted = AbortSignal.abort(new Error('too late'));
    const { metadata, frames } = frameSource().open(request(await mediaFixture('h264')), aborted);
    await assert.rejects(collect(frames), /too late/);
    await assert.rejects(metadata, /too late/);
  });
});

/** ffmpeg behind a script that writes down its process id. */
async function watchedSource(context: TestContext): Promise<{ source: FfmpegFrameSource; pid: () => Promise<number> }> {
  const folder = await temporaryFolder(context);
  const note = join(folder, 'pid');
  const ffmpegPath = await script(folder, 'ffmpeg', `echo $$ > ${note}\nexec ${mediaTools.ffmpegPath} "$@"`);
  return { source: frameSource({ ffmpegPath }), pid: async () => Number(await readFile(note, 'utf8')) };
}

async function script(folder: string, name: string, lines: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${lines}\n`);
  await chmod(path, 0o755);
  return path;
}

function assertGone(pid: number): void {
  assert.ok(pid > 0);
  assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
}

/** Long waits are over as soon as nothing else is to be done; short ones last. */
function hastyClock(): Clock {
  return {
    ...systemClock,
    after: (delayMs, callback) => systemClock.after(delayMs >= 30_000 ? 1 : delayMs, callback),
  };
}
