import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { APPEARANCE_LENGTH } from '../../src/domain/appearance.ts';
import { ConciergeError } from '../../src/domain/concierge-error.ts';
import { GalleryPictures } from '../../src/gallery/gallery-pictures.ts';
import { InTurn } from '../../src/gallery/in-turn.ts';
import { KnownObjectsService } from '../../src/objects/known-objects-service.ts';
import { ObjectMemory } from '../../src/objects/object-memory.ts';
import type { AppearanceReader } from '../../src/ports/appearance.ts';
import { SqliteAnalysisQueue } from '../../src/queue/sqlite-queue.ts';
import { MediaRoot } from '../../src/runtime/media-root.ts';
import { openDatabase } from '../../src/store/database.ts';
import { LowdbConfigStore } from '../../src/store/lowdb-config-store.ts';
import { SqliteHistory } from '../../src/store/sqlite-history.ts';
import { SqliteObjectStore } from '../../src/store/sqlite-object-store.ts';
import { analysis, NOON_MS, newAsset, track } from '../store/history-fixture.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { silentLogger } from '../support/test-logger.ts';
import { TEST_SECRETS } from '../support/test-secrets.ts';

const never = new AbortController().signal;

function look(number: number): number[] {
  return Array.from({ length: APPEARANCE_LENGTH }, (_, index) => Number(index === number));
}

/** What a picture shows by its name, `look3.jpg`; one that is not there cannot be read. */
class NamedLooks implements AppearanceReader {
  readonly missing = new Set<string>();

  async readAppearance({ file }: { readonly file: string }) {
    if (this.missing.has(file)) throw new ConciergeError('FILE_MISSING', `There is no "${file}".`);
    const number = /look(\d+)/.exec(file)?.[1];
    if (number === undefined) throw new ConciergeError('MEDIA_UNREADABLE', `"${file}" shows nothing.`);
    return look(Number(number));
  }
}

async function open(context: TestContext) {
  const folder = await temporaryFolder(context);
  const [clock, logger] = [new ManualClock(), silentLogger()];
  const config = new LowdbConfigStore({ folder, logger, clock, secrets: TEST_SECRETS });
  await config.start();
  const database = openDatabase({ folder, clock, logger });
  const queue = new SqliteAnalysisQueue({ database, clock, logger });
  const store = new SqliteObjectStore(database);
  const memory = new ObjectMemory(config, store);
  const history = new SqliteHistory({ database, jobs: queue, objects: memory, clock });
  const media = new MediaRoot(folder);
  const [reader, folderOf] = [new NamedLooks(), new GalleryPictures(media)];
  const pictures = {
    write: (image: Uint8Array) => folderOf.write(image, 0),
    copy: (file: string) => folderOf.copy(file, 0),
  };
  const told: string[] = [];
  const sink = {
    eventChanged: (eventId: string) => void told.push(`news of ${eventId}`),
    eventRevised: (eventId: string) => void told.push(`revised ${eventId}`),
  };
  const parts = { config, store, memory, reader, pictures, sinks: [sink], inTurn: new InTurn(), clock, logger };
  const service = new KnownObjectsService(parts);
  await service.start();
  context.after(async () => {
    await service.stop();
    await queue.stop();
    await config.stop();
    database.close();
  });
  const shapeId = (name: string) => config.read().analytics_shapes.find(({ shape }) => shape === name)?.id ?? 0;
  const add = (name: string, file: string, shape = 'car') =>
    config.change((draft) => {
      const id = draft.known_objects.length + 1;
      const unknown = { identified: false, deep_learning_done: false, recording_id: null, frame_nbr: null };
      draft.known_objects.push({ id, name, file_path_image: file, object_type: shapeId(shape), ...unknown });
    });
  let takenAtMs = NOON_MS;
  const see = (file: string, shape: string, appearance: number[], snapshot: string | null = null) => {
    takenAtMs += 3_600_000;
    const { assetId, jobId, eventId } = history.addAsset(newAsset(file, { takenAtMs }));
    const seen = { ...track(shape, { snapshot }), appearance };
    history.completeAnalysis(jobId ?? 0, { ...analysis(assetId, [seen]), comparesScenes: true });
    return {
      eventId,
      object: () => history.event(eventId)?.tracks[0]?.object ?? null,
      id: history.event(eventId)?.tracks[0]?.id ?? 0,
    };
  };
  return { folder, config, store, reader, service, history, add, see, told };
}

