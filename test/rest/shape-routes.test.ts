import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { describe, type TestContext, test } from 'node:test';
import { ConciergeError } from '../../src/domain/concierge-error.ts';
import type { MediaMetadata } from '../../src/domain/media.ts';
import type { AnalysedTrack } from '../../src/domain/track.ts';
import type { AnalysisRequest, ShapeAnalyser } from '../../src/ports/shape-analyser.ts';
import { shapeRoutes } from '../../src/rest/shape-routes.ts';
import { Stores } from '../intake/stores.ts';
import { blamed, messageIn, serve } from './rest-fixture.ts';

const FIND = '/shape/api/v1.0/find_shape';
const METADATA = '/shape/api/v1.0/get_video_metadata';
const VIDEO: MediaMetadata = { fps: 15, frameCount: 450, durationMs: 30_000, width: 640, height: 480, codec: 'h264' };

const position = {
  frameNumber: 30,
  timeMs: 2000,
  box: { startX: 10.2, startY: 20, endX: 110.6, endY: 320 },
  confidence: 0.87512,
};
const TRACK: AnalysedTrack = {
  shape: 'person',
  confidence: 0.87512,
  stationary: false,
  bestShot: position,
  positions: [position],
  snapshot: null,
  faces: [],
};

async function open(context: TestContext, changes: Partial<ShapeAnalyser> = {}) {
  const stores = await Stores.open(context);
  const requests: AnalysisRequest[] = [];
  const analyser: ShapeAnalyser = {
    async analyse(request) {
      requests.push(request);
      const snapshot = request.snapshots && `${request.snapshots.fileBase}_snapshot#1.jpg`;
      return {
        metadata: VIDEO,
        tracks: [{ ...TRACK, snapshot }],
        annotatedFrame: null,
        framesAnalysed: 1,
        elapsedMs: 1,
      };
    },
    metadata: async () => VIDEO,
    ...changes,
  };
  const { send, port } = await serve(context, shapeRoutes({ analyser, media: stores.media, backEndPort: 8000 }));
  await stores.put('a b/pic.jpg');
  await stores.put('a b/clip.mp4');
  await stores.put('a b/nameless');
  await stores.linkOut('a b/out.jpg');
  return { stores, requests, send, port };
}

const picture = { camera_name: 'Front', file: 'a b/pic.jpg' };

describe('find_shape reads', () => {
  const cases: [words: string, body: object, wanted: Partial<AnalysisRequest>][] = [
    ['its defaults', {}, { mediaType: 'jpg', shapes: null, minConfidence: 0.7, everyNthFrame: 5, snapshots: null }],
    ['the path with the container\u2019s prefix', { file: '/root/a b/pic.jpg' }, { file: 'a b/pic.jpg' }],
    ['shapes as an array in text', { desired_shapes: '["person","car"]' }, { shapes: ['person', 'car'] }],
    ['shapes as an array', { desired_shapes: ['dog', 'dog'] }, { shapes: ['dog'] }],
    ['Pascal VOC\u2019s names', { desired_shapes: ['sofa', 'TVmonitor'] }, { shapes: ['couch', 'tv'] }],
    ['no shapes as all', { desired_shapes: '[]' }, { shapes: null }],
    ['empty text as all', { desired_shapes: '' }, { shapes: null }],
    ['an empty array as all', { desired_shapes: [] }, { shapes: null }],
    ['a confidence', { confidence_level: 0.25 }, { minConfidence: 0.25 }],
    ['a confidence in percent', { confidence_level: 55 }, { minConfidence: 0.55 }],
    ['a confidence of 1 as 100 %', { confidence_level: 1 }, { minConfidence: 1 }],
    ['a confidence of 100 as 100 %', { confidence_level: 100 }, { minConfidence: 1 }],
    ['a confidence as text', { confidence_level: '0.5' }, { minConfidence: 0.5 }],
    [
      'what single shapes need',
      {
        confidence_level: 60,
        shape_rules: '[{"shape": "sofa", "min_height_pct": 5}, {"shape": "dog", "confidence_level": 40}]',
      },
      {
        shapeLimits: [
          { shape: 'couch', minConfidence: 0.6, minHeight: 0.05, maxHeight: 1 },
          { shape: 'dog', minConfidence: 0.4, minHeight: 0, maxHeight: 1 },
        ],
      },
    ],
    ['no rules of shapes as none', { shape_rules: '' }, { shapeLimits: [] }],
    ['every frame', { analyse_each_n_frames: 1 }, { everyNthFrame: 1 }],
    ['the type from the extension', { file: 'a b/clip.mp4' }, { mediaType: 'mp4' }],
    ['the type where no extension says it', { file: 'a b/nameless', type: 'jpg' }, { mediaType: 'jpg' }],
    ['a recording without a base as no wish for crops', { recording_id: '7' }, { snapshots: null }],
    [
      'where crops go',
      { recording_id: 7, file_base: '/a b/clip' },
      { snapshots: { fileBase: 'a b/clip', recordingId: '7' } },
    ],
  ];
  for (const [words, body, wanted] of cases) {
    test(words, async (context) => {
      const { requests, send } = await open(context);
      const answer = await send('POST', FIND, { ...picture, ...body });
      assert.equal(answer.status, 201, JSON.stringify(answer.body));
      assert.partialDeepStrictEqual(requests[0], wanted);
    });
  }
});

