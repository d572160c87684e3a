import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { Stores } from '../intake/stores.ts';
import { backEnd, blamed, serve } from './rest-fixture.ts';

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
      former_names: ['Front Door'],
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

  test('remembers what it was called, whoever renames it and how', async (context) => {
    const { send } = await open(context);
    const { body } = await send('POST', '/rest/cameras', { ...CAMERA, name: 'One' });
    const path = `/rest/cameras/${Object(body).id}`;
    assert.equal(Object(body).former_names, undefined);
    const renamed = async (method: string, name: string) =>
      Object((await send(method, path, { ...CAMERA, name, former_names: ['Mine'] })).body).former_names;
    assert.equal(await renamed('PATCH', 'ONE'), undefined, 'another spelling is no other name');
    assert.deepEqual(await renamed('PATCH', 'Two'), ['ONE']);
    assert.deepEqual(await renamed('PUT', 'Three'), ['Two', 'ONE']);
    assert.deepEqual(await renamed('PUT', 'one'), ['Three', 'Two']);
    for (const name of ['4', '5', '6', '7', '8']) await renamed('PATCH', name);
    assert.deepEqual(await renamed('PATCH', '9'), ['8', '7', '6', '5', '4']);
    assert.deepEqual(Object((await send('PATCH', path, { host: '' })).body).former_names, ['8', '7', '6', '5', '4']);
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
});

describe('the other tables', () => {
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

test('names are such that people can read them, and hosts such as can be called', async (context) => {
  const { send } = await open(context);
  const bad: [path: string, body: Record<string, unknown>, field: string][] = [
    ...['\0', 'a\u0007b', '\ud800', '\u200b', 'a\u2028b'].flatMap((name): typeof bad => [
      ['camera_brands', { name }, 'name'],
      ['cameras', { name, brand: 1 }, 'name'],
      ['analytics_shapes', { shape: name }, 'shape'],
    ]),
    ...['a b', 'user:secret@10.0.0.3', 'ftp://10.0.0.3', '[fe80::1%eth0]', '10.0.0.3:99999'].map(
      (host): (typeof bad)[number] => ['cameras', { name: 'Gate', brand: 1, host }, 'host'],
    ),
  ];
  for (const [table, body, field] of bad) {
    const answer = await send('POST', `/rest/${table}/`, body);
    assert.equal(answer.status, 400, JSON.stringify(body));
    assert.deepEqual(blamed(answer), [field], JSON.stringify(body));
  }
  for (const [index, host] of ['10.0.0.3', 'http://10.0.0.3:80/', 'gate.lan:8000', 'fd00::20', ''].entries()) {
    const name = ['日本', 'Früh 1', '👨‍👩‍👧', '%', "O'Neill"][index];
    const answer = await send('POST', '/rest/cameras/', { name, host, brand: 1 });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    assert.partialDeepStrictEqual(answer.body, { name, host });
  }
});

test('a listener that is never called is no listener', async (context) => {
  const { send } = await open(context);
  const listener = (url: string) => send('POST', '/rest/camera_listeners', { url, callback_type: 'detection' });
  for (const address of [
    '169.254.169.254',
    '[fe80::1]',
    '224.0.0.1',
    '0xA9FEA9FE',
    '[::ffff:a9fe:a9fe]',
    '172.30.32.2',
  ]) {
    const answer = await listener(`http://${address}:8080/x`);
    assert.equal(answer.status, 400, address);
    assert.deepEqual(blamed(answer), ['url']);
  }
  for (const address of ['192.168.1.30', '[fd00::30]', 'nodered.lan', '127.0.0.1', '172.30.33.4']) {
    assert.equal((await listener(`http://${address}:1880/x`)).status, 201, address);
  }
});

test('a picture of a known object is one, however its path is written', async (context) => {
  const { send } = await open(context);
  const van = { name: 'Van', object_type: 'car', file_path_image: '/known/van.jpg' };
  assert.equal((await send('POST', '/rest/known_objects', van)).status, 201);
  for (const path of ['known/van.jpg', '//known//van.jpg', '/root/known/van.jpg']) {
    const answer = await send('POST', '/rest/known_objects', { ...van, file_path_image: path });
    assert.equal(answer.status, 400, path);
    assert.deepEqual(blamed(answer), ['file_path_image']);
  }
});

test('who opens the port in a browser comes to the tables, with the token that he has', async (context) => {
  const { send, port } = await open(context);
  const moved = await fetch(`http://127.0.0.1:${port}/?token=abc`, { redirect: 'manual' });
  assert.deepEqual([moved.status, moved.headers.get('location')], [302, 'rest/?token=abc']);
  assert.match(String((await send('GET', '/')).body), /<h1>Concierge: tables<\/h1>/);
});

test('there is an index of the tables', async (context) => {
  const { send } = await open(context);
  const { status, body, headers } = await send('GET', '/rest/');
  assert.equal(status, 200);
  assert.match(headers.get('content-type') ?? '', /html/);
  for (const table of ['cameras', 'recordings', 'events']) assert.match(String(body), new RegExp(`"/rest/${table}/"`));
});
