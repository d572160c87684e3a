import assert from 'node:assert/strict';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { embeddingOf } from '../gallery/embeddings.ts';
import { photoOf } from '../gallery/gallery-bench.ts';
import { blamed, messageIn } from '../rest/rest-fixture.ts';
import { Machine } from './transfer-bench.ts';

describe('a settings file that cannot be taken', () => {
  test('is refused in words, and nothing is changed', async (context) => {
    const machine = await Machine.open(context);
    await machine.addCamera('Front');
    const good = Object((await machine.export()).body);
    const before = machine.document;
    const broken = (edit: (file: typeof good) => void) => {
      const file = structuredClone(good);
      edit(file);
      return file;
    };
    const cases: readonly (readonly [what: unknown, field: string, why: RegExp])[] = [
      [{}, 'format', /required/],
      ['x', 'body', /JSON|object/],
      [[], 'body', /object/],
      [broken((file) => (file.format = 'concierge-gallery')), 'format', /concierge-settings/],
      [broken((file) => (file.version = 2)), 'version', /newer Concierge/],
      [broken((file) => (file.configuration.version = 9)), 'version', /newer version of Concierge/],
      [broken((file) => (file.configuration = {})), 'cameras', /required/],
      [broken((file) => (file.configuration.cameras[0].brand = 77)), 'cameras/1/brand', /no row 77/],
      [broken((file) => (file.configuration.cameras[0].name = 'a/b')), 'cameras/1/name', /pattern/],
      [broken((file) => (file.configuration.cameras[0].id = 0.5)), 'cameras/#0/id', /integer/],
      [broken((file) => file.configuration.cameras.push(file.configuration.cameras[0])), 'cameras/1/id', /unique/],
      [broken((file) => (file.configuration.extra = [])), 'extra', /not a field/],
      [broken((file) => (file.secrets.left_out = [1])), 'secrets', /text/],
      [broken((file) => (file.secrets.sealed = { salt: 'x', text: 'y' })), 'secrets', /./],
      [broken((file) => (file.gallery.pictures = [{ known_object: 1 }])), 'gallery', /required/],
    ];
    for (const [file, field, why] of cases) {
      const answer = await machine.import(file);
      assert.equal(answer.status, 400, JSON.stringify(file).slice(0, 200));
      assert.match(messageIn(answer)[field] ?? `only ${blamed(answer)}`, why);
    }
    const polluted = JSON.stringify(good).replace('"configuration":{', '"configuration":{"__proto__":{"x":1},');
    assert.equal((await machine.import(polluted)).status, 400);
    assert.equal(machine.document, before);
    assert.deepEqual(blamed(await machine.send('POST', '/rest/settings/import', good)), ['body']);
  });

  test('puts no picture over a file that is here, or outside of ROOT_DIR', async (context) => {
    const old = await Machine.open(context);
    await old.bench.person('Anna', photoOf(embeddingOf(1)));
    const good = Object((await old.export()).body);
    const machine = await Machine.open(context);
    const { rootDir } = machine.bench;
    await mkdir(join(rootDir, 'Front'));
    await writeFile(join(rootDir, 'Front/1.jpg'), 'a recording');
    for (const path of [
      'Front/1.jpg',
      '../outside.jpg',
      '/etc/x.jpg',
      'Front/new.mp4',
      'concierge-people/../../x.jpg',
    ]) {
      const file = structuredClone(good);
      file.configuration.known_objects[0].file_path_image = path;
      assert.equal((await machine.import(file)).status, 200);
      await machine.bench.gallery.idle();
      const [row] = machine.document.known_objects;
      assert.match(row?.file_path_image ?? '', /^concierge-people\/0\/[0-9a-f-]{36}\.jpg$/);
      assert.equal(
        await readFile(join(rootDir, row?.file_path_image ?? ''), 'latin1'),
        photoOf(embeddingOf(1)).toString('latin1'),
      );
    }
    assert.equal(await readFile(join(rootDir, 'Front/1.jpg'), 'utf8'), 'a recording');
    await assert.rejects(access(join(rootDir, '../outside.jpg')));
    await assert.rejects(access(join(rootDir, 'Front/new.mp4')));
  });

  test('leaves no picture behind when the configuration refuses it', async (context) => {
    const old = await Machine.open(context);
    await old.bench.person('Anna', photoOf(embeddingOf(1)));
    const file = Object((await old.export()).body);
    const passphrase = 'long enough';
    const sealed = Object((await old.export({ passphrase })).body);
    const machine = await Machine.open(context);
    const credentials = machine.credentials.now();
    // What the passphrase opens is not valid in the place that it is for.
    machine.bench.config.change = () => Promise.reject(new Error('the disk is full'));
    for (const one of [file, sealed]) {
      assert.equal((await machine.import(one, one === sealed ? { passphrase } : {})).status, 500);
    }
    assert.deepEqual(machine.credentials.now(), credentials);
    await assert.rejects(access(join(machine.bench.rootDir, file.configuration.known_objects[0].file_path_image)));
  });
});