describe('known objects', () => {
  test('written by a caller are described at once, and the wire\u2019s fields say so', async (context) => {
    const { add, config, service, see } = await open(context);
    await add('Our car', '/look1.jpg');
    await service.idle();
    const [row] = config.read().known_objects;
    assert.deepEqual([row?.identified, row?.deep_learning_done], [true, true]);
    assert.equal(see('a.mp4', 'truck', look(1)).object()?.kind, 'known');
    assert.equal(see('b.mp4', 'car', look(2)).object()?.kind, 'none');
  });

  test('change what is known of past events, which is no news', async (context) => {
    const { add, service, see, told } = await open(context);
    const { eventId } = see('a.mp4', 'car', look(1));
    await add('Our car', '/look1.jpg');
    await service.idle();
    assert.deepEqual(told, [`revised ${eventId}`]);
  });

  test('without a name are described and name nobody', async (context) => {
    const { add, config, service, see } = await open(context);
    await add('', '/look1.jpg');
    await service.idle();
    const [row] = config.read().known_objects;
    assert.deepEqual([row?.identified, row?.deep_learning_done], [false, true]);
    assert.equal(see('a.mp4', 'car', look(1)).object()?.kind, 'none');
  });

  test('are listed by name, whatever its case, those without one last, each picture with what became of it', async (context) => {
    const { add, service, reader } = await open(context);
    reader.missing.add('look9.jpg');
    await add('', '/look2.jpg', 'dog');
    await add('Parcel van', '/letter.jpg', 'truck');
    await add('Our car', '/look1.jpg');
    await add('our CAR', '/look9.jpg');
    await add('Anna', '/anna.jpg', 'person');
    await service.idle();
    const shown = service
      .list()
      .map(({ name, pictures }) => [
        name,
        ...pictures.map(({ id, shape, isDescribed, problem }) => [id, shape, isDescribed, problem]),
      ]);
    assert.deepEqual(shown, [
      ['Our car', [3, 'car', true, null], [4, 'car', false, null]],
      ['Parcel van', [2, 'truck', false, '"letter.jpg" shows nothing.']],
      ['', [1, 'dog', true, null]],
    ]);
  });

  test('whose picture is missing are tried again with the next run; one that shows nothing is not', async (context) => {
    const { add, config, service, reader, store } = await open(context);
    reader.missing.add('look1.jpg');
    await add('Our car', '/look1.jpg');
    await add('Our van', '/letter.jpg');
    await service.idle();
    assert.match(await service.sync.run(never), /There is no "look1.jpg"/);
    assert.deepEqual(
      config.read().known_objects.map((row) => row.deep_learning_done),
      [false, false],
    );
    assert.match(store.known()[0]?.problem ?? '', /shows nothing/);
    reader.missing.clear();
    assert.match(await service.sync.run(never), /1 pictures known, 1 computed/);
    assert.equal(config.read().known_objects[0]?.deep_learning_done, true);
  });

  test('that are people are left to the gallery of faces', async (context) => {
    const { add, service, store } = await open(context);
    await add('Anna', '/look1.jpg', 'person');
    await service.idle();
    assert.deepEqual(store.known(), []);
    assert.equal(await service.recompute(1), false);
  });

  test('that are deleted take their numbers and their name in past events along', async (context) => {
    const { add, config, service, store, see } = await open(context);
    await add('Our car', '/look1.jpg');
    await service.idle();
    const seen = see('a.mp4', 'car', look(1));
    assert.equal(seen.object()?.kind, 'known');
    await config.change((draft) => {
      draft.known_objects = [];
    });
    await service.idle();
    assert.deepEqual([store.known(), seen.object()?.kind], [[], 'none']);
  });

  test('are made of a track, with a copy of its picture, and name what was seen before', async (context) => {
    const { folder, service, config, see } = await open(context);
    await mkdir(join(folder, 'shots'));
    await writeFile(join(folder, 'shots/crop.jpg'), 'a picture');
    const seen = see('a.mp4', 'dog', look(5), 'shots/crop.jpg');
    const done = await service.enrolTrack(seen.id, 'Our dog');
    assert.equal(done.kind, 'done');
    assert.equal(seen.object()?.kind, 'known');
    const [row] = config.read().known_objects;
    assert.match(row?.file_path_image ?? '', /^concierge-people\/0\/.+\.jpg$/);
    assert.equal((await readdir(join(folder, 'concierge-people/0'))).length, 1);
  });

  test('are refused without a name, as a person, of an unknown shape, track or picture', async (context) => {
    const { service, see } = await open(context);
    const lost = see('a.mp4', 'dog', look(5), 'shots/gone.jpg');
    const refusals = [
      await service.enrolTrack(99, 'Our dog'),
      await service.enrolTrack(lost.id, ' '),
      await service.enrolTrack(lost.id, 'Our dog'),
      await service.enrolPicture(Buffer.from('x'), 'Anna', 'person'),
      await service.enrolPicture(Buffer.from('x'), 'Our yeti', 'yeti'),
    ];
    assert.deepEqual(
      refusals.map((one) => one.kind === 'refused' && one.field),
      ['track', 'name', 'track', 'shape', 'shape'],
    );
  });
});
