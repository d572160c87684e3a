import fc from 'fast-check';

export interface HostileRequest {
  readonly method: string;
  readonly path: string;
  readonly contentType: string;
  readonly text: string;
}

const JSON_TYPE = 'application/json';
const DUMP_TYPE = 'application/vnd.django.dumpdata+json';

const PATHS: readonly (readonly [method: string, path: string])[] = [
  ['POST', '/rest/cameras/'],
  ['PUT', '/rest/cameras/1'],
  ['PATCH', '/rest/cameras/1'],
  ['POST', '/rest/cameras/1/ftp_login'],
  ['POST', '/rest/camera_types'],
  ['POST', '/rest/camera_listeners/'],
  ['PATCH', '/rest/camera_listeners/1'],
  ['POST', '/rest/analytics_profiles/'],
  ['PATCH', '/rest/analytics_profiles/1'],
  ['POST', '/rest/known_objects/'],
  ['POST', '/rest/recordings/'],
  ['PATCH', '/rest/recordings/1'],
  ['POST', '/rest/try_file_pattern'],
  ['POST', '/rest/signed_urls'],
  ['POST', '/motion/api/v1.0/motion_detected'],
  ['POST', '/motion/api/v1.0/recording_ready'],
  ['POST', '/camera/api/v1.0/newrecording'],
];

const FIELDS = [
  'name brand host user password timezone zones analytics_profile shapes url callback_type pattern file_names',
  'camera recording_date_time file_path_video file_path_snapshot camera_name type file epoch id object_type',
  'file_path_image confidence_level face_recognition shape_rules state uuid expires_in alarm',
  '__proto__ constructor toString',
]
  .join(' ')
  .split(' ');

const MODELS = [
  ...['camera', 'CameraBrand', 'camera_type', 'cameralistener', 'analyticsprofile', 'AnalyticsShape', 'known_object'],
  ...['recording', 'user', '__proto__', ''],
].map((model) => `backend.${model}`);

const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.constantFrom('', ' ', '../../etc/passwd', '/root/x.mp4', 'a\u0000b.jpg', 'Garden', 'RLC-410', 'Europe/Berlin'),
  fc.constantFrom('http://nodered.lan/x', 'file:///etc/passwd', '127.0.0.1', '2026-11-22T10:00:00Z', 'person'),
  fc.integer(),
  fc.double(),
  fc.constantFrom(0, 1, -1, 1e308, Number.MAX_SAFE_INTEGER, null, true, false),
  fc.jsonValue({ maxDepth: 4 }),
  fc.constant('x'.repeat(5000)),
);
const fields = fc.dictionary(fc.constantFrom(...FIELDS), value, { maxKeys: 12 });

/** Of any of these, and of such a body cut or changed in one place. */
function bodiesOf(fitting: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  const text = fitting.map((one) => JSON.stringify(one));
  return fc.oneof(
    { weight: 6, arbitrary: text },
    { weight: 2, arbitrary: fc.json({ maxDepth: 5 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 400 }) },
    { weight: 3, arbitrary: fc.tuple(text, fc.nat(), fc.string()).map(mutated) },
  );
}

const dumpRow = fc.record(
  {
    model: fc.oneof(fc.constantFrom(...MODELS), value),
    pk: fc.oneof(fc.integer({ min: 1, max: 5 }), value),
    fields: fc.oneof({ weight: 5, arbitrary: fields }, value),
  },
  { requiredKeys: [] },
);

function toPath([method, path]: readonly [string, string]): fc.Arbitrary<HostileRequest> {
  return bodiesOf(fields).map((text) => ({ method, path, contentType: JSON_TYPE, text }));
}

const dumps = fc
  .tuple(
    fc.constantFrom('', '?dry_run=true', '?skip_refused=true', '?dry_run=maybe'),
    fc.constantFrom(DUMP_TYPE, JSON_TYPE),
    bodiesOf(fc.array(dumpRow, { maxLength: 8 })),
  )
  .map(([query, contentType, text]) => ({ method: 'POST', path: `/rest/import/dumpdata${query}`, contentType, text }));

/** Cameras send what they like, under whatever type they like. */
function webhookCalls(path: string): fc.Arbitrary<HostileRequest> {
  return fc
    .tuple(
      fc.oneof(
        { weight: 4, arbitrary: fc.constant(path) },
        { weight: 1, arbitrary: fc.webPath().map((end) => `/webhook/1${end}`) },
      ),
      fc.constantFrom(JSON_TYPE, 'text/xml', 'application/x-www-form-urlencoded', 'multipart/form-data'),
      bodiesOf(fc.record({ alarm: fc.oneof(fc.record({ type: value, channel: value }), value) })),
    )
    .map(([address, contentType, text]) => ({ method: 'POST', path: address, contentType, text }));
}

/** Most of them reach the camera; what they would make of it is mangled. */
function setups(host: string): fc.Arbitrary<HostileRequest> {
  const or = (fitting: string) => fc.oneof({ weight: 5, arbitrary: fc.constant(fitting) }, value);
  const body = fc.record({
    name: fc.oneof(fc.constantFrom('Garden', 'Früh 1', 'x'.repeat(60)), value),
    brand: or('Reolink'),
    host: or(host),
    user: or('admin'),
    password: or('secret'),
    timezone: fc.oneof(fc.constantFrom('Europe/Berlin', '', 'Asia/Kathmandu', 'America/St_Johns'), value),
  });
  return bodiesOf(body).map((text) => {
    return { method: 'POST', path: '/camera/api/v1.0/reoconfig', contentType: JSON_TYPE, text };
  });
}

/** @param webhook the address of a camera's webhook @param host a camera's, that can be set up */
export function hostileRequests(webhook: string, host: string): fc.Arbitrary<HostileRequest> {
  return fc.oneof(
    { weight: PATHS.length, arbitrary: fc.constantFrom(...PATHS).chain(toPath) },
    { weight: 3, arbitrary: dumps },
    { weight: 2, arbitrary: webhookCalls(webhook) },
    { weight: 2, arbitrary: setups(host) },
  );
}

function mutated([text, where, piece]: [string, number, string]): string {
  const at = where % (text.length + 1);
  return where % 2 === 0 ? text.slice(0, at) + piece + text.slice(at) : text.slice(0, at);
}
