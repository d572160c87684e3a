import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { MissedFiles } from '../../src/intake/missed-files.ts';
import { NOON, openIntake } from './intake-fixture.ts';

async function openScan(context: TestContext, batch = 20_000) {
  const { stores, intake, sink } = await openIntake(context);
  const taken: string[] = [];
  const scan = new MissedFiles({
    ...stores,
    media: stores.media,
    receive: async (upload) => {
      const outcome = await intake.receiveFound(upload);
      if (outcome.kind === 'accepted') taken.push(upload.file);
      return outcome;
    },
    batch,
  });
  context.after(() => scan.stop());
  return { stores, intake, sink, scan, taken };
}

const HOUR_MS = 3_600_000;
const signal = new AbortController().signal;

describe('files that came while the add-on was down', () => {
  test('are taken at the start, the oldest first, at the time of their stamp', async (context) => {
    const { stores, sink, scan, taken } = await openScan(context);
    await stores.addCamera('Front');
    await stores.put('2026/11/19/Front_00_20261119100000.jpg', { ageMs: 70 * HOUR_MS });
    await stores.put('Front_00_20261122100000.mp4', { ageMs: 2 * HOUR_MS });
    await stores.put('2026-11-21/Front_00_20261121100000.jpg', { ageMs: 26 * HOUR_MS });
    await scan.start(signal);
    await scan.idle();
    assert.deepEqual(taken, [
      '2026/11/19/Front_00_20261119100000.jpg',
      '2026-11-21/Front_00_20261121100000.jpg',
      'Front_00_20261122100000.mp4',
    ]);
    const oldest = stores.history.assetByFile(taken[0] ?? '');
    assert.equal(oldest?.takenAtMs, Date.UTC(2026, 10, 19, 10));
    assert.equal(sink.motions.length, 0, 'nothing moves now');
    assert.match(scan.health().detail, /3 files taken/);
  });

  test('keep their stamp even when they were copied years later', async (context) => {
    const { stores, scan } = await openScan(context);
    await stores.addCamera('Front');
    await stores.put('Front_00_20200101100000.jpg', { ageMs: HOUR_MS });
    await scan.start(signal);
    await scan.idle();
    const asset = stores.history.assetByFile('Front_00_20200101100000.jpg');
    assert.equal(asset?.takenAtMs, Date.UTC(2020, 0, 1, 10));
    assert.equal(asset?.receivedAtMs, NOON - HOUR_MS);
  });

  test('are no uploads when somebody put them there to know a person or an object by', async (context) => {
    const { stores, scan } = await openScan(context);
    await stores.addCamera('Front');
    await stores.put('known/anna.jpg', { ageMs: HOUR_MS });
    await stores.put('known/nobody.jpg', { ageMs: HOUR_MS });
    await stores.config.change((draft) => {
      const unknown = { identified: true, deep_learning_done: false, recording_id: null, frame_nbr: null };
      draft.known_objects.push({ id: 1, name: 'Anna', file_path_image: '/known/anna.jpg', object_type: 1, ...unknown });
    });
    await scan.start(signal);
    await scan.idle();
    assert.equal(stores.history.assetByFile('known/anna.jpg'), null);
    assert.equal(stores.history.assetByFile('known/nobody.jpg')?.state, 'unassigned');
  });

  test('are left alone when they are known, our own, empty, links, or no media', async (context) => {
    const { stores, intake, scan, taken } = await openScan(context);
    await stores.addCamera('Front');
    const known = 'Front_00_20261122100000.jpg';
    await stores.put(known);
    await intake.receive({ file: known, sizeBytes: 10, receivedAtMs: NOON });
    await stores.put('.incoming/Front_00_20261122100001.jpg');
    await stores.put('concierge-snapshots/Front_00_20261122100002.jpg');
    await stores.put('Front_00_20261122100003_snapshot1_person1_frame1.jpg');
    await stores.put('Front_00_20261122100004.jpg', { sizeBytes: 0 });
    await stores.put('Front_00_20261122100005.txt');
    await stores.linkOut('Front_00_20261122100006.jpg');
    await symlink(stores.outside, join(stores.rootDir, 'elsewhere'));
    await scan.start(signal);
    await scan.idle();
    assert.deepEqual(taken, []);
  });

  test('that are still being written are taken when they have settled', async (context) => {
    const { stores, scan, taken } = await openScan(context);
    await stores.addCamera('Front');
    await stores.put('Front_00_20261122115958.mp4', { ageMs: 1000 });
    await scan.start(signal);
    await scan.idle();
    assert.deepEqual(taken, []);

    stores.clock.advance(4000);
    await stores.touch('Front_00_20261122115958.mp4', 0);
    stores.clock.advance(1000);
    await scan.idle();
    assert.deepEqual(taken, [], 'it grew meanwhile');

    stores.clock.advance(5000);
    await scan.idle();
    assert.deepEqual(taken, ['Front_00_20261122115958.mp4']);
  });

  test('are all taken in order however few are held in memory, also behind many that are nobody\u2019s', async (context) => {
    const { stores, scan, taken } = await openScan(context, 3);
    await stores.addCamera('Front');
    const expected: string[] = [];
    for (let index = 0; index < 20; index++) {
      await stores.put(`Stranger_00_202611210000${10 + index}.jpg`, { ageMs: 30 * HOUR_MS });
      const file = `day${index % 4}/Front_00_202611220000${10 + index}.jpg`;
      await stores.put(file, { ageMs: (20 - index) * HOUR_MS });
      expected.push(file);
    }
    await scan.start(signal);
    await scan.idle();
    assert.deepEqual(taken, expected);
  });
});

describe('a camera that is configured after its first uploads', () => {
  test('gets them then', async (context) => {
    const { stores, intake, scan, taken } = await openScan(context);
    await scan.start(signal);
    await scan.idle();
    const file = 'Front_00_20261122115900.jpg';
    await stores.put(file);
    assert.equal((await intake.receive({ file, sizeBytes: 10, receivedAtMs: NOON })).kind, 'unknown camera');
    await stores.addCamera('Garden');
    await scan.idle();
    assert.deepEqual(taken, []);
    await stores.addCamera('Front');
    await scan.idle();
    assert.deepEqual(taken, [file]);
    assert.equal(stores.history.assetByFile(file)?.state, 'waiting');
  });

  test('is not looked for when something else of the configuration changes', async (context) => {
    const { stores, scan, taken } = await openScan(context);
    await stores.addCamera('Front');
    await scan.start(signal);
    await scan.idle();
    await stores.put('Front_00_20261122115900.jpg');
    await stores.config.change((draft) => {
      for (const camera of draft.cameras) camera.state = 'NOK';
    });
    await scan.idle();
    assert.deepEqual(taken, []);
  });
});

test('the scan stops at once, and tells', async (context) => {
  const { scan } = await openScan(context);
  await scan.start(signal);
  await scan.stop();
  await scan.stop();
  assert.equal(scan.health().state, 'stopped');
});
