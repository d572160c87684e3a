import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { nextId } from '../../src/domain/next-id.ts';
import { withoutSecrets } from '../../src/domain/settings-secrets.ts';
import { LowdbConfigStore } from '../../src/store/lowdb-config-store.ts';
import { SealedDocument } from '../../src/store/sealed-document.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { recordingLogger } from '../support/test-logger.ts';
import { TEST_SECRETS } from '../support/test-secrets.ts';

/** Each was written by the store of its day, from the first on, whenever the document got something new. */
const FOLDER = join(import.meta.dirname, 'older-configurations');

async function start(folder: string) {
  const { logger, lines } = recordingLogger();
  const store = new LowdbConfigStore({ folder, logger, clock: new ManualClock(), secrets: TEST_SECRETS });
  await store.start();
  return { store, errors: () => lines.filter((line) => JSON.parse(line).level >= 50) };
}

describe('a configuration of an older version', () => {
  for (const name of readdirSync(FOLDER).toSorted()) {
    test(`is read whole, and kept in today's form: ${name}`, async (context) => {
      const folder = await temporaryFolder(context);
      await copyFile(join(FOLDER, name), join(folder, 'config.json'));
      const older = Object(
        new SealedDocument(TEST_SECRETS).open(JSON.parse(await readFile(join(FOLDER, name), 'utf8'))),
      );

      const first = await start(folder);
      assert.deepEqual(first.errors(), []);
      assert.partialDeepStrictEqual(first.store.read(), older);
      const [camera] = first.store.read().cameras;
      assert.equal(camera?.password, 'correct horse');
      assert.equal(camera?.uuid, '00000000-0000-4000-8000-000000000001');
      assert.equal(camera?.zones.length, 'zones' in older.cameras[0] ? 1 : 0);
      await first.store.change((draft) => {
        assert.equal(nextId(draft, 'cameras'), 3, 'the number of a deleted camera was given again');
        draft.camera_brands.push({ id: nextId(draft, 'camera_brands'), name: 'New', description: '' });
      });
      await first.store.stop();

      assert.ok(!(await readFile(join(folder, 'config.json'), 'utf8')).includes('correct horse'));
      const second = await start(folder);
      assert.deepEqual(second.store.read(), first.store.read());
      assert.deepEqual(second.errors(), []);
    });

    test(`is read from a settings file as well: ${name}`, async (context) => {
      const { store } = await start(await temporaryFolder(context));
      const older = Object(
        new SealedDocument(TEST_SECRETS).open(JSON.parse(await readFile(join(FOLDER, name), 'utf8'))),
      );
      const { last_ids: _ownNumbers, ...configuration } = withoutSecrets(store.parse(older)).document;
      assert.partialDeepStrictEqual(store.parse(configuration), { cameras: [{ name: 'Front Door', password: '' }] });
    });
  }
});
