import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { WorkerProcess } from '../../src/analyse/worker-process.ts';
import { OnnxFaceEngine } from '../../src/faces/onnx-face-engine.ts';
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

/** Each face of a test photo, filling 200 x 200 pixels. */
async function headsOf(photo: string): Promise<Buffer[]> {
  const [models] = FACE_MODELS;
  assert.ok(models);
  const engine = new OnnxFaceEngine(models);
  await engine.start();
  const { data, info } = await sharp(join(PHOTOS, photo)).raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const frame = { startX: 0, startY: 0, endX: width, endY: height };
  const faces = await engine.find({ width, height, data }, { frame, extent: 'picture' });
  await engine.stop();
  return Promise.all(
    faces.map(({ box }) => {
      const [left, top] = [Math.round(box.startX) - 15, Math.round(box.startY) - 10];
      const side = Math.round(box.endY - box.startY) + 20;
      return sharp(join(PHOTOS, photo)).extract({ left, top, width: side, height: side }).resize(200, 200).toBuffer();
    }),
  );
}

describe('faces in the detector worker', { skip: withoutModel || withoutFaceModels }, () => {
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

  test('of a picture that shows no more than faces make people, in the shapes and in the snapshot', async () => {
    const strip = join(root, 'strip.jpg');
    const heads = await headsOf('sample6.jpg');
    await sharp({ create: { width: 200 * heads.length, height: 200, channels: 3, background: '#777' } })
      .composite(heads.map((input, index) => ({ input, left: 200 * index, top: 0 })))
      .jpeg({ quality: 95 })
      .toFile(strip);
    const asked = request('strip.jpg', 'jpg', { fileBase: 'faces/strip' });
    const unseen = await worker.analyse({ ...asked, faces: null, minConfidence: 0.7 }, never);
    assert.ok(unseen.tracks.length < heads.length, 'the shape detector does not see everybody');
    const snapshots = { fileBase: 'shots/strip', recordingId: '' };
    const { tracks } = await worker.analyse({ ...asked, minConfidence: 0.7, snapshots }, never);
    assert.equal(tracks.length, heads.length);
    for (const { shape, faces, snapshot, bestShot } of tracks) {
      assert.deepEqual([shape, faces.length, faces[0]?.fault], ['person', 1, null]);
      assert.ok(snapshot && bestShot.box.endX <= 200 * heads.length && bestShot.box.endY <= 200);
    }
    assert.equal(new Set(tracks.map(({ faces }) => faces[0]?.picture)).size, heads.length);
    const cars = await worker.analyse({ ...asked, shapes: ['car'] }, never);
    assert.deepEqual(cars.tracks, [], 'who looks for no persons is told of none');
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

  test('by models that come after the start, without another one', async (context) => {
    const late = newWorker(null);
    context.after(() => late.stop());
    await late.start(never);
    const { pid } = late;
    const [models] = FACE_MODELS;
    assert.ok(models);
    late.useFaces(models);
    const { tracks } = await late.analyse(request('photo.jpg', 'jpg', { fileBase: 'late' }), never);
    assert.equal(tracks.filter(({ faces }) => faces.length > 0).length, 4);
    assert.equal((await late.read({ file: 'photo.jpg', pictures: null }, never)).faces.length, 4);
    assert.equal(late.pid, pid);
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
