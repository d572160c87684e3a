import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { backEndRoutes } from '../../src/rest/back-end-routes.ts';
import { Stores } from '../intake/stores.ts';
import { messageIn, serve } from './rest-fixture.ts';

async function open(context: TestContext) {
  const stores = await Stores.open(context);
  await stores.addCamera('Garden');
  return { stores, ...(await serve(context, backEndRoutes(stores))) };
}

const TRIANGLE = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 0.5, y: 1 },
];
const DRIVE = { name: 'Drive', points: TRIANGLE };

describe('a camera\u2019s zones', () => {
  test('are given a uuid and what else is left out, and keep it when they are sent back', async (context) => {
    const { send } = await open(context);
    const written = [
      { ...DRIVE, name: ' Drive ' },
      { ...DRIVE, name: 'Street', kind: 'mask', shapes: ['Motorbike', 'car'] },
    ];
    const answer = await send('PATCH', '/rest/cameras/1/', { zones: written });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    const { zones } = Object(answer.body);
    assert.match(zones[0].uuid, /^[0-9a-f-]{36}$/);
    assert.deepEqual(zones, [
      { uuid: zones[0].uuid, name: 'Drive', kind: 'zone', points: TRIANGLE, shapes: [] },
      { uuid: zones[1].uuid, name: 'Street', kind: 'mask', points: TRIANGLE, shapes: ['motorcycle', 'car'] },
    ]);
    const renamed = zones.map((zone: object) => ({ ...zone, name: `Old ${Object(zone).name}` }));
    assert.deepEqual(Object((await send('PATCH', '/rest/cameras/1/', { zones: renamed })).body).zones, renamed);
    assert.deepEqual(Object((await send('PATCH', '/rest/cameras/1/', { zones: [] })).body).zones, []);
  });

  test('are kept by a PUT that does not name them', async (context) => {
    const { send } = await open(context);
    await send('PATCH', '/rest/cameras/1/', { zones: [DRIVE] });
    const { body } = await send('PUT', '/rest/cameras/1/', { name: 'Garden', brand: 1 });
    assert.equal(Object(body).zones.length, 1);
  });

  const bad: [words: string, zones: unknown, why: RegExp][] = [
    ['no list', 'all', /must be an array/],
    ['a zone that is none', [7], /0 must be an object/],
    ['two corners', [{ ...DRIVE, points: TRIANGLE.slice(1) }], /0\.points must NOT have fewer than 3 items/],
    ['a corner in pixels', [{ ...DRIVE, points: [...TRIANGLE, { x: 0, y: 320 }] }], /0\.points\.3\.y must be <= 1/],
    ['another kind', [{ ...DRIVE, kind: 'line' }], /0\.kind must be/],
    ['no name', [{ points: TRIANGLE }], /0\.name is required/],
    ['a field of its own', [{ ...DRIVE, colour: 'red' }], /0\.colour is not a field/],
    ['a prototype', [JSON.parse('{"name":"x","points":[],"__proto__":{"kind":"mask"}}')], /0\.__proto__|0\.points/],
    ['a shape that nobody knows', [{ ...DRIVE, shapes: ['yeti'] }], /zone 1 \("Drive"\) is for "yeti"/],
    ['one name twice', [DRIVE, { ...DRIVE, name: 'DRIVE' }], /zone 2 \("DRIVE"\) has the name of another one/],
    ['a bow tie', [{ ...DRIVE, points: [...TRIANGLE, { x: 0.5, y: -0 }] }], /outline that crosses or touches itself/],
    ['hardly an area', [{ ...DRIVE, points: TRIANGLE.map(({ x, y }) => ({ x: x / 50, y: y / 50 })) }], /thousandth/],
    ['too many', Array.from({ length: 21 }, (_, index) => ({ ...DRIVE, name: `Z${index}` })), /more than 20 items/],
  ];
  for (const [words, zones, why] of bad) {
    test(`with ${words} are refused, and nothing changes`, async (context) => {
      const { stores, send } = await open(context);
      const answer = await send('PATCH', '/rest/cameras/1/', { zones });
      assert.equal(answer.status, 400, JSON.stringify(answer.body));
      assert.match(messageIn(answer)['zones'] ?? '', why);
      assert.deepEqual(stores.config.read().cameras[0]?.zones, []);
    });
  }
});
