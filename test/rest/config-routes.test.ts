import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { Stores } from '../intake/stores.ts';
import { backEnd, blamed, messageIn, serve } from './rest-fixture.ts';

async function open(context: TestContext) {
  const stores = await Stores.open(context);
  return { stores, ...(await serve(context, backEnd(stores))) };
}

const CAMERA = {
  name: 'Front Door',
  brand: 'RLC-410',
  host: '192.168.1.5',
  user: 'admin',
  password: 'hunter2',
  analytics_profile: 1,
  timezone: 'Europe/Berlin',
};

describe('a camera', () => {
  test('is added, read in the contract\u2019s form, changed, replaced and deleted', async (context) => {
    const { stores, send } = await open(context);
    const added = await send('POST', '/rest/cameras/', CAMERA);
    assert.equal(added.status, 201, JSON.stringify(added.body));
    const { uuid, ...row } = Object(added.body);
    assert.match(uuid, /^[0-9a-f-]{36}$/);
    const shown = {
      id: 1,
      name: 'Front Door',
      host: '192.168.1.5',
      user: 'admin',
      brand: { name: 'RLC-410', brand: { name: 'Reolink' } },
      analytics_profile: 1,
      timezone: 'Europe/Berlin',
      snapshot_url: '',
      live_url_hd: '',
      live_url_sd: '',
      state: 'OK',
      analytics_enabled: true,
      zones: [],
    };
    assert.deepEqual(row, shown);
    assert.deepEqual((await send('GET', '/rest/cameras/')).body, [added.body]);
    assert.deepEqual((await send('GET', '/rest/cameras/1')).body, added.body);

    const patched = await send('PATCH', '/rest/cameras/1/', { analytics_profile: null, state: 'NOK' });
    assert.equal(patched.status, 200);
    assert.deepEqual(patched.body, { ...shown, uuid, analytics_profile: null });

    const replaced = await send('PUT', '/rest/cameras/1/', { name: 'Back', brand: 1 });
    assert.equal(replaced.status, 200);
    assert.deepEqual(replaced.body, {
      ...shown,
      uuid,
      name: 'Back',
      analytics_profile: null,
      host: '',
      user: '',
      timezone: '',
    });
    assert.equal(stores.config.read().cameras[0]?.password, 'hunter2', 'who never read it cannot send it back');

    const deleted = await send('DELETE', '/rest/cameras/1');
    assert.equal(deleted.status, 204);
    assert.equal(deleted.body, '');
    assert.equal((await send('GET', '/rest/cameras/1')).status, 404);
    assert.equal(Object((await send('POST', '/rest/cameras', CAMERA)).body).id, 2, 'an id is never given twice');
  });

  test('is put back as it was read', async (context) => {
    const { send } = await open(context);
    const added = await send('POST', '/rest/cameras', CAMERA);
    assert.deepEqual((await send('PUT', '/rest/cameras/1', added.body)).body, added.body);
  });

  test('never shows its password', async (context) => {
    const { send } = await open(context);
    for (const [method, path, body] of [
      ['POST', '/rest/cameras', CAMERA],
      ['PATCH', '/rest/cameras/1', { password: 'correct horse' }],
      ['GET', '/rest/cameras', undefined],
      ['GET', '/rest/cameras/1', undefined],
    ] as const) {
      assert.doesNotMatch(JSON.stringify((await send(method, path, body)).body), /password|hunter2|horse/);
    }
  });

  const bad: [words: string, body: unknown, fields: string[]][] = [
    ['nothing', {}, ['brand', 'name']],
    ['an array', [], ['body']],
    ['an underscore in the name', { ...CAMERA, name: 'front_door' }, ['name']],
    ['a name of blanks', { ...CAMERA, name: '  ' }, ['name']],
    ['a name that is taken but for case', { ...CAMERA, name: 'GARDEN' }, ['name']],
    ['a type that does not exist', { ...CAMERA, brand: 'RLC-9000' }, ['brand']],
    ['a type id that does not exist', { ...CAMERA, brand: 77 }, ['brand']],
    ['a profile that does not exist', { ...CAMERA, analytics_profile: 5 }, ['analytics_profile']],
    ['a zone that does not exist', { ...CAMERA, timezone: 'Mars/Olympus' }, ['timezone']],
    ['a field that does not exist', { ...CAMERA, colour: 'red' }, ['colour']],
    ['a field of another type', { ...CAMERA, host: 5, analytics_enabled: 'yes' }, ['analytics_enabled', 'host']],
    ['a prototype', JSON.stringify(CAMERA).replace('{', '{"__proto__":{"state":"NOK"},'), ['__proto__']],
    [
      'everything at once',
      { name: 'a_b', brand: [], host: 1, analytics_profile: 'no', timezone: 'x', extra: 1 },
      ['analytics_profile', 'brand', 'extra', 'host', 'name', 'timezone'],
    ],
  ];
  for (const [words, body, fields] of bad) {
    test(`with ${words} is refused, and blames ${fields.join(', ')}`, async (context) => {
      const { stores, send } = await open(context);
      await stores.addCamera('Garden');
      const answer = await send('POST', '/rest/cameras/', body);
      assert.equal(answer.status, 400);
      assert.deepEqual(blamed(answer), fields);
      assert.equal(stores.config.read().cameras.length, 1);
    });
  }
});

