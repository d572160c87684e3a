import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { motionRoutes } from '../../src/rest/motion-routes.ts';
import { openIntake } from '../intake/intake-fixture.ts';
import { blamed, messageIn, serve } from './rest-fixture.ts';

const MOTION = '/motion/api/v1.0/motion_detected';
const RECORDING = '/motion/api/v1.0/recording_ready';
const EPOCH = Date.UTC(2026, 10, 22, 11, 59) / 1000;

async function open(context: TestContext) {
  const { stores, intake, sink } = await openIntake(context);
  const { send } = await serve(context, motionRoutes(intake), { logger: stores.logger });
  await stores.addCamera('Front');
  await stores.put('a/pic.jpg');
  await stores.put('a/clip.mp4');
  await stores.put('a/empty.jpg', { sizeBytes: 0 });
  return { stores, sink, send };
}

const picture = { camera_name: 'Front', type: 'jpg', file: 'a/pic.jpg', epoch: EPOCH };
const clip = { camera_name: 'Front', type: 'mp4', file: 'a/clip.mp4', epoch: EPOCH };

describe('what the contract accepts', () => {
  const accepted: [words: string, path: string, body: object, makesAsset: boolean][] = [
    ['a picture', MOTION, picture, true],
    ['an epoch as text', MOTION, { ...picture, epoch: String(EPOCH) }, true],
    ['an epoch with a fraction', MOTION, { ...picture, epoch: EPOCH + 0.25 }, true],
    ['a leading slash', MOTION, { ...picture, file: '/a/pic.jpg' }, true],
    ["the container's prefix", MOTION, { ...picture, file: '/root/a/pic.jpg' }, true],
    ['a profile by id', MOTION, { ...picture, analytics_profile: 1 }, true],
    ['a profile by id as text', MOTION, { ...picture, analytics_profile: '1' }, true],
    ['a profile by name', MOTION, { ...picture, analytics_profile: 'Default' }, true],
    ['an empty profile', MOTION, { ...picture, analytics_profile: '' }, true],
    ['motion without a file', MOTION, { camera_name: 'Front', type: 'jpg', epoch: EPOCH }, false],
    ['motion with an empty file', MOTION, { ...picture, file: '' }, false],
    ['a recording', RECORDING, clip, true],
    ['a recording with an empty id', RECORDING, { ...clip, id: '' }, true],
  ];
  for (const [words, path, body, makesAsset] of accepted) {
    test(`${words} is answered 201 with ids`, async (context) => {
      const { stores, sink, send } = await open(context);
      const answer = await send('POST', path, body);
      assert.equal(answer.status, 201, JSON.stringify(answer.body));
      const { job_id: jobId, event_id: eventId } = Object(answer.body);
      assert.equal(typeof jobId, makesAsset ? 'number' : 'object');
      assert.equal(stores.history.event(eventId)?.assets.length, makesAsset ? 1 : 0);
      assert.equal(sink.motions.length, 1);
    });
  }

  for (const asText of [true, false]) {
    test(`a recording id as ${asText ? 'text' : 'number'} is the row that the clip belongs to`, async (context) => {
      const { stores, send } = await open(context);
      const first = Object((await send('POST', RECORDING, clip)).body).recording_id;
      await stores.put('a/second.mp4');
      const id = asText ? String(first) : first;
      const answer = await send('POST', RECORDING, { ...clip, file: 'a/second.mp4', id });
      assert.equal(answer.status, 201, JSON.stringify(answer.body));
      assert.equal(Object(answer.body).recording_id, first);
    });
  }
});

describe('what the contract refuses', () => {
  const bad: [words: string, path: string, body: unknown, fields: string[]][] = [
    ['an empty object', MOTION, {}, ['camera_name', 'epoch', 'type']],
    ['an empty object', RECORDING, {}, ['camera_name', 'epoch', 'file', 'type']],
    ['an array', MOTION, [], ['body', 'camera_name', 'epoch', 'type']],
    ['malformed JSON', MOTION, '{"camera_name": ', ['body']],
    ['a bare word', MOTION, '"Front"', ['body']],
    ['an unknown camera', MOTION, { ...picture, camera_name: 'Back' }, ['camera_name']],
    ['a camera that is no text', MOTION, { ...picture, camera_name: { $ne: 1 } }, ['camera_name']],
    ['a type that we do not know', MOTION, { ...picture, type: 'avi' }, ['type']],
    ['a type that the file is not', MOTION, { ...picture, type: 'mp4' }, ['type']],
    ['..', MOTION, { ...picture, file: '../etc/passwd' }, ['file']],
    ['.. within', MOTION, { ...picture, file: 'a/../../x.jpg' }, ['file']],
    ['a NUL', MOTION, { ...picture, file: 'a\0.jpg' }, ['file']],
    ['a file that is missing', MOTION, { ...picture, file: 'a/gone.jpg' }, ['file']],
    ['an empty file', MOTION, { ...picture, file: 'a/empty.jpg' }, ['file']],
    ['no file for a recording', RECORDING, { ...clip, file: null }, ['file']],
    ['an epoch that is no number', MOTION, { ...picture, epoch: 'yesterday' }, ['epoch']],
    ['an epoch in milliseconds', MOTION, { ...picture, epoch: EPOCH * 1000 }, ['epoch']],
    ['a negative epoch', MOTION, { ...picture, epoch: -1 }, ['epoch']],
    ['an unknown profile', MOTION, { ...picture, analytics_profile: 99 }, ['analytics_profile']],
    ['an unknown recording', RECORDING, { ...clip, id: 99 }, ['id']],
    ['an id that is none', RECORDING, { ...clip, id: 'x' }, ['id']],
    [
      'everything at once',
      RECORDING,
      { camera_name: 'Nobody', type: 'gif', file: '../x', epoch: 'now', analytics_profile: 'none', id: 0 },
      ['analytics_profile', 'camera_name', 'epoch', 'file', 'id', 'type'],
    ],
  ];
  for (const [words, path, body, fields] of bad) {
    test(`${words}, at ${path.split('/').at(-1)}, blames ${fields.join(', ')} and does nothing`, async (context) => {
      const { stores, sink, send } = await open(context);
      const answer = await send('POST', path, body);
      assert.equal(answer.status, 400);
      assert.deepEqual(blamed(answer), fields);
      assert.equal(stores.history.events({}).length, 0);
      assert.equal(sink.motions.length, 0);
      await stores.untilLogged(/^refused$/);
    });
  }

  test('a symbolic link out of ROOT_DIR', async (context) => {
    const { stores, send } = await open(context);
    await stores.linkOut('a/out.jpg');
    const answer = await send('POST', MOTION, { ...picture, file: 'a/out.jpg' });
    assert.equal(answer.status, 400);
    assert.match(messageIn(answer)['file'] ?? '', /outside ROOT_DIR/);
  });
});
