import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Stores } from '../../intake/stores.ts';
import { backEnd, blamed, messageIn, serve } from '../rest-fixture.ts';

const DUMP = [
  { model: 'auth.user', pk: 1, fields: { username: 'admin', password: 'pbkdf2$x' } },
  {
    model: 'backend.Camera',
    pk: 3,
    fields: camera('Garden', 2, { analytics_profile: 4, timezone: 'Europe/Amsterdam' }),
  },
  { model: 'backend.camera', pk: 5, fields: camera('front', 2, { analytics_profile: null, host: null }) },
  { model: 'backend.camera_type', pk: 2, fields: { name: 'Old type', description: 'x', brand: 9 } },
  { model: 'backend.camerabrands', pk: 9, fields: { name: 'reolink', description: '' } },
  { model: 'backend.analyticsshape', pk: 70, fields: { shape: 'tvmonitor', description: '' } },
  { model: 'backend.analyticsshape', pk: 71, fields: { shape: 'Person', description: '' } },
  { model: 'backend.analytics_profile', pk: 4, fields: { name: 'Night', shapes: [70, 71], confidence_level: 55 } },
  { model: 'backend.cameralistener', pk: 1, fields: listener('http://camera:5102/camera/api/v1.0/newrecording') },
  { model: 'backend.cameralistener', pk: 2, fields: listener('http://nodered.lan:1880/seen') },
  { model: 'backend.recording', pk: 11, fields: recording(3, '/root/Garden/there.mp4') },
  { model: 'backend.recording', pk: 12, fields: recording(3, 'Garden/gone.mp4') },
  { model: 'backend.recording', pk: 13, fields: recording(8, 'Garden/nobody.mp4') },
  { model: 'backend.recording', pk: 14, fields: recording(3, '../../etc/passwd') },
  {
    model: 'backend.KnownObject',
    pk: 1,
    fields: { ...known('Ann', 'known/ann.jpg'), identified: true, recording: 12, frame_nbr: 7 },
  },
  { model: 'backend.KnownObject', pk: 2, fields: { ...known('Bob', 'known/bob.jpg'), recording_id: '11' } },
  { model: 'backend.KnownObject', pk: 3, fields: { ...known('Cas', 'known/cas.jpg'), recording: 13, frame_nbr: 9 } },
];

function camera(name: string, brand: number, fields: object) {
  return {
    name,
    brand,
    host: '192.168.1.9',
    user: 'admin',
    password: 'secret',
    state: 'OK',
    live_url_hd: '',
    ...fields,
  };
}

function known(name: string, file_path_image: string) {
  return { name, file_path_image, object_type: 71 };
}

function listener(url: string) {
  return { url, callback_type: 'ftp', description: '' };
}

function recording(camera: number, file_path_video: string) {
  const measured = { url_video: 'http://x/y.mp4', duration: 12.5, nbr_frames: 250, video_processed_by_analytics: true };
  return {
    camera,
    recording_date_time: '2021-05-01T10:11:12Z',
    file_path_video,
    file_path_snapshot: null,
    ...measured,
  };
}

async function open(context: TestContext) {
  const stores = await Stores.open(context);
  const front = await stores.addCamera('Front');
  await stores.put('Garden/there.mp4');
  const { send } = await serve(context, backEnd(stores));
  const post = (dump: unknown, query = '') =>
    send('POST', `/rest/import/dumpdata${query}`, dump, { 'content-type': 'application/vnd.django.dumpdata+json' });
  return { stores, front, post, send };
}

function rowsIn(body: unknown): { model: string; pk: string; outcome: string; id: number | null; why: string }[] {
  return Object(body).rows;
}

test('a dry run says of each row what would become of it, and changes nothing', async (context) => {
  const { stores, post } = await open(context);
  const before = stores.config.read();
  const { status, body } = await post(DUMP, '?dry_run=true');
  assert.equal(status, 200, JSON.stringify(body));
  assert.partialDeepStrictEqual(body, { dry_run: true, imported: 9, matched: 4, left_out: 2, refused: 2 });
  const outcomes = rowsIn(body).map(({ outcome }) => outcome);
  const [user, garden, front, type, brand, tv, person, profile, own, other, there, gone, nobody, passwd] = outcomes;
  assert.deepEqual([user, own], ['left out', 'left out']);
  assert.deepEqual([front, brand, tv, person], Array(4).fill('matched'));
  assert.deepEqual([garden, type, profile, other, there, gone], Array(6).fill('imported'));
  assert.deepEqual([nobody, passwd], ['refused', 'refused']);
  assert.match(rowsIn(body)[11]?.why ?? '', /there is no file "Garden\/gone\.mp4"/);
  const [ann, bob, cas] = rowsIn(body).slice(14);
  assert.deepEqual([ann?.why, bob?.why, cas?.why], ['', '', 'recording 13, which it was seen in, is not imported']);
  assert.equal(stores.config.read(), before);
  assert.deepEqual(stores.history.recordings({}), []);
});

