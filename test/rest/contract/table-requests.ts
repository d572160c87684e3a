import type { ContractRequest } from './contract-request.ts';

/** What differs from table to table; the requests are the same to all. Rows 1 are in use, `spare` is not. */
interface ContractTable {
  readonly table: string;
  readonly spare: number;
  /** A row as a caller writes it, and what of it is read back in another form. */
  readonly row: Readonly<Record<string, unknown>>;
  readonly read?: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
  /** The unique field, and the value of the first row. */
  readonly unique: readonly [field: string, taken: unknown];
  readonly change: Readonly<Record<string, unknown>>;
  /** Each field with what is none of its type. */
  readonly wrong: Readonly<Record<string, unknown>>;
  /** Why the first row cannot be deleted; null: nothing refers to rows of this table. */
  readonly usedBy: RegExp | null;
}

const TABLES: readonly ContractTable[] = [
  {
    table: 'camera_brands',
    spare: 90,
    row: { name: 'Axis', description: 'Swedish' },
    required: ['name'],
    unique: ['name', 'Reolink'],
    change: { description: 'changed' },
    wrong: { name: 7, description: false },
    usedBy: /brand "Reolink" is in use by camera type "RLC-410"/,
  },
  {
    table: 'camera_types',
    spare: 90,
    row: { name: 'RLC-820A', description: '4K', brand: 1 },
    read: { brand: { name: 'Reolink' } },
    required: ['brand', 'name'],
    unique: ['name', 'RLC-410'],
    change: { brand: 'Hikvision' },
    wrong: { name: [], brand: true, description: null },
    usedBy: /camera type "RLC-410" is in use by camera "Garden", camera "Gate"/,
  },
  {
    table: 'cameras',
    spare: 2,
    row: { name: 'Front Door', brand: 'RLC-410', host: '192.168.1.5', user: 'admin', timezone: 'Europe/Berlin' },
    read: { brand: { name: 'RLC-410', brand: { name: 'Reolink' } }, state: 'OK', analytics_profile: null },
    required: ['brand', 'name'],
    unique: ['name', 'Garden'],
    change: { analytics_profile: 'Default' },
    wrong: {
      name: {},
      brand: [],
      host: 5,
      user: true,
      password: 7,
      timezone: 1,
      live_url_hd: [],
      analytics_profile: {},
    },
    usedBy: null,
  },
  {
    table: 'camera_listeners',
    spare: 90,
    row: { url: 'https://nodered.lan:1880/seen', callback_type: 'recording', description: 'flows' },
    required: ['callback_type', 'url'],
    unique: ['url', 'http://nodered.lan/first'],
    change: { callback_type: 'config' },
    wrong: { url: 5, callback_type: ['ftp'], description: {} },
    usedBy: null,
  },
  {
    table: 'analytics_profiles',
    spare: 90,
    row: { name: 'Pets', shapes: [16, 'cat'], confidence_level: 50, min_nbr_video_frames_skipped: 2 },
    read: { shapes: [16], max_nbr_video_frames_skipped: 60, face_recognition: false },
    required: ['name'],
    unique: ['name', 'Default'],
    change: { shapes: ['dog'] },
    wrong: {
      name: 1,
      shapes: 'cat',
      confidence_level: '50',
      max_nbr_video_frames_skipped: 1.5,
      face_recognition: 'yes',
    },
    usedBy: /profile "Default" is in use by camera "Garden"/,
  },
  {
    table: 'analytics_shapes',
    spare: 90,
    row: { shape: 'robot', description: 'mows' },
    required: ['shape'],
    unique: ['shape', 'person'],
    change: { description: 'changed' },
    wrong: { shape: 4, description: 4 },
    usedBy: /shape "person" is in use by profile "Default".*known object "\/known\/first.jpg"/,
  },
  {
    table: 'known_objects',
    spare: 90,
    row: { name: 'Ann', file_path_image: '/known/ann.jpg', object_type: 'person', identified: true },
    read: { object_type: 1, deep_learning_done: false, recording_id: null },
    required: ['file_path_image', 'object_type'],
    unique: ['file_path_image', '/known/first.jpg'],
    change: { name: 'Bob' },
    wrong: { name: 1, file_path_image: {}, object_type: true, identified: 'x', recording_id: 'x', frame_nbr: -1 },
    usedBy: null,
  },
  {
    table: 'recordings',
    spare: 2,
    row: { camera: 'Garden', recording_date_time: '2026-11-22T11:00:00+01:00', file_path_video: '/clips/new.mp4' },
    read: { camera: 1, recording_date_time: '2026-11-22T10:00:00.000Z', video_processed_by_analytics: false },
    required: ['camera', 'file_path_video', 'recording_date_time'],
    unique: ['file_path_video', '/clips/first.mp4'],
    change: { camera: 2 },
    wrong: { camera: [], recording_date_time: 5, file_path_video: 5, file_path_snapshot: {} },
    usedBy: null,
  },
];

