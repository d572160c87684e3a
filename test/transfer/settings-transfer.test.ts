import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { embeddingOf } from '../gallery/embeddings.ts';
import { photoOf } from '../gallery/gallery-bench.ts';
import { blamed, messageIn } from '../rest/rest-fixture.ts';
import { Machine, uuidOf } from './transfer-bench.ts';

const PASSPHRASE = 'grün wie 100% Gras';
const FRONT = {
  host: '192.168.1.20',
  user: 'admin',
  password: 'front-secret',
  ftp_user: 'camera1',
  ftp_password: 'ftp-secret-1',
  live_url_hd: 'rtsp://admin:front-secret@192.168.1.20:554//h264Preview_01_main',
  snapshot_url: 'http://192.168.1.20/snap',
};

function changesIn(body: unknown, table: string) {
  return Object(body).tables.find((one: { table: string }) => one.table === table);
}

describe('a settings file', () => {
  test('takes cameras, people, pictures and logins to a new machine when it has a passphrase', async (context) => {
    const old = await Machine.open(context);
    await old.addCamera('Front', FRONT);
    await old.bench.person('Anna', photoOf(embeddingOf(1)), photoOf(embeddingOf(1, { 5: 0.1 })));
    await old.bench.config.change((draft) => {
      const [usual] = draft.analytics_profiles;
      if (usual) draft.analytics_profiles.push({ ...usual, id: 2, name: 'Night', confidence_level: 40 });
      for (const camera of draft.cameras) camera.analytics_profile = 2;
    });
    const { status, body, headers } = await old.export({ passphrase: PASSPHRASE });
    assert.equal(status, 200);
    assert.match(
      headers.get('content-disposition') ?? '',
      /attachment; filename="concierge-settings-\d{4}-\d\d-\d\d\.json"/,
    );
    for (const secret of ['front-secret', 'ftp-secret-1', old.credentials.ftpPassword, old.credentials.apiToken]) {
      assert.ok(!JSON.stringify(body).includes(secret), secret);
    }

    const fresh = await Machine.open(context);
    const imported = await fresh.import(body, { passphrase: PASSPHRASE });
    assert.equal(imported.status, 200, JSON.stringify(imported.body));
    assert.partialDeepStrictEqual(imported.body, {
      dry_run: false,
      made_by: '1.2.3',
      passwords: 'taken',
      missing: [],
      pictures: 2,
      changes_logins: true,
    });
    assert.deepEqual(changesIn(imported.body, 'cameras'), {
      table: 'cameras',
      added: ['Front'],
      replaced: [],
      removed: [],
      unchanged: 0,
    });
    const { last_ids: _here, ...settings } = fresh.document;
    const { last_ids: _there, ...expected } = old.document;
    assert.deepEqual(settings, expected);
    assert.deepEqual(fresh.credentials.now(), old.credentials.now());
    await fresh.bench.gallery.idle();
    const [anna] = fresh.bench.gallery.people.list();
    assert.deepEqual(
      anna?.pictures.map(({ hasEmbedding }) => hasEmbedding),
      [true, true],
    );
    for (const { file } of anna?.pictures ?? []) {
      assert.deepEqual(await readFile(join(fresh.bench.rootDir, file)), await readFile(join(old.bench.rootDir, file)));
    }
    const seen = await fresh.bench.see([embeddingOf(1, { 7: 0.05 })]);
    assert.partialDeepStrictEqual(fresh.bench.identity(seen), { kind: 'known', name: 'Anna' });
  });

  test('holds nothing secret without a passphrase; the import says who needs a password again', async (context) => {
    const old = await Machine.open(context);
    await old.addCamera('Front', FRONT);
    await old.addCamera('Garden', { host: '192.168.1.21', user: 'admin', password: 'garden-secret' });
    const { body } = await old.export();
    assert.doesNotMatch(JSON.stringify(body), /secret-1|front-secret|garden-secret/);
    assert.equal(Object(body).secrets.sealed, null);
    assert.deepEqual(Object(body).secrets.left_out.toSorted(), [
      'cameras/1/ftp_password',
      'cameras/1/ftp_user',
      'cameras/1/live_url_hd',
      'cameras/1/password',
      'cameras/2/password',
    ]);

    const fresh = await Machine.open(context);
    const before = fresh.credentials.now();
    const imported = await fresh.import(body);
    assert.partialDeepStrictEqual(imported.body, {
      passwords: 'none',
      changes_logins: false,
      missing: [
        { table: 'cameras', name: 'Front' },
        { table: 'cameras', name: 'Garden', fields: ['password'] },
      ],
    });
    assert.match(Object(imported.body).notes.join(' '), /need their passwords again: Front, Garden/);
    assert.deepEqual(fresh.credentials.now(), before);
    assert.deepEqual(
      fresh.document.cameras.map(({ name, state, snapshot_url }) => [name, state, snapshot_url]),
      [
        ['Front', 'NOK', 'http://192.168.1.20/snap'],
        ['Garden', 'NOK', ''],
      ],
    );
  });

  test('brings yesterday back on the same machine, and keeps the passwords that are here', async (context) => {
    const machine = await Machine.open(context);
    await machine.addCamera('Front', FRONT);
    await machine.bench.person('Anna', photoOf(embeddingOf(1)));
    const yesterday = machine.document;
    const { body } = await machine.export();
    await machine.bench.config.change((draft) => {
      for (const camera of draft.cameras) camera.name = 'Back';
      draft.camera_listeners.push({ id: 1, url: 'http://10.0.0.1/x', callback_type: 'ftp', description: '' });
    });
    await machine.bench.person('Bob', photoOf(embeddingOf(2)));

    const dry = await machine.import(body, { dryRun: true });
    assert.partialDeepStrictEqual(dry.body, { dry_run: true, missing: [], pictures: 0 });
    assert.deepEqual(changesIn(dry.body, 'cameras').replaced, [{ name: 'Front', fields: ['name'] }]);
    assert.deepEqual(changesIn(dry.body, 'camera_listeners').removed, ['http://10.0.0.1/x']);
    assert.deepEqual(changesIn(dry.body, 'people').removed, ['Bob']);
    assert.match(Object(dry.body).notes.join(' '), /Forgotten.*: Bob/);
    assert.equal(machine.document.cameras[0]?.name, 'Back');

    const done = await machine.import(body);
    assert.deepEqual({ ...Object(done.body), dry_run: true }, dry.body);
    await machine.bench.gallery.idle();
    const { last_ids: _now, ...now } = machine.document;
    const { last_ids: _then, ...then } = yesterday;
    assert.deepEqual(now, then);
    const folders = await readdir(join(machine.bench.rootDir, 'concierge-people'));
    assert.deepEqual(folders, ['1']);
    const again = await machine.import(body);
    for (const one of Object(again.body).tables) assert.deepEqual([one.added, one.replaced, one.removed], [[], [], []]);
  });

  test('sends no password to an address that only the file names', async (context) => {
    const machine = await Machine.open(context);
    await machine.addCamera('Front', FRONT);
    const { body } = await machine.export();
    Object(body).configuration.cameras[0].host = 'evil.example';
    const imported = await machine.import(body);
    assert.partialDeepStrictEqual(imported.body, { missing: [{ name: 'Front', fields: ['password', 'live_url_hd'] }] });
    const [front] = machine.document.cameras;
    assert.deepEqual([front?.host, front?.password, front?.live_url_hd], ['evil.example', '', '']);
    assert.equal(front?.ftp_password, FRONT.ftp_password);
  });

  test('opens with its own passphrase alone, and not after it was changed', async (context) => {
    const machine = await Machine.open(context);
    await machine.addCamera('Front', FRONT);
    const { body } = await machine.export({ passphrase: PASSPHRASE });
    const before = machine.document;
    assert.deepEqual(blamed(await machine.import(body, { passphrase: 'another passphrase' })), ['passphrase']);
    const sealed = await machine.import(body, { dryRun: true });
    assert.partialDeepStrictEqual(sealed.body, { passwords: 'sealed' });
    assert.match(Object(sealed.body).notes.join(' '), /which its passphrase opens/);
    Object(body).configuration.cameras[0].host = 'evil.example';
    const changed = await machine.import(body, { passphrase: PASSPHRASE });
    assert.match(messageIn(changed)['passphrase'] ?? '', /was changed/);
    assert.equal(machine.document, before);
    assert.deepEqual(blamed(await machine.export({ passphrase: 'short' })), ['passphrase']);
  });

  test('with passwords is for who shows the token: being near is not enough', async (context) => {
    const machine = await Machine.open(context);
    await machine.addCamera('Front', FRONT);
    const asked = await machine.send('POST', '/rest/settings/export', { passphrase: PASSPHRASE });
    assert.equal(asked.status, 401);
    assert.match(messageIn(asked)['authorization'] ?? '', /the token is needed/);
    const open = await machine.send('POST', '/rest/settings/export', {});
    assert.deepEqual([open.status, Object(open.body).secrets.sealed], [200, null]);
  });

  test('gives nobody a number that history knows as another', async (context) => {
    const old = await Machine.open(context);
    await old.addCamera('Front');
    await old.bench.person('Anna', photoOf(embeddingOf(1)));
    const { body } = await old.export();
    const other = await Machine.open(context);
    await other.addCamera('Garden');
    await other.bench.person('Bob', photoOf(embeddingOf(2)));
    await other.import(body);
    await other.bench.gallery.idle();
    const { cameras, people, known_objects } = other.document;
    assert.deepEqual(
      [...cameras, ...people, ...known_objects].map(({ id, name }) => [id, name]),
      [
        [2, 'Front'],
        [2, 'Anna'],
        [2, 'Anna'],
      ],
    );
    assert.equal(cameras[0]?.uuid, uuidOf('Front'));
    const seen = await other.bench.see([embeddingOf(1, { 7: 0.05 })]);
    assert.partialDeepStrictEqual(other.bench.identity(seen), { kind: 'known', name: 'Anna', personId: 2 });
  });

  test('can be had without pictures: people are known all the same', async (context) => {
    const old = await Machine.open(context);
    await old.bench.person('Anna', photoOf(embeddingOf(1)));
    await old.bench.see([embeddingOf(5)]);
    old.bench.gallery.faces.reject(1, null);
    const { body } = await old.export({ pictures: false });
    assert.deepEqual(
      Object(body).gallery.pictures.map((picture: { jpeg: unknown }) => picture.jpeg),
      [null],
    );
    const fresh = await Machine.open(context);
    for (let time = 0; time < 2; time++) await fresh.import(body);
    await fresh.bench.gallery.idle();
    assert.partialDeepStrictEqual(fresh.bench.gallery.report(), { notFaces: 1 });
    const seen = await fresh.bench.see([embeddingOf(1, { 7: 0.05 })]);
    assert.partialDeepStrictEqual(fresh.bench.identity(seen), { kind: 'known', name: 'Anna' });
  });
});
