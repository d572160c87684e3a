import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { motionRoutes } from '../../src/rest/motion-routes.ts';
import { openIntake } from '../intake/intake-fixture.ts';
import { backEnd, serve } from './rest-fixture.ts';

/** 10,000 for the whole of it; the suite takes a few hundred. The seed of a run that fails is in its message. */
const RUNS = Number(process.env['CONCIERGE_FUZZ_RUNS'] ?? 400);
const ALLOWED_GROWTH_BYTES = 64 * 1024 * 1024;

const PATHS = [
  ['POST', '/rest/cameras/'],
  ['PUT', '/rest/cameras/1'],
  ['PATCH', '/rest/cameras/1'],
  ['POST', '/rest/camera_types'],
  ['POST', '/rest/camera_listeners/'],
  ['POST', '/rest/analytics_profiles/'],
  ['PATCH', '/rest/analytics_profiles/1'],
  ['POST', '/rest/known_objects/'],
  ['POST', '/rest/recordings/'],
  ['PATCH', '/rest/recordings/1'],
  ['POST', '/rest/try_file_pattern'],
  ['POST', '/motion/api/v1.0/motion_detected'],
  ['POST', '/motion/api/v1.0/recording_ready'],
] as const;

const FIELDS = [
  'name brand host user password timezone zones analytics_profile shapes url callback_type pattern file_names',
  'camera recording_date_time file_path_video file_path_snapshot camera_name type file epoch id object_type',
  'file_path_image confidence_level face_recognition state uuid __proto__ constructor toString',
]
  .join(' ')
  .split(' ');

const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.constantFrom('', ' ', '../../etc/passwd', '/root/x.mp4', 'a\u0000b.jpg', 'Garden', 'RLC-410', 'Europe/Berlin'),
  fc.integer(),
  fc.double(),
  fc.constantFrom(0, 1, -1, 1e308, Number.MAX_SAFE_INTEGER, null, true, false),
  fc.jsonValue({ maxDepth: 4 }),
  fc.constant('x'.repeat(5000)),
);
const body = fc.oneof(
  { weight: 6, arbitrary: fc.dictionary(fc.constantFrom(...FIELDS), value, { maxKeys: 12 }).map(asJson) },
  { weight: 2, arbitrary: fc.json({ maxDepth: 5 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 400 }) },
  // A body that was fine, cut or changed in one place.
  {
    weight: 3,
    arbitrary: fc.tuple(fc.dictionary(fc.constantFrom(...FIELDS), value), fc.nat(), fc.string()).map(mutated),
  },
);

async function open(context: TestContext) {
  const { stores, intake } = await openIntake(context);
  await stores.addCamera('Garden');
  const { port } = await serve(context, [motionRoutes(intake), ...backEnd(stores)]);
  return { stores, port };
}

test(`${RUNS} hostile bodies crash nothing, and every answer is one of ours`, { timeout: 600_000 }, async (context) => {
  const { stores, port } = await open(context);
  const before = await usedBytes();
  const run = fc.asyncProperty(fc.constantFrom(...PATHS), body, async ([method, path], text) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      body: text,
      headers: { 'content-type': 'application/json' },
    });
    const answer = await response.text();
    assert.ok(response.status < 500, `${method} ${path} ${text.slice(0, 300)}: ${answer}`);
    if (response.status >= 400) assert.match(answer, /^\{"message":\{/);
    assert.doesNotMatch(answer, /node_modules|at Object\.|\.ts:\d+/);
  });
  await fc.assert(run, { numRuns: RUNS });
  await stores.config.change(() => {});
  const grown = (await usedBytes()) - before;
  context.diagnostic(`${RUNS} bodies: memory grew by ${Math.round(grown / 1024)} KiB`);
  assert.ok(grown < ALLOWED_GROWTH_BYTES, `memory grew by ${grown} bytes`);
});

async function usedBytes(): Promise<number> {
  // Without --expose-gc, what is garbage counts as well.
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

function asJson(fields: Record<string, unknown>): string {
  return JSON.stringify(fields);
}

function mutated([fields, where, piece]: [Record<string, unknown>, number, string]): string {
  const text = JSON.stringify(fields);
  const at = where % (text.length + 1);
  return where % 2 === 0 ? text.slice(0, at) + piece + text.slice(at) : text.slice(0, at);
}
