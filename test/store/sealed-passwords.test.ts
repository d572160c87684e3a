import assert from 'node:assert/strict';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { SecretBox } from '../../src/runtime/secret-box.ts';
import { LowdbConfigStore } from '../../src/store/lowdb-config-store.ts';
import { settleSecretKey } from '../../src/store/secret-key.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { recordingLogger } from '../support/test-logger.ts';

const PASSWORD = 'correct horse';
const CAMERA = {
  id: 1,
  uuid: '00000000-0000-4000-8000-000000000001',
  name: 'Front Door',
  brand: 1,
  host: '192.168.1.5',
  user: 'admin',
  password: PASSWORD,
} as const;

async function start(folder: string) {
  const { logger, lines } = recordingLogger();
  const clock = new ManualClock();
  const secrets = new SecretBox(await settleSecretKey(folder, logger, clock));
  const store = new LowdbConfigStore({ folder, logger, clock, secrets });
  await store.start();
  return {
    store,
    told: () => lines.filter((line) => JSON.parse(line).level >= 50),
    password: () => store.read().cameras[0]?.password,
  };
}

async function withCamera(context: TestContext): Promise<string> {
  const folder = await temporaryFolder(context);
  const { store } = await start(folder);
  await store.change((draft) => {
    // The rest has defaults, which the store fills in.
    draft.cameras.push({ ...CAMERA } as unknown as (typeof draft.cameras)[number]);
  });
  return folder;
}

const onDisk = (folder: string) =>
  Promise.all(['config.json', 'config.json.bak'].map((file) => readFile(join(folder, file), 'utf8')));

describe('a password', () => {
  test('is sealed on disk, differently each time, and open for who uses it', async (context) => {
    const folder = await withCamera(context);
    const [first = ''] = await onDisk(folder);
    const { store, password } = await start(folder);
    await store.change((draft) => draft.camera_brands.push({ id: 50, name: 'Other', description: '' }));
    const [second = '', backup = ''] = await onDisk(folder);
    for (const text of [first, second, backup]) assert.ok(!text.includes(PASSWORD));
    const sealed = (text: string) => JSON.parse(text).cameras[0].password;
    assert.match(sealed(first), /^sealed:1:/);
    assert.notEqual(sealed(first), sealed(second));
    assert.equal(password(), PASSWORD);
    assert.equal((await start(folder)).password(), PASSWORD);
  });

  test('in clear, of an earlier version, is sealed at the next start, in the backup too', async (context) => {
    const folder = await withCamera(context);
    for (const file of ['config.json', 'config.json.bak']) {
      const document = JSON.parse((await onDisk(folder))[0] ?? '');
      document.cameras[0].password = PASSWORD;
      await writeFile(join(folder, file), JSON.stringify(document));
    }
    assert.equal((await start(folder)).password(), PASSWORD);
    for (const text of await onDisk(folder)) assert.ok(!text.includes(PASSWORD));
  });

  test('whose key is lost is told of in words, and comes back with the key', async (context) => {
    const folder = await withCamera(context);
    const keyFile = join(folder, 'secret.key');
    const key = await readFile(keyFile, 'utf8');
    await rm(keyFile);
    const { store, told, password } = await start(folder);
    assert.equal(password(), '');
    assert.equal(store.read().cameras[0]?.state, 'NOK');
    const words = told().join();
    assert.match(words, /secret\.key is not the one .* give the cameras their passwords anew/);
    assert.match(words, /"cameras":\["Front Door"\]/);
    await store.change((draft) => draft.camera_brands.push({ id: 50, name: 'Other', description: '' }));

    await writeFile(keyFile, key);
    assert.equal((await start(folder)).password(), PASSWORD);
  });

  test('that was given anew after the key was lost is sealed with the new one', async (context) => {
    const folder = await withCamera(context);
    await rm(join(folder, 'secret.key'));
    const { store } = await start(folder);
    await store.change((draft) => {
      for (const camera of draft.cameras) camera.password = 'new one';
    });
    assert.equal((await start(folder)).password(), 'new one');
  });

  test('of one camera is not taken for that of another', async (context) => {
    const folder = await withCamera(context);
    const path = join(folder, 'config.json');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replaceAll(CAMERA.uuid, CAMERA.uuid.replace(/1$/, '2')));
    assert.equal((await start(folder)).password(), '');
  });
});

describe('the key', () => {
  test('is for its owner alone, and stays the same', async (context) => {
    const folder = await temporaryFolder(context);
    const { logger } = recordingLogger();
    const key = await settleSecretKey(folder, logger, new ManualClock());
    assert.equal((await stat(join(folder, 'secret.key'))).mode & 0o777, 0o600);
    assert.deepEqual(await settleSecretKey(folder, logger, new ManualClock()), key);
  });

  test('that is damaged is set aside', async (context) => {
    const folder = await temporaryFolder(context);
    await writeFile(join(folder, 'secret.key'), 'not a key');
    const { logger, lines } = recordingLogger();
    const clock = new ManualClock();
    const key = await settleSecretKey(folder, logger, clock);
    assert.equal(key.length, 32);
    const aside = `secret.key.corrupt-${new Date(clock.nowMs()).toISOString().replaceAll(/[:.]/g, '-')}`;
    assert.equal(await readFile(join(folder, aside), 'utf8'), 'not a key');
    assert.match(lines.join(), /damaged and was set aside/);
  });
});