test('find_shape answers exactly the contract\u2019s fields', async (context) => {
  const { send, port } = await open(context);
  const plain = {
    shape: 'person',
    confidence: 87.51,
    box: { startX: 10, startY: 20, endX: 111, endY: 320 },
    frame_nbr: 30,
  };
  assert.deepEqual((await send('POST', FIND, picture)).body, [plain]);
  const crops = { ...picture, recording_id: '7', file_base: 'a b/clip' };
  const snapshot = '/a b/clip_snapshot#1.jpg';
  const address = 'http://127.0.0.1:8000/a%20b/clip_snapshot%231.jpg';
  assert.deepEqual((await send('POST', FIND, crops)).body, [{ ...plain, snapshot, snapshot_url: address }]);

  const named = httpRequest({
    host: '127.0.0.1',
    port,
    path: FIND,
    method: 'POST',
    headers: { host: 'concierge.local:5103', 'content-type': 'application/json' },
  });
  named.end(JSON.stringify(crops));
  const [response] = await once(named, 'response');
  let text = '';
  for await (const piece of response) text += piece;
  assert.equal(JSON.parse(text)[0].snapshot_url, address.replace('127.0.0.1', 'concierge.local'));
});

describe('find_shape refuses', () => {
  const cases: [words: string, body: unknown, status: number, fields: string[]][] = [
    ['an empty object', {}, 400, ['camera_name', 'file']],
    ['unknown shapes', { ...picture, desired_shapes: '["person","unicorn"]' }, 400, ['desired_shapes']],
    ['shapes that are no array', { ...picture, desired_shapes: 'person' }, 400, ['desired_shapes']],
    ['shapes that are no text', { ...picture, desired_shapes: [1] }, 400, ['desired_shapes']],
    ['too much confidence', { ...picture, confidence_level: 101 }, 400, ['confidence_level']],
    ['negative confidence', { ...picture, confidence_level: -0.1 }, 400, ['confidence_level']],
    ['rules that are none', { ...picture, shape_rules: 'person' }, 400, ['shape_rules']],
    ['a rule of no shape', { ...picture, shape_rules: [{ shape: 'yeti', max_height_pct: 5 }] }, 400, ['shape_rules']],
    ['every 0th frame', { ...picture, analyse_each_n_frames: 0 }, 400, ['analyse_each_n_frames']],
    ['every 1.5th frame', { ...picture, analyse_each_n_frames: 1.5 }, 400, ['analyse_each_n_frames']],
    ['a type we do not know', { ...picture, type: 'png' }, 400, ['type']],
    ['a name without a type', { ...picture, file: 'a b/nameless' }, 400, ['type']],
    ['..', { ...picture, file: '../../etc/passwd' }, 400, ['file']],
    ['what is not complete yet', { ...picture, file: '.incoming/x.jpg' }, 400, ['file']],
    ['a link out', { ...picture, file: 'a b/out.jpg' }, 400, ['file']],
    ['a file that is missing', { ...picture, file: 'gone.jpg' }, 404, ['file']],
    ['crops outside', { ...picture, recording_id: '1', file_base: '../x' }, 400, ['file_base']],
    ['crops in no folder', { ...picture, recording_id: '1', file_base: 'gone/x' }, 400, ['file_base']],
    ['crops by a path for an id', { ...picture, recording_id: '../1', file_base: 'a b/x' }, 400, ['recording_id']],
    [
      'everything at once',
      { file: '..', desired_shapes: '[', confidence_level: 'much', analyse_each_n_frames: 'all', file_base: '..' },
      400,
      ['analyse_each_n_frames', 'camera_name', 'confidence_level', 'desired_shapes', 'file', 'file_base'],
    ],
  ];
  for (const [words, body, status, fields] of cases) {
    test(`${words}, and blames ${fields.join(', ')}`, async (context) => {
      const { requests, send } = await open(context);
      const answer = await send('POST', FIND, body);
      assert.equal(answer.status, status);
      assert.deepEqual(blamed(answer), fields);
      assert.equal(requests.length, 0);
    });
  }

  test('and names the shapes that it does not know', async (context) => {
    const { send } = await open(context);
    const answer = await send('POST', FIND, { ...picture, desired_shapes: ['person', 'unicorn', 'yeti'] });
    assert.match(messageIn(answer)['desired_shapes'] ?? '', /"unicorn", "yeti"/);
  });
});

