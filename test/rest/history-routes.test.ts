import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { SqliteFaceStore } from '../../src/store/sqlite-face-store.ts';
import { Stores } from '../intake/stores.ts';
import { backEnd, blamed, serve } from './rest-fixture.ts';

const START = Date.UTC(2026, 10, 22, 10, 0, 0);
const POSITION = {
  frameNumber: 30,
  timeMs: 2000,
  box: { startX: 1, startY: 2, endX: 30, endY: 40 },
  confidence: 0.9,
};

async function open(context: TestContext) {
  const stores = await Stores.open(context);
  const cameraId = await stores.addCamera('Front');
  const added = [0, 1, 2].map((hour) =>
    stores.history.addAsset({
      file: `a b/clip${hour}.mp4`,
      mediaType: 'mp4',
      cameraId,
      profileId: null,
      takenAtMs: START + hour * 3_600_000,
      receivedAtMs: START,
      sizeBytes: 10,
      recordingId: null,
      analyse: true,
    }),
  );
  const first = added[0];
  assert.ok(first?.jobId);
  const served = await serve(context, backEnd(stores));
  return {
    stores,
    cameraId,
    first: { ...first, jobId: first.jobId },
    base: `http://127.0.0.1:${served.port}`,
    ...served,
  };
}

function analyse({ stores, first }: Awaited<ReturnType<typeof open>>): void {
  const job = stores.queue.lease('clip', 60_000);
  assert.equal(job?.id, first.jobId);
  stores.history.completeAnalysis(first.jobId, {
    assetId: first.assetId,
    metadata: { fps: 15, frameCount: 450, durationMs: 30_000, width: 640, height: 480, codec: 'h264' },
    tracks: [
      {
        shape: 'person',
        confidence: 0.87512,
        stationary: false,
        bestShot: POSITION,
        positions: [POSITION],
        snapshot: 'concierge-snapshots/one.jpg',
        faces: [],
      },
    ],
    everyNthFrame: 5,
    zones: [],
    framesAnalysed: 90,
    annotatedFrame: 'concierge-snapshots/Front/a_annotated.jpg',
    elapsedMs: 100,
  });
}

test('a recording is read as the contract has it, before and after its analysis', async (context) => {
  const opened = await open(context);
  const { send, base, first, cameraId } = opened;
  const waiting = {
    id: first.recordingId,
    camera: cameraId,
    recording_date_time: '2026-11-22T10:00:00.000Z',
    file_path_video: '/a b/clip0.mp4',
    file_path_snapshot: null,
    url_video: `${base}/a%20b/clip0.mp4`,
    url_snapshot: null,
    url_thumbnail: null,
    duration: null,
    nbr_frames: null,
    resolution: null,
    video_processed_by_analytics: false,
    keep: false,
  };
  assert.deepEqual((await send('GET', `/rest/recordings/${first.recordingId}`)).body, waiting);
  analyse(opened);
  assert.deepEqual((await send('GET', `/rest/recordings/${first.recordingId}/`)).body, {
    ...waiting,
    file_path_snapshot: '/concierge-snapshots/one.jpg',
    url_snapshot: `${base}/concierge-snapshots/one.jpg`,
    url_thumbnail: `${base}/concierge-snapshots/one.jpg`,
    duration: 30,
    nbr_frames: 450,
    resolution: '640x480',
    video_processed_by_analytics: true,
  });
});

test('lists are plain arrays, newest first, a page at a time', async (context) => {
  const { send } = await open(context);
  for (const [table, field] of [
    ['recordings', 'recording_date_time'],
    ['events', 'started_at'],
  ] as const) {
    const times = async (query: string): Promise<string[]> => {
      const { body } = await send('GET', `/rest/${table}/${query}`);
      assert.ok(Array.isArray(body));
      return body.map((row) => String(row[field]).slice(11, 13));
    };
    assert.deepEqual(await times(''), ['12', '11', '10']);
    assert.deepEqual(await times('?limit=1'), ['12']);
    assert.deepEqual(await times('?limit=1&offset=1'), ['11']);
    const bad = await send('GET', `/rest/${table}/?limit=0&offset=x`);
    assert.equal(bad.status, 400);
    assert.deepEqual(blamed(bad), ['limit', 'offset']);
  }
});

