import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ConfigDocument } from '../../src/domain/config-records.ts';
import type { StationaryPlace } from '../../src/domain/suppression.ts';
import type { Track } from '../../src/domain/track.ts';
import { ProfilePreviews } from '../../src/pipeline/profile-previews.ts';
import type { Asset } from '../../src/ports/history.ts';
import type { AnalysisRequest, AnalysisResult, ShapeAnalyser } from '../../src/ports/shape-analyser.ts';
import { defaultConfig } from '../../src/store/default-config.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { FRONT_CAMERA } from './front-camera.ts';

const PICTURE: Asset = {
  id: 1,
  file: 'Front_00_20261122120000.jpg',
  mediaType: 'jpg',
  cameraId: 1,
  eventId: 'e',
  recordingId: null,
  profileId: null,
  takenAtMs: 0,
  receivedAtMs: 0,
  sizeBytes: 1000,
  state: 'analysed',
  reason: null,
  analysis: null,
  annotatedFrame: null,
};

const never = new AbortController().signal;

function track(shape: string, confidence: number, startX = 0, more: Partial<Track> = {}): Track {
  const box = { startX, startY: 100, endX: startX + 40, endY: 300 };
  const bestShot = { frameNumber: 0, timeMs: 0, box, confidence };
  return { shape, confidence, stationary: false, bestShot, positions: [bestShot], ...more };
}

const RESULT: AnalysisResult = {
  metadata: { fps: 0, frameCount: 1, durationMs: 0, width: 640, height: 360, codec: 'mjpeg' },
  tracks: [track('person', 0.8), track('car', 0.9, 300, { stationary: true }), track('person', 0.95, 600)].map(
    (one) => ({
      ...one,
      snapshot: null,
      faces: [],
    }),
  ),
  rejected: [{ ...track('dog', 0.6, 200), rejection: 'confidence' }],
  annotatedFrame: null,
  framesAnalysed: 1,
  elapsedMs: 5,
};

interface Options {
  readonly analyse?: ShapeAnalyser['analyse'];
  readonly asset?: Partial<Asset>;
  readonly places?: readonly StationaryPlace[];
}

function open({ analyse = async () => RESULT, asset = {}, places = [] }: Options = {}) {
  const config: ConfigDocument = { ...defaultConfig(), cameras: [FRONT_CAMERA] };
  const asked: [worker: string, request: AnalysisRequest][] = [];
  const worker = (name: string): ShapeAnalyser => ({
    analyse(request, signal) {
      asked.push([name, request]);
      return analyse(request, signal);
    },
    metadata: () => Promise.reject(new Error('not asked for')),
  });
  const waiting = { stills: 0, clips: 0 };
  const clock = new ManualClock();
  const previews = new ProfilePreviews({
    history: { asset: (id) => (id === 1 ? { ...PICTURE, ...asset } : null) },
    places: { placesAround: () => places },
    queue: { depth: () => ({ ...waiting, oldestWaitMs: 0, setAside: 0 }) },
    stills: worker('stills'),
    clips: worker('clips'),
    clock,
  });
  return { previews, config, asked, waiting, clock, now: { config, profileId: null } };
}

