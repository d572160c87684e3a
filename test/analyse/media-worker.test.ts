import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { waitUntil } from '../../script/home-assistant-rig/wait-until.ts';
import { WorkerProcess } from '../../src/analyse/worker-process.ts';
import { ConciergeError, type ErrorCode } from '../../src/domain/concierge-error.ts';
import type { AnalysisRequest } from '../../src/ports/shape-analyser.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import type { MediaFixtureName } from '../support/media-names.ts';
import { mediaTools } from '../support/media-tools.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { silentLogger } from '../support/test-logger.ts';
import { sharedFile, withoutModel, yolox } from './support/shared-folder.ts';

const SCRIPT = fileURLToPath(new URL('../../src/worker.ts', import.meta.url));
const PHOTOS = fileURLToPath(new URL('../../node_modules/@vladmandic/face-api/demo', import.meta.url));
const never = new AbortController().signal;

function newWorker(rootDir: string, options: { ffmpegPath?: string; clock?: ManualClock } = {}): WorkerProcess {
  assert.ok(yolox);
  const { ffmpegPath = mediaTools.ffmpegPath, clock = systemClock } = options;
  const tools = { ffmpegPath, ffprobePath: mediaTools.ffprobePath };
  const { name, file, decoder, input } = yolox;
  const settings = { name: 'clips', threads: 1, model: { name, file, decoder, input }, faces: null, rootDir };
  return new WorkerProcess({ ...settings, ...tools, script: SCRIPT, logger: silentLogger(), clock });
}

function clip(file: string, more: Partial<AnalysisRequest> = {}): AnalysisRequest {
  return {
    file,
    mediaType: 'mp4',
    shapes: null,
    minConfidence: 0.5,
    everyNthFrame: 5,
    snapshots: null,
    annotatedFrame: null,
    faces: null,
    ...more,
  };
}

function failsWith(code: ErrorCode) {
  return (error: unknown) => {
    assert.ok(error instanceof ConciergeError, String(error));
    assert.equal(error.code, code, error.message);
    return true;
  };
}

/** Processes of this group, e.g. a worker's ffmpeg, that still run. */
function groupMembers(group: number): string[] {
  const table = execFileSync('ps', ['-eo', 'pgid=,stat=,args='], { encoding: 'utf8' }).split('\n');
  return table.filter((row) => new RegExp(`^\\s*${group}\\s+[^Z]`).test(row));
}