test('an import keeps what is here, and a second one doubles nothing', async (context) => {
  const { stores, front, post } = await open(context);
  const before = stores.config.read();
  assert.partialDeepStrictEqual((await post(DUMP)).body, { dry_run: false, imported: 9, refused: 2 });
  const after = stores.config.read();
  for (const table of ['camera_brands', 'camera_types', 'cameras', 'analytics_profiles', 'analytics_shapes'] as const) {
    assert.deepEqual(after[table].slice(0, before[table].length), before[table], table);
  }
  const garden = after.cameras.find(({ name }) => name === 'Garden');
  const shape = (name: string) => after.analytics_shapes.find((row) => row.shape === name)?.id;
  const profile = after.analytics_profiles.find(({ name }) => name === 'Night');
  assert.deepEqual(profile?.shapes, [shape('tv'), shape('person')]);
  assert.partialDeepStrictEqual(garden, {
    analytics_profile: profile?.id,
    password: 'secret',
    timezone: 'Europe/Amsterdam',
  });
  assert.equal(after.camera_types.find(({ id }) => id === garden?.brand)?.name, 'Old type');
  assert.equal(after.cameras.find(({ id }) => id === front)?.password, '');
  const there = stores.history.recordings({}).map(({ id, file }) => [file, id]);
  const idOf = (file: string) => there.find(([name]) => name === file)?.[1];
  assert.partialDeepStrictEqual(after.known_objects, [
    { name: 'Ann', object_type: shape('person'), recording_id: idOf('Garden/gone.mp4'), frame_nbr: 7 },
    { name: 'Bob', recording_id: idOf('Garden/there.mp4'), frame_nbr: null },
    { name: 'Cas', recording_id: null, frame_nbr: null },
  ]);
  const files = stores.history.recordings({}).map(({ file, cameraId }) => [file, cameraId]);
  assert.deepEqual(files, [
    ['Garden/there.mp4', garden?.id],
    ['Garden/gone.mp4', garden?.id],
  ]);
  assert.partialDeepStrictEqual((await post(DUMP)).body, { imported: 0, matched: 13 });
  assert.deepEqual({ ...stores.config.read() }, { ...after });
});

test('an import that ended before known objects had their frames is completed by the next', async (context) => {
  const { stores, post } = await open(context);
  await post(DUMP);
  const whole = stores.config.read().known_objects;
  await stores.config.change((draft) => {
    for (const known of draft.known_objects) Object.assign(known, { recording_id: null, frame_nbr: null });
  });
  const { body } = await post(DUMP);
  assert.partialDeepStrictEqual(body, { imported: 0, matched: 13 });
  assert.deepEqual(stores.config.read().known_objects, whole);
});

test('what the container version had measured of a clip is taken over', async (context) => {
  const { post, send } = await open(context);
  await post(DUMP);
  const [there] = Object((await send('GET', '/rest/recordings/')).body);
  assert.partialDeepStrictEqual(there, { duration: 12.5, nbr_frames: 250, video_processed_by_analytics: true });
});

test('one row that cannot be kept refuses the whole, unless the others are asked for', async (context) => {
  const { stores, post } = await open(context);
  const profile = { name: 'Odd', shapes: [70], min_nbr_video_frames_skipped: 50, max_nbr_video_frames_skipped: 5 };
  const bad = [
    ...DUMP,
    { model: 'backend.camera', pk: 6, fields: camera('back_yard', 2, {}) },
    { model: 'backend.camera', pk: 7, fields: camera('Lost', 99, {}) },
    { model: 'backend.analyticsprofile', pk: 8, fields: profile },
    { model: 'backend.camera', pk: 9, fields: camera('Hangs on it', 2, { analytics_profile: 8 }) },
  ];
  const before = stores.config.read();
  const answer = await post(bad);
  assert.equal(answer.status, 400);
  const names = ['backend.analyticsprofile 8', 'backend.camera 6', 'backend.camera 7', 'backend.camera 9'];
  assert.deepEqual(blamed(answer), names);
  assert.match(messageIn(answer)['backend.camera 7'] ?? '', /camera_types 99/);
  assert.equal(stores.config.read(), before);
  assert.deepEqual(stores.history.recordings({}), []);
  assert.partialDeepStrictEqual((await post(bad, '?skip_refused=true')).body, { imported: 9, refused: 6 });
});

test('what is no dump is refused, and only this route takes a large body', async (context) => {
  const { post, send } = await open(context);
  const hostile = [{}, 'x', [1], [null], [{ model: 1, fields: {} }], [{ model: 'a.camera', fields: [] }], '[{"model":'];
  for (const dump of hostile) assert.equal((await post(dump)).status, 400, JSON.stringify(dump));
  const odd =
    '[{"model":"__proto__","pk":{},"fields":{"__proto__":1}},{"model":"a.camera","pk":"x","fields":{"name":[]}}]';
  assert.partialDeepStrictEqual((await post(odd, '?dry_run=true')).body, { left_out: 1, refused: 1 });
  const large = [{ model: 'auth.user', pk: 1, fields: { text: 'x'.repeat(2 * 1024 * 1024) } }];
  assert.partialDeepStrictEqual((await post(large)).body, { left_out: 1 });
  assert.equal((await post([...large, 'x'.repeat(20 * 1024 * 1024)])).status, 413);
  assert.equal((await send('POST', '/rest/cameras', large)).status, 413);
});
