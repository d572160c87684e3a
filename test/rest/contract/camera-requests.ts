import { CAMERA_HOST, CLIP, PICTURE } from './contract-bench.ts';
import type { ContractRequest } from './contract-request.ts';

const ROOT = '/camera/api/v1.0';
const SETUP = {
  name: 'Garden',
  brand: 'Reolink',
  host: CAMERA_HOST,
  user: 'admin',
  password: 'secret',
  timezone: 'Europe/Amsterdam',
};
const EPOCH = Date.UTC(2026, 10, 22, 11, 59) / 1000;
const WRONG_PASSWORD = 'a wrong password';
const EVERY_FIELD = ['brand', 'host', 'name', 'password', 'user'];

type Setup = readonly [words: string, body: unknown, status: number, outcome: readonly string[] | object];

/** `outcome`: the fields that are blamed, or what is answered. */
const SETUPS: readonly Setup[] = [
  ['a camera of Reolink', SETUP, 201, { live_url_sd: 'rtsp://admin:secret@127.0.0.1:554//h264Preview_01_sub' }],
  ['its type for the brand', { ...SETUP, brand: 'RLC-410' }, 201, {}],
  ['its type as a GET shows it', { ...SETUP, brand: { name: 'RLC-410', brand: { name: 'Reolink' } } }, 201, {}],
  ['the id of its type as text', { ...SETUP, brand: '1' }, 201, {}],
  ['the container version\u2019s further fields', { ...SETUP, id: 3, state: 'OK', colour: 'red' }, 201, {}],
  ['another brand', { ...SETUP, brand: 'Dahua' }, 201, {}],
  ['another brand and nothing else', { brand: { name: 'DS-2CD', brand: { name: 'Hikvision' } } }, 201, {}],
  [WRONG_PASSWORD, { ...SETUP, password: 'wrong' }, 400, ['password']],
  ['nothing', {}, 400, EVERY_FIELD],
  ['an array', [SETUP], 400, [...EVERY_FIELD, 'body'].toSorted()],
  ['half of JSON', '{"name":', 400, ['body']],
  ['a name with an underscore', { ...SETUP, name: 'front_door' }, 400, ['name']],
  ['a name that is too long', { ...SETUP, name: 'x'.repeat(61) }, 400, ['name']],
  ['a host with a path', { ...SETUP, host: '192.168.1.2/x' }, 400, ['host']],
  ['a host with credentials', { ...SETUP, host: 'a:b@192.168.1.2' }, 400, ['host']],
  ['a host with a scheme', { ...SETUP, host: 'file:///etc/passwd' }, 400, ['host']],
  ['the metadata service for a host', { ...SETUP, host: '169.254.169.254' }, 400, ['host']],
  ['a password that is no text', { ...SETUP, password: { $ne: 1 } }, 400, ['password']],
  ['a brand that is no name', { ...SETUP, brand: [] }, 400, ['brand']],
  ['a time zone that does not exist', { ...SETUP, timezone: 'Mars/Olympus' }, 400, ['timezone']],
  [
    'everything at once',
    { brand: 1, name: 'a_b', host: 'a b', user: true, password: null, timezone: 'x' },
    400,
    ['host', 'name', 'password', 'timezone', 'user'],
  ],
];

const FILES: readonly Setup[] = [
  ['a clip', { file: CLIP }, 201, { camera_name: 'Garden', type: 'mp4', analytics_profile: 1, epoch: EPOCH, id: 3 }],
  [
    'a picture',
    { file: `/${PICTURE}` },
    201,
    { camera_name: 'Garden', type: 'jpg', analytics_profile: 1, epoch: EPOCH },
  ],
  ['the container\u2019s prefix', { file: `/root/${PICTURE}` }, 201, { camera_name: 'Garden' }],
  ['a camera that nobody knows', { file: 'Nobody_00_20261122115900.jpg' }, 201, {}],
  ['a file of no camera', { file: 'notes.txt' }, 201, {}],
  ['a number', { file: 7.5 }, 201, {}],
  ['nothing', {}, 400, ['file']],
  ['an array', [], 400, ['body', 'file']],
  ['half of JSON', '{"file":', 400, ['body']],
  ['empty text', { file: '' }, 400, ['file']],
  ['a list', { file: [PICTURE] }, 400, ['file']],
  ['..', { file: '../../etc/passwd' }, 400, ['file']],
  ['a NUL', { file: 'a\0.jpg' }, 400, ['file']],
  ['a link out of ROOT_DIR', { file: 'Garden_00_20261122115901.jpg' }, 400, ['file']],
  [
    'a clip that is not there',
    { file: 'Garden_00_20261122115959.mp4' },
    201,
    { camera_name: 'Garden', type: 'mp4', analytics_profile: 1, epoch: EPOCH + 59 },
  ],
  ['a picture that is not there', { file: 'Garden_00_20261122115958.jpg' }, 201, { type: 'jpg', epoch: EPOCH + 58 }],
];

export const CAMERA_REQUESTS: readonly ContractRequest[] = [
  ...SETUPS.map((one) => requestOf(`${ROOT}/reoconfig`, one)),
  ...FILES.map((one) => requestOf(`${ROOT}/newrecording`, one)),
  ...['reoconfig', 'newrecording'].flatMap((service) =>
    ['GET', 'PUT', 'DELETE'].map((method): ContractRequest => {
      const path = `${ROOT}/${service}`;
      return { port: 5102, words: 'another method', method, path, status: 405, blames: ['method'], says: /POST is/ };
    }),
  ),
  {
    port: 5102,
    words: 'a slash at the end',
    method: 'POST',
    path: `${ROOT}/newrecording/`,
    body: { file: 'x' },
    status: 201,
  },
  {
    port: 5102,
    words: 'no such service',
    method: 'POST',
    path: `${ROOT}/oldrecording`,
    body: {},
    status: 404,
    blames: ['path'],
  },
];

function requestOf(path: string, [words, body, status, outcome]: Setup): ContractRequest {
  const reaches = words === WRONG_PASSWORD ? ({ reaches: true } as const) : {};
  const expected = Array.isArray(outcome) ? { blames: outcome } : { answers: outcome };
  return { port: 5102, words, method: 'POST', path, body, status, ...expected, ...reaches };
}