describe('the detector worker', { skip: withoutModel }, () => {
  let root = '';
  let worker: WorkerProcess;
  before(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), 'concierge-test-')));
    worker = newWorker(root);
    await worker.start(never);
  });
  after(async () => {
    await worker.stop();
    await rm(root, { recursive: true, force: true });
  });

  async function uploaded(name: MediaFixtureName, as: string): Promise<string> {
    await copyFile(await mediaFixture(name), join(root, as));
    return as;
  }

  test('says what it left out, by the limits of a shape and of what was not asked for', async () => {
    const file = await uploaded('h264', 'explained.mp4');
    const limit = { shape: 'person', minConfidence: 0.5, minHeight: 0.97, maxHeight: 1 };
    const request = clip(file, { shapes: ['person'], shapeLimits: [limit], explain: true });
    const { tracks, rejected = [] } = await worker.analyse(request, never);
    assert.deepEqual(tracks, []);
    const small = rejected.filter(({ rejection }) => rejection === 'too_small');
    assert.ok(small.length >= 2, JSON.stringify(rejected));
    const other = await worker.analyse(clip(file, { shapes: ['dog'], explain: true }), never);
    assert.ok(other.rejected?.some(({ shape, rejection }) => shape === 'person' && rejection === 'not_wanted'));
    assert.equal((await worker.analyse(clip(file), never)).rejected, undefined);
  });

  test('finds the people of a clip, with a snapshot of each and the annotated frame', async () => {
    const result = await worker.analyse(
      clip(await uploaded('h264', 'door.mp4'), {
        shapes: ['person'],
        snapshots: { fileBase: 'new/folder/door', recordingId: '12' },
        annotatedFrame: 'concierge-snapshots/door.jpg',
      }),
      never,
    );
    assert.equal(result.framesAnalysed, 6);
    assert.ok(result.tracks.length >= 2 && result.tracks.length <= 6, `${result.tracks.length} tracks`);
    for (const [index, { shape, snapshot, bestShot }] of result.tracks.entries()) {
      assert.equal(shape, 'person');
      assert.equal(snapshot, `new/folder/door_snapshot12_person${index + 1}_frame${bestShot.frameNumber}.jpg`);
      const { width = 0, height = 0, format } = await sharp(join(root, snapshot)).metadata();
      assert.equal(format, 'jpeg');
      assert.ok(width >= bestShot.box.endX - bestShot.box.startX && width <= 640);
      assert.ok(height >= bestShot.box.endY - bestShot.box.startY && height <= 360);
    }
    assert.equal(result.annotatedFrame, 'concierge-snapshots/door.jpg');
    const { width, height } = await sharp(join(root, 'concierge-snapshots/door.jpg')).metadata();
    assert.deepEqual([width, height], [640, 360]);
    assert.ok(
      (await readdir(join(root, 'new/folder'))).every((name) => !name.startsWith('.')),
      'nothing is left over',
    );
  });

  for (const name of ['hevc', 'fragmented', 'variableRate', 'rotated'] as const) {
    test(`analyses a clip that is ${name}`, async () => {
      const file = await uploaded(name, `${name}.mp4`);
      const { framesAnalysed, metadata } = await worker.analyse(clip(file), never);
      assert.equal(framesAnalysed, 6);
      assert.deepEqual(metadata, await worker.metadata(file, never));
    });
  }

  test('finds people in photos, once each, none of them stationary', async () => {
    for (const [photo, atLeast] of [
      ['sample1.jpg', 2],
      ['sample4.jpg', 3],
      ['sample5.jpg', 2],
    ] as const) {
      await copyFile(join(PHOTOS, photo), join(root, photo));
      const result = await worker.analyse(
        clip(photo, {
          mediaType: 'jpg',
          snapshots: { fileBase: photo, recordingId: '' },
          annotatedFrame: `x/${photo}`,
        }),
        never,
      );
      const people = result.tracks.filter(({ shape }) => shape === 'person');
      assert.ok(people.length >= atLeast, `${photo}: ${people.length}`);
      assert.ok(people.every(({ stationary, snapshot }) => !stationary && snapshot));
      assert.ok((await readFile(join(root, `x/${photo}`))).length > 10_000);
    }
  });

  test('says of what it cannot read what is wrong with it', async () => {
    for (const name of ['textClip', 'emptyClip', 'truncated', 'soundOnly'] as const) {
      const file = await uploaded(name, `${name}.mp4`);
      await assert.rejects(worker.analyse(clip(file), never), failsWith('MEDIA_UNREADABLE'));
      await assert.rejects(worker.metadata(file, never), failsWith('MEDIA_UNREADABLE'));
    }
    const text = await uploaded('textPicture', 'text.jpg');
    await assert.rejects(worker.analyse(clip(text, { mediaType: 'jpg' }), never), failsWith('MEDIA_UNREADABLE'));
    const huge = await uploaded('hugePicture', 'huge.jpg');
    await assert.rejects(worker.analyse(clip(huge, { mediaType: 'jpg' }), never), failsWith('MEDIA_TOO_LARGE'));
  });

  test('refuses what is missing, no file, or outside ROOT_DIR', async (t) => {
    await assert.rejects(worker.analyse(clip('missing.mp4'), never), failsWith('FILE_MISSING'));
    execFileSync('/usr/bin/mkfifo', [join(root, 'pipe.mp4')]);
    await assert.rejects(worker.analyse(clip('pipe.mp4'), never), failsWith('MEDIA_UNREADABLE'));
    await assert.rejects(worker.metadata('pipe.mp4', never), failsWith('MEDIA_UNREADABLE'));
    const elsewhere = await temporaryFolder(t);
    await writeFile(join(elsewhere, 'secret.mp4'), 'secret');
    await symlink(elsewhere, join(root, 'way-out'));
    await assert.rejects(worker.analyse(clip('way-out/secret.mp4'), never), failsWith('PATH_OUTSIDE_ROOT'));
    const file = await uploaded('h264', 'inside.mp4');
    const snapshots = { fileBase: 'way-out/new/x', recordingId: '1' };
    await assert.rejects(worker.analyse(clip(file, { snapshots }), never), failsWith('PATH_OUTSIDE_ROOT'));
    assert.deepEqual(await readdir(elsewhere), ['secret.mp4']);
  });

  test('killed while it decodes, leaves no ffmpeg behind; a decoder that hangs hits the deadline', async (t) => {
    const folder = await temporaryFolder(t);
    const stuck = join(folder, 'ffmpeg');
    await writeFile(stuck, '#!/bin/sh\ncase "$*" in -version) exec ffmpeg "$@";; esac\nexec sleep 1000\n');
    await chmod(stuck, 0o755);
    await mkdir(join(folder, 'media'));
    await copyFile(await mediaFixture('h264'), join(folder, 'media/a.mp4'));
    const clock = new ManualClock();
    const hanging = newWorker(join(folder, 'media'), { ffmpegPath: stuck, clock });
    t.after(() => hanging.stop());
    await hanging.start(never);
    const first = hanging.analyse(clip('a.mp4'), never);
    await hanging.metadata('a.mp4', never);
    clock.advance(60_000);
    await assert.rejects(first, failsWith('WORKER_TIMED_OUT'));
    const second = hanging.analyse(clip('a.mp4'), never);
    await hanging.metadata('a.mp4', never);
    const { pid } = hanging;
    assert.ok(pid);
    process.kill(pid, 'SIGKILL');
    await assert.rejects(second, failsWith('WORKER_CRASHED'));
    await hanging.metadata('a.mp4', never);
    await waitUntil('the ffmpeg of a killed worker to end', 60_000, async () => groupMembers(pid).length === 0 || null);
  });

  const pedestrians = sharedFile('media/pedestrians.mp4');
  const withoutClip = pedestrians ? false : 'there is no ../shared/media/pedestrians.mp4';
  test('finds the eleven people of half a minute as tracks', { skip: withoutClip }, async () => {
    assert.ok(pedestrians);
    await copyFile(pedestrians, join(root, 'pedestrians.mp4'));
    const { tracks } = await worker.analyse(
      clip('pedestrians.mp4', {
        shapes: ['person'],
        minConfidence: 0.7,
        snapshots: { fileBase: 'p', recordingId: '1' },
      }),
      never,
    );
    const moving = tracks.filter(({ stationary }) => !stationary);
    assert.ok(moving.length >= 10 && moving.length <= 13, `${moving.length} moving`);
    assert.ok(tracks.length - moving.length <= 2);
  });
});