test('lists are of one camera and of one time when the caller says so', async (context) => {
  const { stores, send } = await open(context);
  const other = await stores.addCamera('Garden');
  stores.history.addMotion(other, START);
  const hours = async (table: string, query: string): Promise<string[]> => {
    const { status, body } = await send('GET', `/rest/${table}?${query}`);
    assert.equal(status, 200, JSON.stringify(body));
    assert.ok(Array.isArray(body));
    return body.map((row) => String(row.recording_date_time ?? row.started_at).slice(11, 13));
  };
  assert.deepEqual(await hours('events', 'camera=garden'), ['10']);
  assert.deepEqual(await hours('events', `camera=${other}`), ['10']);
  assert.deepEqual(await hours('recordings', 'camera=Front'), ['12', '11', '10']);
  assert.deepEqual(await hours('recordings', `camera=${other}`), []);
  assert.deepEqual(await hours('recordings', 'camera=&from=&limit='), ['12', '11', '10'], 'empty is not given');
  const eleven = START / 1000 + 3600;
  assert.deepEqual(await hours('recordings', `from=${eleven}`), ['12', '11']);
  assert.deepEqual(await hours('recordings', `to=${eleven}`), ['11', '10']);
  assert.deepEqual(await hours('recordings', 'from=2026-11-22T11:00:00Z&to=2026-11-22T12:30:00%2B01:00'), ['11']);
  assert.deepEqual(await hours('recordings', 'from=2026-11-22-10:30&to=2026-11-22-11:30'), ['11']);
  assert.deepEqual(await hours('recordings', 'from=2026-11-22&to=2026-11-22'), ['12', '11', '10'], 'the whole day');
  assert.deepEqual(await hours('recordings', 'to=2026-11-21'), []);
  const page = await send('GET', '/rest/recordings/?camera=Front&limit=2&token=secret');
  assert.equal(page.headers.get('link'), '</rest/recordings/?camera=Front&limit=2&offset=2>; rel="next"');
  assert.equal((await send('GET', '/rest/recordings?limit=4')).headers.get('link'), null);
  const bad: [query: string, fields: string[]][] = [
    ['camera=Nowhere', ['camera']],
    ['from=yesterday&to=2026-13-45', ['from']],
    ['to=2026-13-45', ['to']],
    ['from=2026-11-23&to=2026-11-22', ['to']],
    ['camera=1&camera=2', ['camera']],
    ['limit=1e3&offset=-1', ['limit', 'offset']],
  ];
  for (const [query, fields] of bad) {
    const answer = await send('GET', `/rest/events?${query}`);
    assert.equal(answer.status, 400, query);
    assert.deepEqual(blamed(answer), fields, query);
  }
});

test('events are of whom the caller asks for, by id, by name, or without one', async (context) => {
  const opened = await open(context);
  const { stores, send, first } = opened;
  const uuid = '00000000-0000-4000-8000-000000000001';
  await stores.config.change((draft) => void draft.people.push({ id: 1, uuid, name: 'Anna', ignored: false }));
  analyse(opened);
  const [track] = stores.history.event(first.eventId)?.tracks ?? [];
  assert.ok(track);
  const store = new SqliteFaceStore(stores.database);
  const ids = async (person: string) => {
    const { status, body } = await send('GET', `/rest/events?person=${person}`);
    assert.equal(status, 200, JSON.stringify(body));
    assert.ok(Array.isArray(body));
    return body.map(({ id }) => id);
  };
  assert.deepEqual(await ids('anna'), []);
  store.setIdentity(track.id, { kind: 'known', personId: 1, name: 'Anna', similarity: 0.9 });
  assert.deepEqual(await ids('anna'), [first.eventId]);
  assert.deepEqual(await ids('1&camera=Front'), [first.eventId]);
  assert.deepEqual(await ids('7'), []);
  store.setIdentity(track.id, { kind: 'unknown', strangerId: 2 });
  assert.deepEqual(await ids('stranger'), [first.eventId]);
  assert.deepEqual(await ids('unsure'), []);
  const bad = await send('GET', '/rest/events?person=Nobody&from=2026-11-23&to=2026-11-22');
  assert.equal(bad.status, 400);
  assert.deepEqual(blamed(bad), ['person', 'to']);
});

test('an event is read with its assets and tracks', async (context) => {
  const opened = await open(context);
  const { send, base, first, cameraId } = opened;
  analyse(opened);
  const { body } = await send('GET', `/rest/events/${first.eventId}`);
  assert.partialDeepStrictEqual(body, {
    id: first.eventId,
    camera: cameraId,
    started_at: '2026-11-22T10:00:00.000Z',
    assets: [{ type: 'mp4', file: '/a b/clip0.mp4', url: `${base}/a%20b/clip0.mp4`, state: 'analysed' }],
    tracks: [
      {
        shape: 'person',
        confidence: 87.51,
        box: POSITION.box,
        frame_nbr: 30,
        suppressed: false,
        snapshot: '/concierge-snapshots/one.jpg',
        snapshot_url: `${base}/concierge-snapshots/one.jpg`,
      },
    ],
  });
});

test('what does not exist is 404, and events are not edited', async (context) => {
  const { send } = await open(context);
  for (const path of ['/rest/recordings/99', '/rest/recordings/x', '/rest/events/x']) {
    assert.equal((await send('GET', path)).status, 404, path);
  }
  for (const path of ['/rest/events/', '/rest/events/x']) {
    const answer = await send('DELETE', path);
    assert.equal(answer.status, 405, path);
    assert.equal(answer.headers.get('allow'), 'GET, HEAD');
  }
});