describe('a preview', () => {
  test('says what would raise something, and why the rest would not', async () => {
    const mask = [0, 1].flatMap((x) => [
      { x: 0.9 + x / 10, y: 0 },
      { x: 0.9 + x / 10, y: 1 },
    ]);
    const zone = { uuid: '6f2c1f3e-0000-4000-8000-00000000000a', name: 'Street', kind: 'mask' as const, shapes: [] };
    const { previews, now, config } = open();
    const [first, second, third, fourth] = mask;
    assert.ok(first && second && third && fourth);
    config.cameras = [{ ...FRONT_CAMERA, zones: [{ ...zone, points: [first, second, fourth, third] }] }];
    const outcome = await previews.run(1, now, never);
    assert.ok(outcome.kind === 'seen');
    assert.deepEqual(
      outcome.tracks.map(({ id, shape, confidence, omitted }) => [id, shape, confidence, omitted]),
      [
        [1, 'person', 0.8, null],
        [2, 'person', 0.95, 'mask'],
        [3, 'car', 0.9, 'stationary'],
        [4, 'dog', 0.6, 'confidence'],
      ],
    );
    assert.deepEqual(outcome.frame, { width: 640, height: 360 });
  });

  test('knows where things stand still in other events', async () => {
    const box = track('person', 0.9).bestShot.box;
    const seen = { shape: 'person', box, frame: { width: 640, height: 360 }, seenAtMs: 0 };
    const { previews, now } = open({ places: ['x', 'y'].map((eventId) => ({ ...seen, eventId })) });
    const outcome = await previews.run(1, now, never);
    assert.ok(outcome.kind === 'seen');
    assert.ok(outcome.tracks.some(({ omitted }) => omitted === 'known_place'));
  });

  test('looks as the camera would with that profile, writes nothing, and asks for reasons', async () => {
    const { previews, config, asked } = open({ asset: { profileId: 1, mediaType: 'mp4' } });
    const [profile] = config.analytics_profiles;
    assert.ok(profile);
    const rules = [{ shape: 'person', confidence_level: 40, min_height_pct: 10 }];
    config.analytics_profiles.push({
      ...profile,
      id: 9,
      confidence_level: 55,
      face_recognition: true,
      shape_rules: rules,
    });
    config.cameras = [{ ...FRONT_CAMERA, confidence_level: 50 }];
    const outcome = await previews.run(1, { config, profileId: 9 }, never);
    const [[worker, request] = []] = asked;
    assert.equal(worker, 'clips');
    assert.partialDeepStrictEqual(request, {
      minConfidence: 0.5,
      shapeLimits: [{ shape: 'person', minConfidence: 0.5, minHeight: 0.1, maxHeight: 1 }],
      everyNthFrame: 5,
      snapshots: null,
      annotatedFrame: null,
      faces: null,
      explain: true,
    });
    assert.ok(outcome.kind === 'seen');
    assert.deepEqual(outcome.tracks[0]?.limit.minHeight, 0.1);
  });

  test('is of a picture or clip that is there, of a camera that is known', async () => {
    const { previews, now, config } = open();
    assert.deepEqual(await previews.run(2, now, never), { kind: 'no asset' });
    config.cameras = [];
    assert.deepEqual(await previews.run(1, now, never), { kind: 'no asset' });
  });
});

describe('a preview gives way', () => {
  test('to new uploads, until none waits', async () => {
    const { previews, now, asked, waiting } = open();
    waiting.stills = 2;
    const outcome = previews.run(1, now, never);
    for (const stills of [2, 1, 0]) {
      assert.equal(asked.length, 0);
      waiting.stills = stills;
      previews.queueChanged();
      await Promise.resolve();
    }
    assert.equal((await outcome).kind, 'seen');
  });

  test('for a while: then it has one turn', async () => {
    const { previews, now, waiting, clock } = open();
    waiting.stills = 1;
    const outcome = previews.run(1, now, never);
    // It has begun to wait once what it does before has run.
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(20_000);
    assert.equal((await outcome).kind, 'seen');
  });

  test('to nobody who waits in another queue', async () => {
    const { previews, now, waiting } = open();
    waiting.clips = 9;
    assert.equal((await previews.run(1, now, never)).kind, 'seen');
  });

  test('when its caller has gone, and the next one begins only after those before it', async () => {
    const held = Promise.withResolvers<AnalysisResult>();
    let running = 0;
    let most = 0;
    const { previews, now, asked } = open({
      analyse: async () => {
        most = Math.max(most, ++running);
        const result = await held.promise;
        running--;
        return result;
      },
    });
    const first = previews.run(1, now, never);
    const leaving = new AbortController();
    const second = previews.run(1, now, leaving.signal);
    const third = previews.run(1, now, never);
    leaving.abort(new Error('gone'));
    await assert.rejects(second, /gone/);
    assert.equal(asked.length, 1);
    held.resolve(RESULT);
    assert.deepEqual([(await first).kind, (await third).kind], ['seen', 'seen']);
    assert.equal(most, 1);
  });

  test('to no more than a few others', async () => {
    const held = Promise.withResolvers<AnalysisResult>();
    const { previews, now } = open({ analyse: () => held.promise });
    const others = [1, 2, 3, 4].map(() => previews.run(1, now, never));
    assert.deepEqual(await previews.run(1, now, never), { kind: 'busy' });
    held.resolve(RESULT);
    await Promise.all(others);
    assert.equal((await previews.run(1, now, never)).kind, 'seen');
  });
});
