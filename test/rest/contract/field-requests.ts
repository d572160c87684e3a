import type { ContractRequest } from './contract-request.ts';

type Kept = readonly [path: string, body: object, answers: object];
type Refused = readonly [words: string, path: string, body: unknown, blames: readonly string[], says?: RegExp];

const CAMERA = { name: 'Front', brand: 'RLC-410', analytics_profile: 1, timezone: 'Europe/Berlin' };
const TYPE = { name: 'RLC-820A' };
const PETS = { name: 'Pets' };
const FACE = { file_path_image: 'known/a.jpg' };
const LISTENER = { callback_type: 'ftp' };

/** Foreign keys in every form, and what a table fills in by itself. */
const KEPT: readonly Kept[] = [
  ['camera_types', { ...TYPE, brand: 1 }, { brand: { name: 'Reolink' } }],
  ['camera_types', { ...TYPE, brand: '1' }, { brand: { name: 'Reolink' } }],
  ['camera_types', { ...TYPE, brand: 'reolink' }, { brand: { name: 'Reolink' } }],
  ['camera_types', { ...TYPE, brand: { name: 'Reolink' } }, { brand: { name: 'Reolink' } }],
  ['cameras', { ...CAMERA, brand: 2 }, { brand: { name: 'Hikvision', brand: { name: 'Hikvision' } } }],
  ['cameras', { ...CAMERA, brand: { name: 'Annke', brand: { name: 'Hikvision' } } }, { brand: { name: 'Annke' } }],
  ['cameras', { ...CAMERA, analytics_profile: 'Default' }, { analytics_profile: 1 }],
  ['cameras', { ...CAMERA, analytics_profile: '' }, { analytics_profile: null }],
  ['cameras', { ...CAMERA, state: 'NOK', id: 77, uuid: 'x' }, { state: 'OK', host: '' }],
  ['analytics_profiles', { ...PETS, shapes: [16, 17] }, { shapes: [16, 17] }],
  ['analytics_profiles', { ...PETS, shapes: ['cat', 'motorbike', '1', 'cat'] }, { shapes: [16, 4, 1] }],
  [
    'analytics_profiles',
    PETS,
    { shapes: [], min_nbr_video_frames_skipped: 5, max_nbr_video_frames_skipped: 60, confidence_level: 70 },
  ],
  ['known_objects', { ...FACE, object_type: 'person' }, { object_type: 1 }],
  ['known_objects', { ...FACE, object_type: { shape: 'person' } }, { object_type: 1 }],
  ['known_objects', { ...FACE, object_type: '1' }, { object_type: 1 }],
];

const REFUSED: readonly Refused[] = [
  ['an underscore in the name', 'cameras', { ...CAMERA, name: 'front_door' }, ['name'], /must have no "_"/],
  ['a name of blanks', 'cameras', { ...CAMERA, name: '  ' }, ['name']],
  ['a name that is taken but for case', 'cameras', { ...CAMERA, name: 'GARDEN' }, ['name'], /camera 1/],
  ['a type that does not exist', 'cameras', { ...CAMERA, brand: 'RLC-9000' }, ['brand'], /there are 1 \(RLC-410\)/],
  ['a type id that does not exist', 'cameras', { ...CAMERA, brand: 77 }, ['brand']],
  ['a profile that does not exist', 'cameras', { ...CAMERA, analytics_profile: 5 }, ['analytics_profile']],
  ['a zone that does not exist', 'cameras', { ...CAMERA, timezone: 'Mars/Olympus' }, ['timezone'], /Europe\/Amsterdam/],
  ['an FTP password that is short', 'cameras', { ...CAMERA, ftp_user: 'x', ftp_password: 'short' }, ['ftp_password']],
  ['an FTP user that is long', 'cameras', { ...CAMERA, ftp_user: 'x'.repeat(32) }, ['ftp_user']],
  [
    'everything at once',
    'cameras',
    { name: 'a_b', brand: [], host: 1, analytics_profile: 'no', timezone: 'x', extra: 1 },
    ['analytics_profile', 'brand', 'extra', 'host', 'name', 'timezone'],
  ],
  ['a brand that does not exist', 'camera_types', { ...TYPE, brand: 'Axis' }, ['brand'], /there is no brand "Axis"/],
  ['unknown shapes', 'analytics_profiles', { ...PETS, shapes: ['person', 'yeti', 999] }, ['shapes'], /"yeti", 999/],
  [
    'faces without persons',
    'analytics_profiles',
    { ...PETS, shapes: ['cat'], face_recognition: true },
    ['face_recognition'],
    /person/,
  ],
  ['comparison of nothing', 'analytics_profiles', { ...PETS, image_comparison: true }, ['image_comparison']],
  [
    'fewest above most skipped frames',
    'analytics_profiles',
    { ...PETS, min_nbr_video_frames_skipped: 50, max_nbr_video_frames_skipped: 10 },
    ['min_nbr_video_frames_skipped'],
  ],
  [
    'rules of shapes that contradict themselves',
    'analytics_profiles',
    { ...PETS, shape_rules: [{ shape: 'cat', min_height_pct: 60, max_height_pct: 50 }] },
    ['shape_rules'],
  ],
  ['a rule of no shape', 'analytics_profiles', { ...PETS, shape_rules: [{ min_height_pct: 3 }] }, ['shape_rules']],
  [
    'a height above the picture',
    'analytics_profiles',
    { ...PETS, shape_rules: [{ shape: 'cat', max_height_pct: 101 }] },
    ['shape_rules'],
  ],
  ['a confidence of 0', 'analytics_profiles', { ...PETS, confidence_level: 0 }, ['confidence_level']],
  ['an address without http', 'camera_listeners', { ...LISTENER, url: 'nodered:1880/x' }, ['url'], /begins with http/],
  ['an address of a file', 'camera_listeners', { ...LISTENER, url: 'file:///etc/passwd' }, ['url'], /begins with http/],
  ['an address by FTP', 'camera_listeners', { ...LISTENER, url: 'ftp://nas.lan/x' }, ['url'], /begins with http/],
  [
    'an address with a login',
    'camera_listeners',
    { ...LISTENER, url: 'http://a:b@nas.lan/x' },
    ['url'],
    /leave them out/,
  ],
  ['an image outside', 'known_objects', { ...FACE, file_path_image: '../x.jpg', object_type: 1 }, ['file_path_image']],
  ['a shape that does not exist', 'known_objects', { ...FACE, object_type: 'yeti' }, ['object_type']],
];

export const FIELD_REQUESTS: readonly ContractRequest[] = [
  ...['from', 'to'].map((field): ContractRequest => {
    const path = `/rest/recordings/?camera=1&${field}=yesterday`;
    const says = /must be such as 2026-11-22 or/;
    return { port: 8000, words: 'a time that is none', method: 'GET', path, status: 400, blames: [field], says };
  }),
  ...KEPT.map(([table, body, answers]): ContractRequest => {
    const words = JSON.stringify(body);
    return { port: 8000, words, method: 'POST', path: `/rest/${table}/`, body, status: 201, answers };
  }),
  ...REFUSED.map(([words, table, body, blames, says]): ContractRequest => {
    const path = `/rest/${table}/`;
    return { port: 8000, words, method: 'POST', path, body, status: 400, blames, ...(says && { says }) };
  }),
  ...['PUT', 'PATCH'].map((method): ContractRequest => {
    const body = { ...LISTENER, url: 'mailto:me@home' };
    const path = '/rest/camera_listeners/90';
    return { port: 8000, words: 'an address of mail', method, path, body, status: 400, blames: ['url'], says: /http/ };
  }),
];
