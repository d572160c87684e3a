import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Camera } from '../../src/domain/config-records.ts';
import { nextId } from '../../src/domain/next-id.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

import { camera, configFixture, refused, startedStore } from './config-fixture.ts';

describe('the first start', () => {
  test("knows the makes that are read, COCO's shapes and what moves before a house", async (context) => {
    const { store, path } = await startedStore(context);
    const { camera_brands, camera_types, cameras, analytics_shapes, analytics_profiles } = store.read();
    const makes = ['Reolink', 'Hikvision', 'Dahua', 'Foscam', 'Yi-hack', 'Vivotek', 'Generic'];
    assert.deepEqual(
      camera_brands,
      makes.map((name, index) => ({ id: index + 1, name, description: '' })),
    );
    assert.deepEqual(camera_types[0], { id: 1, name: 'RLC-410', description: '', brand: 1 });
    for (const { id, name } of camera_brands)
      assert.ok(
        camera_types.some((type) => type.brand === id),
        name,
      );
    assert.deepEqual(cameras, []);
    assert.equal(analytics_shapes.length, 80);
    assert.deepEqual(analytics_shapes[0], { id: 1, shape: 'person', description: '' });
    const [profile] = analytics_profiles;
    assert.equal(profile?.name, 'Default');
    assert.deepEqual([profile?.min_nbr_video_frames_skipped, profile?.max_nbr_video_frames_skipped], [5, 60]);
    assert.equal(profile?.confidence_level, 70);
    assert.deepEqual(
      profile?.shapes.map((id) => analytics_shapes.find((shape) => shape.id === id)?.shape),
      ['person', 'bicycle', 'car', 'motorcycle', 'bus', 'truck', 'cat', 'dog'],
    );
    assert.deepEqual(JSON.parse(await readFile(path, 'utf8')), store.read());
  });
});

