import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { WorkerProcess } from '../../src/analyse/worker-process.ts';
import type { FaceModels } from '../../src/ports/face-models.ts';
import type { AnalysisRequest } from '../../src/ports/shape-analyser.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { FACE_MODELS, withoutFaceModels } from '../support/face-models.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { mediaTools } from '../support/media-tools.ts';
import { silentLogger } from '../support/test-logger.ts';
import { withoutModel, yolox } from './support/shared-folder.ts';

const SCRIPT = fileURLToPath(new URL('../../src/worker.ts', import.meta.url));
const PHOTOS = fileURLToPath(new URL('../../node_modules/@vladmandic/face-api/demo', import.meta.url));
const never = new AbortController().signal;

function request(file: string, mediaType: 'jpg' | 'mp4', faces: AnalysisRequest['faces']): AnalysisRequest {
  const nothingElse = { snapshots: null, annotatedFrame: null };
  return { file, mediaType, shapes: ['person'], minConfidence: 0.6, everyNthFrame: 5, ...nothingElse, faces };
}

describe('faces in the detector worker', { skip: withoutModel || withoutFaceModels, timeout: 60_000 }, () => {
  let root = '';
  let worker: WorkerProcess;
  const newWorker = (faces: FaceModels | null) => {
    assert.ok(yolox);
    const settings = { name: 'clips', threads: 1, model: yolox, faces, rootDir: root, ...mediaTools };
    return new WorkerProcess({ ...settings, script: SCRIPT, logger: silentLogger(), clock: systemClock });
  };
  before(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), 'concierge-test-')));
    await copyFile(await mediaFixture('facesClip'), join(root, 'faces.mp4'));
    await copyFile(join(PHOTOS, 'sample6.jpg'), join(root, 'photo.jpg'));
    worker = newWorker(FACE_MODELS[0] ?? null);
    await worker.start(never);
  });
  after(async () => {
    await worker.stop();
    await rm(root, { recursive: true, force: true });
  });

  test('are found in a clip for each person, best first, and each is one person', async () => {
    const { tracks } = await worker.analyse(request('faces.mp4', 'mp4', { fileBase: 'faces/a' }), never);
    const withFaces = tracks.filter(({ faces }) => faces.length > 0);
    assert.ok(withFaces.length >= 3, `${withFaces.length} people with faces`);
    for (const { faces, positions } of withFaces) {
      const usable = faces.filter(({ fault }) => fault === null);
      assert.ok(usable.length > 0);
      assert.deepEqual(
        usable.map(({ quality }) => quality.score),
        usable.map(({ quality }) => quality.score).toSorted((a, b) => b - a),
      );
      for (const { embedding, frameNumber, box } of usable) {
        assert.equal(embedding?.length, 128);
        assert.ok(positions.some((position) => position.frameNumber === frameNumber));
        assert.ok(box.startX >= 0 && box.endX <= 1280 && box.startY >= 0 && box.endY <= 720);
      }
      const picture = usable[0]?.picture;
      assert.ok(picture);
      assert.equal((await sharp(join(root, picture)).metadata()).format, 'jpeg');
    }
  });

  test('are not looked for unless asked', async () => {
    const { tracks } = await worker.analyse(request('faces.mp4', 'mp4', null), never);
    assert.ok(tracks.length > 0);
    assert.ok(tracks.every(({ faces }) => faces.length === 0));
  });

  test('are read from a photo, largest first, with pictures', async () => {
    const { width, height, faces } = await worker.read({ file: 'photo.jpg', pictures: { fileBase: 'read/p' } }, never);
    assert.deepEqual([width, height, faces.length], [1920, 1537, 4]);
    assert.deepEqual(
      (await readdir(join(root, 'read'))).sort(),
      [1, 2, 3, 4].map((n) => `p_face${n}.jpg`),
    );
    assert.deepEqual(
      faces.map(({ quality }) => quality.widthPx),
      faces.map(({ quality }) => quality.widthPx).toSorted((a, b) => b - a),
    );
    await assert.rejects(worker.read({ file: 'none.jpg', pictures: null }, never), { code: 'FILE_MISSING' });
  });

  test('without models: analyses run, and a photo cannot be read', async (context) => {
    const plain = newWorker(null);
    context.after(() => plain.stop());
    await plain.start(never);
    const { tracks } = await plain.analyse(request('photo.jpg', 'jpg', { fileBase: 'none' }), never);
    assert.ok(tracks.length > 0 && tracks.every(({ faces }) => faces.length === 0));
    await assert.rejects(plain.read({ file: 'photo.jpg', pictures: null }, never), { code: 'MODEL_UNAVAILABLE' });
  });
});