describe('foreign keys', () => {
  const forms: [path: string, body: object, field: string, kept: unknown][] = [
    ['/rest/camera_types', { name: 'RLC-820A', brand: 1 }, 'brand', { name: 'Reolink' }],
    ['/rest/camera_types', { name: 'RLC-820A', brand: '1' }, 'brand', { name: 'Reolink' }],
    ['/rest/camera_types', { name: 'RLC-820A', brand: 'reolink' }, 'brand', { name: 'Reolink' }],
    ['/rest/camera_types', { name: 'RLC-820A', brand: { name: 'Reolink' } }, 'brand', { name: 'Reolink' }],
    ['/rest/analytics_profiles', { name: 'Pets', shapes: [16, 17] }, 'shapes', [16, 17]],
    ['/rest/analytics_profiles', { name: 'Pets', shapes: ['cat', 'motorbike', '1'] }, 'shapes', [16, 4, 1]],
    ['/rest/known_objects', { file_path_image: 'known/a.jpg', object_type: 'person' }, 'object_type', 1],
  ];
  for (const [path, body, field, kept] of forms) {
    test(`are written as ${JSON.stringify(Object(body)[field])} to ${path}`, async (context) => {
      const { send } = await open(context);
      const answer = await send('POST', path, body);
      assert.equal(answer.status, 201, JSON.stringify(answer.body));
      assert.deepEqual(Object(answer.body)[field], kept);
    });
  }
});