describe('a change', () => {
  test('is kept over a restart, and what was before it as the backup', async (context) => {
    const { store, folder, path } = await startedStore(context);
    const before: unknown = JSON.parse(await readFile(path, 'utf8'));
    const id = await store.change((draft) => {
      const row = camera(nextId(draft, 'cameras'));
      draft.cameras.push(row);
      return row.id;
    });
    assert.equal(id, 1);
    const again = await configFixture(context, folder);
    await again.store.start();
    assert.deepEqual(again.store.read().cameras, [camera(1)]);
    assert.deepEqual(JSON.parse(await readFile(`${path}.bak`, 'utf8')), before);
    assert.deepEqual(again.lines, []);
  });

  test('does not touch the document that others hold, nor lets them touch it', async (context) => {
    const { store } = await startedStore(context);
    const held = store.read();
    const row = await store.change((draft) => {
      const added = camera(1);
      draft.cameras.push(added);
      return added;
    });
    assert.deepEqual(held.cameras, []);
    assert.throws(() => {
      row.name = 'changed behind its back';
    }, TypeError);
  });

  test('waits for the one before it, so that none is lost', async (context) => {
    const { store } = await startedStore(context);
    const ids = await Promise.all(
      Array.from({ length: 10 }, () =>
        store.change((draft) => {
          const id = nextId(draft, 'cameras');
          draft.cameras.push(camera(id));
          return id;
        }),
      ),
    );
    assert.deepEqual(ids, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    assert.equal(store.read().cameras.length, 10);
  });

  test('never gives the id of a deleted row again, restarts included', async (context) => {
    const { store, folder } = await startedStore(context);
    await store.change((draft) => draft.cameras.push(camera(1), camera(2)));
    await store.change((draft) => {
      draft.cameras = [];
      delete draft.last_ids;
    });
    const again = await configFixture(context, folder);
    await again.store.start();
    assert.equal(await again.store.change((draft) => nextId(draft, 'cameras')), 3);
  });

  test('fills in what a new row leaves out', async (context) => {
    const { store } = await startedStore(context);
    const { id, uuid, name, brand } = camera(1);
    // As a caller's body, of which only what is required is there.
    await store.change((draft) => draft.cameras.push({ id, uuid, name, brand } as Camera));
    assert.deepEqual(store.read().cameras, [camera(1)]);
  });

  test('that throws changes nothing and holds nobody up', async (context) => {
    const { store } = await startedStore(context);
    const fault = new Error('no such row');
    const failing = store.change((draft) => {
      draft.cameras.push(camera(1));
      throw fault;
    });
    const following = store.change((draft) => draft.cameras.length);
    await assert.rejects(failing, fault);
    assert.equal(await following, 0);
  });

  test('that cannot be written leaves the old document', async (context) => {
    const { store, folder, path } = await startedStore(context);
    const before = store.read();
    // A folder in the place of the backup cannot be replaced by a file.
    await mkdir(`${path}.bak`);
    await assert.rejects(
      store.change((draft) => draft.cameras.push(camera(1))),
      refused('FOLDER_UNWRITABLE'),
    );
    assert.equal(store.read(), before);
    assert.deepEqual((await readdir(folder)).sort(), ['config.json', 'config.json.bak']);
    await rm(`${path}.bak`, { recursive: true });
    await store.change((draft) => draft.cameras.push(camera(2)));
    assert.deepEqual(store.read().cameras, [camera(2)]);
  });

  test('is told to listeners until they unsubscribe, though another listener fails', async (context) => {
    const { store, lines } = await startedStore(context);
    const told: number[] = [];
    store.onChange(() => {
      throw new Error('fault');
    });
    const unsubscribe = store.onChange((document) => told.push(document.cameras.length));
    await store.change((draft) => draft.cameras.push(camera(1)));
    await assert.rejects(store.change((draft) => draft.cameras.push(camera(1))));
    unsubscribe();
    await store.change((draft) => draft.cameras.push(camera(2)));
    assert.deepEqual(told, [1]);
    assert.equal(lines.filter((line) => line.includes('a listener of the configuration failed')).length, 2);
  });
});

describe('a file that cannot be used', () => {
  const files: [what: string, text: string][] = [
    ['is cut off', '{"version": 1, "cam'],
    ['is empty', ''],
    ['is no document', '[1, 2]'],
    ['is nothing', 'null'],
    ['breaks a rule', '{"version": 1, "cameras": []}'],
  ];
  for (const [what, text] of files) {
    test(`as it ${what} is set aside loudly, and the previous version used`, async (context) => {
      const { store, folder, path } = await startedStore(context);
      await store.change((draft) => draft.cameras.push(camera(1)));
      await store.change((draft) => draft.cameras.push(camera(2)));
      await writeFile(path, text);
      const again = await configFixture(context, folder);
      await again.store.start();
      assert.deepEqual(again.store.read().cameras, [camera(1)]);
      const aside = (await readdir(folder)).find((name) => name.startsWith('config.json.corrupt-'));
      assert.ok(aside, 'no file was set aside');
      assert.equal(await readFile(join(folder, aside), 'utf8'), text);
      assert.match(again.lines.join(), /"level":50.*was set aside.*config\.json\.bak/);
      assert.deepEqual(JSON.parse(await readFile(path, 'utf8')), again.store.read());
    });

    test(`as it ${what} refuses each start when no previous version is there, and is not touched`, async (context) => {
      const { store, folder, path } = await configFixture(context);
      await writeFile(path, text);
      await assert.rejects(store.start(), refused('STORE_CORRUPT'));
      await assert.rejects((await configFixture(context, folder)).store.start(), refused('STORE_CORRUPT'));
      assert.deepEqual(await readdir(folder), ['config.json']);
      assert.equal(await readFile(path, 'utf8'), text);
    });
  }

  test('as a newer version wrote it refuses the start, though a previous one is there', async (context) => {
    const { store, folder, path } = await startedStore(context);
    await store.change((draft) => draft.cameras.push(camera(1)));
    await writeFile(path, '{"version": 2}');
    await assert.rejects((await configFixture(context, folder)).store.start(), refused('STORE_CORRUPT'));
    assert.equal(await readFile(path, 'utf8'), '{"version": 2}');
  });

  test('as it is missing gives way to the previous version', async (context) => {
    const { store, folder, path } = await startedStore(context);
    await store.change((draft) => draft.cameras.push(camera(1)));
    await store.change((draft) => draft.cameras.push(camera(2)));
    await rm(path);
    const again = await configFixture(context, folder);
    await again.store.start();
    assert.deepEqual(again.store.read().cameras, [camera(1)]);
    assert.equal(again.lines.length, 1);
  });

  test('as its folder cannot be made says so', async (context) => {
    const folder = await temporaryFolder(context);
    await writeFile(join(folder, 'file'), '');
    const { store } = await configFixture(context, join(folder, 'file', 'data'));
    await assert.rejects(store.start(), refused('FOLDER_UNWRITABLE'));
  });

  test('as it lacks fields that came later is filled in', async (context) => {
    const { store, folder, path } = await startedStore(context);
    await store.change((draft) => draft.cameras.push(camera(1)));
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace(/"analytics_enabled": true/, '"host": ""').replace(/"host": "",/, ''));
    const again = await configFixture(context, folder);
    await again.store.start();
    assert.equal(again.store.read().cameras[0]?.analytics_enabled, true);
  });
});