const NO_IDS = ['99', '0', '-1', '1e3', '0x1', 'x', '%00', '1.5'];

export const TABLE_REQUESTS: readonly ContractRequest[] = TABLES.flatMap((one) => [
  ...accepted(one),
  ...refusedBodies(one),
  ...refusedAddresses(one),
]);

function accepted({ table, spare, row, read = {}, change }: ContractTable): ContractRequest[] {
  // The latest recording comes first.
  const first = table === 'recordings' ? spare : 1;
  const list = `/rest/${table}`;
  const shown = { ...row, ...read };
  const own = { port: 8000 } as const;
  return [
    { ...own, words: 'a list', method: 'GET', path: `${list}/`, status: 200, answers: [{ id: first }] },
    { ...own, words: 'a list without a slash', method: 'GET', path: list, status: 200, answers: [{ id: first }] },
    { ...own, words: 'one', method: 'GET', path: `${list}/1/`, status: 200, answers: { id: 1 } },
    { ...own, words: 'one without a slash', method: 'GET', path: `${list}/1`, status: 200, answers: { id: 1 } },
    { ...own, words: 'a new row', method: 'POST', path: `${list}/`, body: row, status: 201, answers: shown },
    {
      ...own,
      words: 'another in its place',
      method: 'PUT',
      path: `${list}/${spare}/`,
      body: row,
      status: 200,
      answers: { ...shown, id: spare },
    },
    {
      ...own,
      words: 'one field',
      method: 'PATCH',
      path: `${list}/${spare}/`,
      body: change,
      status: 200,
      answers: { id: spare },
    },
    { ...own, words: 'nothing', method: 'PATCH', path: `${list}/1`, body: {}, status: 200, answers: { id: 1 } },
    { ...own, words: 'what nobody refers to', method: 'DELETE', path: `${list}/${spare}/`, status: 204, gone: true },
  ];
}

function refusedBodies({
  table,
  spare,
  row,
  required,
  unique: [field, taken],
  wrong,
}: ContractTable): ContractRequest[] {
  const list = `/rest/${table}/`;
  const one = `/rest/${table}/${spare}/`;
  const writes = [
    ['POST', list],
    ['PUT', one],
    ['PATCH', one],
  ] as const;
  const ofMethods = (words: string, body: unknown, blames: readonly string[]): ContractRequest[] =>
    writes.map(([method, path]) => ({ port: 8000, words, method, path, body, status: 400, blames }));
  const whole = writes.filter(([method]) => method !== 'PATCH');
  return [
    ...whole.map(
      ([method, path]): ContractRequest => ({
        port: 8000,
        words: 'nothing',
        method,
        path,
        body: {},
        status: 400,
        blames: required,
      }),
    ),
    ...ofMethods('an array', [row], ['body']),
    ...ofMethods('text', '"row"', ['body']),
    ...ofMethods('half of JSON', JSON.stringify(row).slice(0, -2), ['body']),
    ...writes.map(
      ([method, path]): ContractRequest => ({
        port: 8000,
        words: 'a form',
        method,
        path,
        body: 'name=x',
        contentType: 'application/x-www-form-urlencoded',
        status: 400,
        blames: ['body'],
      }),
    ),
    ...ofMethods('what another row has', { ...row, [field]: taken }, [field]),
    ...ofMethods('a field of no table', { ...row, colour: 'red' }, ['colour']),
    ...ofMethods('a prototype', JSON.stringify(row).replace('{', '{"__proto__":{"id":5},'), ['__proto__']),
    ...ofMethods('other types', { ...row, ...wrong }, Object.keys(wrong).toSorted()),
  ];
}

function refusedAddresses({ table, row, usedBy }: ContractTable): ContractRequest[] {
  const list = `/rest/${table}/`;
  const own = { port: 8000 } as const;
  const bodyFor = (method: string) => (method === 'PUT' || method === 'PATCH' ? { body: row } : {});
  return [
    ...NO_IDS.flatMap((id) =>
      ['GET', 'PUT', 'PATCH', 'DELETE'].map((method): ContractRequest => {
        return {
          ...own,
          words: 'no row',
          method,
          path: `${list}${id}`,
          ...bodyFor(method),
          status: 404,
          blames: ['id'],
        };
      }),
    ),
    ...['PUT', 'PATCH', 'DELETE'].map((method): ContractRequest => {
      return { ...own, words: 'the list', method, path: list, ...bodyFor(method), status: 405, blames: ['method'] };
    }),
    { ...own, words: 'a row', method: 'POST', path: `${list}1/`, body: row, status: 405, blames: ['method'] },
    ...(usedBy
      ? [
          {
            ...own,
            words: 'what is in use',
            method: 'DELETE',
            path: `${list}1/`,
            status: 400,
            blames: ['id'],
            says: usedBy,
          },
        ]
      : []),
  ];
}