describe('an analysis that fails', () => {
  const cases: [code: 'MEDIA_UNREADABLE' | 'WORKER_CRASHED', status: number][] = [
    ['MEDIA_UNREADABLE', 400],
    ['WORKER_CRASHED', 503],
  ];
  for (const [code, status] of cases) {
    test(`with ${code} is answered ${status}`, async (context) => {
      const fail = () => Promise.reject(new ConciergeError(code, 'Cannot read it.'));
      const { send } = await open(context, { analyse: fail, metadata: fail });
      assert.equal((await send('POST', FIND, picture)).status, status);
      assert.equal((await send('POST', METADATA, { file: 'a b/clip.mp4' })).status, status);
    });
  }

  test('is given up when its caller goes', async (context) => {
    const begun = Promise.withResolvers<void>();
    const aborted = Promise.withResolvers<void>();
    const { port } = await open(context, {
      analyse: (_request, signal) => {
        begun.resolve();
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            aborted.resolve();
            reject(signal.reason);
          });
        });
      },
    });
    const caller = new AbortController();
    const answer = fetch(`http://127.0.0.1:${port}${FIND}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(picture),
      signal: caller.signal,
    });
    await begun.promise;
    caller.abort();
    await assert.rejects(answer);
    await aborted.promise;
  });
});

describe('get_video_metadata', () => {
  test('answers the contract\u2019s fields and a few more', async (context) => {
    const { send } = await open(context);
    const answer = await send('POST', METADATA, { file: '/root/a b/clip.mp4' });
    assert.equal(answer.status, 201);
    const more = { duration: 30, width: 640, height: 480, codec: 'h264' };
    assert.deepEqual(answer.body, { fps: 15, frame_count: 450, ...more });
  });

  test('refuses a picture, a missing file, and none', async (context) => {
    const still = { ...VIDEO, fps: 0, frameCount: 1, durationMs: 0 };
    const { send } = await open(context, { metadata: async () => still });
    for (const [body, status] of [
      [{ file: 'a b/pic.jpg' }, 400],
      [{ file: 'gone.mp4' }, 404],
      [{}, 400],
      [{ file: '../x.mp4' }, 400],
    ] as const) {
      const answer = await send('POST', METADATA, body);
      assert.equal(answer.status, status);
      assert.deepEqual(blamed(answer), ['file']);
    }
  });
});
