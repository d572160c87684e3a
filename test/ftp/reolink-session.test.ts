import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { type FtpBench, startFtp } from './support/ftp-bench.ts';
import { RawClient, secureData } from './support/raw-client.ts';
import { fragmentedMp4, jpegBytes } from './support/sample-media.ts';

/** The login that a camera is given by its setup. */
const OWN = { user: 'camera7', password: 'gH3kq8ZbW2rTn5Yx', cameraId: 7, home: 'Front Door' };
const FOLDERS = ['2026', '11', '22'];
const NAME = 'Front Door_00_20261122120000';

/** A camera's sessions word by word, in plain or over TLS: a session of its own for each data connection. */
class Camera {
  readonly #context: TestContext;
  readonly #bench: FtpBench;
  readonly #isSecure: boolean;

  constructor(context: TestContext, bench: FtpBench, isSecure: boolean) {
    this.#context = context;
    this.#bench = bench;
    this.#isSecure = isSecure;
  }

  async logIn(): Promise<RawClient> {
    const client = await RawClient.open(this.#context, this.#bench);
    await client.expect(220);
    if (this.#isSecure) {
      await client.startTls();
      await client.command('PBSZ 0', 200);
      await client.command('PROT P', 200);
    }
    await client.command(`USER ${OWN.user}`, 331);
    await client.command(`PASS ${OWN.password}`, 230);
    await client.command('TYPE I', 200);
    return client;
  }

  /** Into a folder step by step; what is missing is made and tried again. Answers how many were made. */
  async enter(client: RawClient, folders: readonly string[]): Promise<number> {
    let made = 0;
    await client.command('CWD /', 250);
    for (const folder of folders) {
      client.send(`CWD ${folder}\r\n`);
      if ((await client.reply()).startsWith('250')) continue;
      await client.command(`MKD ${folder}`, 257);
      await client.command(`CWD ${folder}`, 250);
      made++;
    }
    return made;
  }

  async store(client: RawClient, name: string) {
    await client.command('ALLO 700000', 200);
    const plain = await client.dataConnection(this.#context);
    await client.command(`STOR ${name}`, 150);
    return this.#isSecure ? secureData(plain) : plain;
  }
}

for (const [words, isSecure] of [
  ['in plain', false],
  ['over TLS', true],
] as const) {
  describe(`a Reolink session ${words}`, () => {
    test('a clip grows on one connection while its picture arrives on another; each is announced when it is whole', async (context) => {
      const bench = await startFtp(context, { passivePorts: 1, accounts: [OWN] });
      const camera = new Camera(context, bench, isSecure);
      const clip = fragmentedMp4(6);
      const recording = await camera.logIn();
      assert.equal(await camera.enter(recording, FOLDERS), 3);
      const data = await camera.store(recording, `${NAME}.mp4`);
      data.write(clip.subarray(0, 2000));

      // The only passive port is free again although the clip is still being sent.
      const picture = await camera.logIn();
      assert.equal(await camera.enter(picture, FOLDERS), 0);
      await picture.command(`SIZE ${NAME}.jpg`, 550);
      (await camera.store(picture, `${NAME}.jpg`)).end(jpegBytes(300_000));
      await picture.expect(226);
      assert.deepEqual(announced(bench), [[`Front Door/2026/11/22/${NAME}.jpg`, 7]]);
      assert.deepEqual(await bench.filesOnDisk(), await onDisk(bench, [`Front Door/2026/11/22/${NAME}.jpg`]));

      data.end(clip.subarray(2000));
      await recording.expect(226);
      assert.deepEqual(announced(bench)[1], [`Front Door/2026/11/22/${NAME}.mp4`, 7]);
      assert.deepEqual(await readFile(join(bench.folder, bench.uploads[1]?.file ?? '')), clip);
      for (const client of [recording, picture]) {
        await client.command('QUIT', 221);
        await client.closed();
      }
      const sessions = bench.doctor.list({ limit: 10, offset: 0 });
      assert.deepEqual(
        sessions.map(({ encrypted, user, files, verdict }) => [encrypted, user, files, verdict.severity]),
        Array(2).fill([isSecure, OWN.user, 1, 'well']),
      );
      for (const { id } of sessions)
        assert.doesNotMatch(JSON.stringify(bench.doctor.one(id)), new RegExp(OWN.password));
    });

    test('absolute paths with doubled slashes, and folders that are there, are taken', async (context) => {
      const bench = await startFtp(context, { accounts: [OWN] });
      const camera = new Camera(context, bench, isSecure);
      const client = await camera.logIn();
      for (const folder of ['/cams', '/cams/2026', '/cams']) {
        await client.command(`MKD ${folder}`, 257);
        await client.command(`CWD ${folder}`, 250);
      }
      for (const name of [`//cams//2026/${NAME}.jpg`, `/cams/2026/${NAME}.mp4`]) {
        (await camera.store(client, name)).end(name.endsWith('.jpg') ? jpegBytes() : fragmentedMp4());
        await client.expect(226);
      }
      assert.deepEqual(
        announced(bench).map(([file]) => file),
        [`Front Door/cams/2026/${NAME}.jpg`, `Front Door/cams/2026/${NAME}.mp4`],
      );
    });

    test('the camera can run its own FTP test and clear it away', async (context) => {
      const bench = await startFtp(context, { accounts: [OWN] });
      const camera = new Camera(context, bench, isSecure);
      const client = await camera.logIn();
      await client.command('MKD camera_test20261122', 257);
      await client.command('CWD camera_test20261122', 250);
      (await camera.store(client, 'test.txt')).end('test');
      await client.expect(226);
      assert.match(await client.command('SIZE test.txt', 213), /213 4$/);
      await client.command('DELE test.txt', 250);
      await client.command('SIZE test.txt', 550);
      await client.command('QUIT', 221);
      await client.closed();
      assert.deepEqual(bench.uploads, []);
      assert.deepEqual(await bench.filesOnDisk(), []);
      assert.equal(bench.doctor.list({ limit: 1, offset: 0 })[0]?.verdict.kind, 'test received');
    });
  });
}

function announced({ uploads }: FtpBench) {
  return uploads.map(({ file, source }) => [file, source?.cameraId]);
}

/** With what is being received. */
async function onDisk(bench: FtpBench, files: readonly string[]): Promise<string[]> {
  const parts = (await bench.filesOnDisk()).filter((file) => file.startsWith('.incoming/'));
  return [...parts, ...files].sort();
}