describe('the other tables', () => {
  const bad: [words: string, path: string, body: object, fields: string[]][] = [
    ['a brand that exists', '/rest/camera_brands', { name: 'Reolink' }, ['name']],
    ['a shape that exists', '/rest/analytics_shapes', { shape: 'person' }, ['shape']],
    ['unknown shapes', '/rest/analytics_profiles', { name: 'x', shapes: ['person', 'yeti'] }, ['shapes']],
    ['faces without persons', '/rest/analytics_profiles', { name: 'x', face_recognition: true }, ['face_recognition']],
    ['comparison of nothing', '/rest/analytics_profiles', { name: 'x', image_comparison: true }, ['image_comparison']],
    [
      'fewest above most skipped frames',
      '/rest/analytics_profiles',
      { name: 'x', min_nbr_video_frames_skipped: 50, max_nbr_video_frames_skipped: 10 },
      ['min_nbr_video_frames_skipped'],
    ],
    [
      'rules of shapes that contradict themselves',
      '/rest/analytics_profiles',
      { name: 'x', shape_rules: [{ shape: 'cat', min_height_pct: 60, max_height_pct: 50 }] },
      ['shape_rules'],
    ],
    [
      'a rule of no shape',
      '/rest/analytics_profiles',
      { name: 'x', shape_rules: [{ min_height_pct: 3 }] },
      ['shape_rules'],
    ],
    [
      'a height above the picture',
      '/rest/analytics_profiles',
      { name: 'x', shape_rules: [{ shape: 'cat', max_height_pct: 101 }] },
      ['shape_rules'],
    ],
    ['a confidence of 0', '/rest/analytics_profiles', { name: 'x', confidence_level: 0 }, ['confidence_level']],
    ['a listener without http', '/rest/camera_listeners', { url: 'nodered:1880', callback_type: 'ftp' }, ['url']],
    ['a listener by FTP', '/rest/camera_listeners', { url: 'ftp://nodered.lan/x', callback_type: 'ftp' }, ['url']],
    ['a listener with a login', '/rest/camera_listeners', { url: 'http://a:b@nas/x', callback_type: 'ftp' }, ['url']],
    ['an image outside', '/rest/known_objects', { file_path_image: '../x.jpg', object_type: 1 }, ['file_path_image']],
  ];
  for (const [words, path, body, fields] of bad) {
    test(`refuse ${words}`, async (context) => {
      const { send } = await open(context);
      const answer = await send('POST', path, body);
      assert.equal(answer.status, 400, JSON.stringify(answer.body));
      assert.deepEqual(blamed(answer), fields);
    });
  }

  test('answer 400 to a listener\u2019s address that is registered', async (context) => {
    const { send } = await open(context);
    const listener = { url: 'http://127.0.0.1:5102/camera/api/v1.0/newrecording', callback_type: 'ftp' };
    assert.equal((await send('POST', '/rest/camera_listeners/', listener)).status, 201);
    const again = await send('POST', '/rest/camera_listeners/', listener);
    assert.equal(again.status, 400);
    assert.deepEqual(blamed(again), ['url']);
  });

  test('give a profile the contract\u2019s defaults', async (context) => {
    const { send } = await open(context);
    assert.partialDeepStrictEqual((await send('POST', '/rest/analytics_profiles', { name: 'Plain' })).body, {
      shapes: [],
      min_nbr_video_frames_skipped: 5,
      max_nbr_video_frames_skipped: 60,
      confidence_level: 70,
    });
  });

  test('keep what a profile asks of single shapes, from callers as well who do not know of it', async (context) => {
    const { send } = await open(context);
    const written = [
      { shape: 'Person', confidence_level: 50, min_height_pct: 4, max_height_pct: null },
      { shape: 'motorbike', max_height_pct: 90 },
      { shape: 'cat', confidence_level: null },
    ];
    const rules = [
      { shape: 'person', confidence_level: 50, min_height_pct: 4 },
      { shape: 'motorcycle', max_height_pct: 90 },
    ];
    const body = { name: 'Yard', shapes: ['person'], shape_rules: written };
    const added = Object((await send('POST', '/rest/analytics_profiles', body)).body);
    assert.deepEqual(added.shape_rules, rules);
    const path = `/rest/analytics_profiles/${added.id}`;
    const older = await send('PUT', path, { name: 'Yard', shapes: ['dog'] });
    assert.deepEqual(Object(older.body).shape_rules, rules);
    assert.deepEqual(Object((await send('PATCH', path, { confidence_level: 60 })).body).shape_rules, rules);
    assert.deepEqual(Object((await send('PATCH', path, { shape_rules: [] })).body).shape_rules, []);
    assert.ok(!('shape_rules' in Object((await send('GET', '/rest/analytics_profiles/1')).body)));
  });

  const used: [path: string, users: RegExp][] = [
    ['/rest/camera_brands/1', /brand "Reolink" is in use by camera type "RLC-410"/],
    ['/rest/camera_types/1', /camera type "RLC-410" is in use by camera "Garden"/],
    ['/rest/analytics_profiles/1', /profile "Default" is in use by camera "Garden"/],
    ['/rest/analytics_shapes/1', /shape "person" is in use by profile "Default"/],
  ];
  for (const [path, users] of used) {
    test(`keep ${path}, which is in use, and say by what`, async (context) => {
      const { stores, send } = await open(context);
      await stores.addCamera('Garden', { analytics_profile: 1 });
      const answer = await send('DELETE', path);
      assert.equal(answer.status, 400);
      assert.match(messageIn(answer)['id'] ?? '', users);
      assert.equal((await send('GET', path)).status, 200);
    });
  }

  test('answer 404 for a row that does not exist, whatever is wanted of it', async (context) => {
    const { send } = await open(context);
    for (const id of ['99', 'x', '1e3', '-1', '0x1']) {
      for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
        const body = method === 'GET' || method === 'DELETE' ? undefined : { name: 'x' };
        assert.equal((await send(method, `/rest/camera_brands/${id}`, body)).status, 404, `${method} ${id}`);
      }
    }
  });

  test('take ten at once, each with an id of its own', async (context) => {
    const { send } = await open(context);
    const names = Array.from({ length: 10 }, (_, index) => `Brand ${index}`);
    const answers = await Promise.all(names.map((name) => send('POST', '/rest/camera_brands', { name })));
    assert.equal(new Set(answers.map((answer) => Object(answer.body).id)).size, 10);
    const same = await Promise.all([1, 2].map(() => send('POST', '/rest/camera_brands', { name: 'Same' })));
    assert.deepEqual(same.map((answer) => answer.status).toSorted(), [201, 400]);
  });
});

test('a table is read by name and a page at a time', async (context) => {
  const { stores, send } = await open(context);
  for (const name of ['Front Door', 'Garden', 'Yard']) await stores.addCamera(name);
  const names = async (query: string) =>
    Object.values(Object((await send('GET', `/rest/cameras/?${query}`)).body)).map((row) => Object(row).name);
  assert.deepEqual(await names('name=front_door'), ['Front Door']);
  assert.deepEqual(await names('name=front'), []);
  assert.deepEqual(await names('limit=2'), ['Front Door', 'Garden']);
  assert.deepEqual(await names('limit=2&offset=2'), ['Yard']);
  assert.deepEqual(await names('format=json&_=1764000000'), ['Front Door', 'Garden', 'Yard'], 'not ours: no matter');
});

test('there is an index of the tables', async (context) => {
  const { send } = await open(context);
  const { status, body, headers } = await send('GET', '/rest/');
  assert.equal(status, 200);
  assert.match(headers.get('content-type') ?? '', /html/);
  for (const table of ['cameras', 'recordings', 'events']) assert.match(String(body), new RegExp(`"/rest/${table}/"`));
});
