import assert from 'node:assert/strict';
import { readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, test } from 'node:test';
import { Client } from 'basic-ftp';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type FtpBench, PASSWORD, startFtp, USER } from './support/ftp-bench.ts';
import { RawClient } from './support/raw-client.ts';
import { jpegBytes, mp4Bytes } from './support/sample-media.ts';

async function uploadWithBasicFtp(bench: FtpBench, name: string, content: Buffer, secure = false): Promise<void> {
  const client = new Client();
  try {
    const secureOptions = { rejectUnauthorized: false };
    await client.access({ host: bench.host, port: bench.port, user: USER, password: PASSWORD, secure, secureOptions });
    await client.uploadFrom(Readable.from([content]), name);
  } finally {
    client.close();
  }
}

describe('complete uploads', () => {
  for (const [what, isSecure] of [
    ['', () => false],
    [', over TLS', () => true],
    [', every other one over TLS', (index: number) => (index & 2) === 0],
  ] as const)
    test(`64 uploads of 32 cameras at once all arrive through 10 passive ports${what}`, async (context) => {
      const bench = await startFtp(context);
      const contents = Array.from({ length: 64 }, (_, index) => jpegBytes(100_000, index));
      const names = contents.map((_, index) => `/Cam${index >> 1}/Cam${index >> 1}_00_2026112212000${index & 1}.jpg`);
      await Promise.all(
        contents.map((content, index) => uploadWithBasicFtp(bench, names[index] ?? '', content, isSecure(index))),
      );
      assert.deepEqual(bench.uploads.map(({ file }) => `/${file}`).sort(), [...names].sort());
      for (const [index, content] of contents.entries()) {
        assert.deepEqual(await readFile(join(bench.folder, names[index] ?? '')), content);
      }
    });

  test('an upload is announced with its path, size and time, after it is at its place and before 226', async (context) => {
    const seen: string[] = [];
    const bench: FtpBench = await startFtp(context, {
      receive: async (upload) => {
        seen.push(...(await bench.filesOnDisk()));
        return { kind: 'accepted', assetId: 1, cameraName: upload.file, clockOffMs: null };
      },
    });
    const client = await RawClient.loggedIn(context, bench);
    const before = Date.now();
    assert.match(await client.upload(context, 'Front_00_20261122120000.jpg', jpegBytes(1234)), /^226 /);
    assert.deepEqual(seen, ['Front_00_20261122120000.jpg']);
    const [upload] = bench.uploads;
    assert.equal(upload?.file, 'Front_00_20261122120000.jpg');
    assert.equal(upload?.sizeBytes, 1234);
    assert.ok((upload?.receivedAtMs ?? 0) >= before);
  });

  test('uploads go on when all of ROOT_DIR has gone, as with a share that is not mounted any more', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.loggedIn(context, bench);
    assert.match(await client.upload(context, 'Front/Front_00_20261122120000.jpg', jpegBytes(1234)), /^226 /);
    for (const name of await readdir(bench.folder)) await rm(join(bench.folder, name), { recursive: true });
    assert.match(await client.upload(context, 'Front/Front_00_20261122120001.jpg', jpegBytes(1234)), /^226 /);
    assert.deepEqual(await bench.filesOnDisk(), ['Front/Front_00_20261122120001.jpg']);
  });

  test('a file that exists is never overwritten: the next free name is taken, also by many at once', async (context) => {
    const bench = await startFtp(context);
    await Promise.all(
      Array.from({ length: 8 }, (_, index) => uploadWithBasicFtp(bench, '/a/snap.jpg', jpegBytes(3000, index))),
    );
    const expected = ['a/snap.jpg', ...Array.from({ length: 7 }, (_, index) => `a/snap~${index + 2}.jpg`)];
    assert.deepEqual(await bench.filesOnDisk(), expected.sort());
    assert.deepEqual(bench.uploads.map(({ file }) => file).sort(), expected.sort());
  });

  test('a file that comes again, byte for byte, is the one that is there: its sender had not heard the 226', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.loggedIn(context, bench);
    const clip = mp4Bytes(700_000);
    const changed = Buffer.from(clip);
    changed[600_000] = (changed[600_000] ?? 0) ^ 1;
    for (const [content, stored] of [
      [clip, '/a.mp4'],
      [clip, '/a.mp4'],
      [changed, '/a~2.mp4'],
      [clip.subarray(0, 699_000), '/a~3.mp4'],
    ] as const) {
      assert.match(await client.upload(context, 'a.mp4', content), new RegExp(`^226 Stored ${stored}$`));
    }
    assert.deepEqual(await bench.filesOnDisk(), ['a.mp4', 'a~2.mp4', 'a~3.mp4']);
    assert.deepEqual(
      bench.uploads.map(({ file }) => file),
      ['a.mp4', 'a.mp4', 'a~2.mp4', 'a~3.mp4'],
      'whoever takes them in knows which it has',
    );
    assert.deepEqual(await readFile(join(bench.folder, 'a.mp4')), clip);
  });

  test('a failing receiver is answered 451 and logged, and the file stays for the next start', async (context) => {
    const bench = await startFtp(context, { receive: () => Promise.reject(new Error('database is locked')) });
    const client = await RawClient.loggedIn(context, bench);
    assert.match(await client.upload(context, 'a.jpg', jpegBytes()), /^451 /);
    assert.deepEqual(await bench.filesOnDisk(), ['a.jpg']);
    assert.ok(bench.lines.some((line) => line.includes('database is locked')));
  });

  test('a picture that is no JPEG is taken from a client that is still there: what it is worth is for others to say', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.loggedIn(context, bench);
    assert.match(await client.upload(context, 'text.jpg', Buffer.from('not a picture')), /^226 /);
    assert.deepEqual(
      bench.uploads.map(({ file }) => file),
      ['text.jpg'],
    );
  });

  test('an empty picture is told 451 and leaves nothing, an empty test file is told 226', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.loggedIn(context, bench);
    assert.match(await client.upload(context, 'empty.jpg', Buffer.alloc(0)), /^451 /);
    assert.match(await client.upload(context, 'empty.txt', Buffer.alloc(0)), /^226 /);
    assert.deepEqual(await bench.filesOnDisk(), []);
    assert.deepEqual(bench.uploads, []);
  });

  test('what an earlier run left unfinished is gone after the start, and assets stay', async (context) => {
    const bench = await startFtp(context);
    await bench.service.stop();
    await writeFile(join(bench.folder, '.incoming', 'left.part'), 'half a clip');
    await writeFile(join(bench.folder, 'kept.jpg'), jpegBytes());
    await bench.service.start(new AbortController().signal);
    assert.deepEqual(await bench.filesOnDisk(), ['kept.jpg']);
  });
});

describe('temporary names', () => {
  test('a Dahua clip is announced when its rename completes it, and not before', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.loggedIn(context, bench);
    const content = Buffer.from('DAHAV, as Dahua calls its clips');
    await client.command('ALLO 5000', 200);
    assert.match(await client.upload(context, '/X/2026-11-22/001/dav/14/14.00.00[M].dav_', content), /^226 /);
    assert.deepEqual(bench.uploads, []);
    await client.command('RNFR /X/2026-11-22/001/dav/14/14.00.00[M].dav_', 350);
    await client.command('RNTO /X/2026-11-22/001/dav/14/14.00.00[M].dav', 250);
    assert.deepEqual(
      bench.uploads.map(({ file, sizeBytes }) => ({ file, sizeBytes })),
      [{ file: 'X/2026-11-22/001/dav/14/14.00.00[M].dav', sizeBytes: content.length }],
    );
    assert.deepEqual(await bench.filesOnDisk(), ['X/2026-11-22/001/dav/14/14.00.00[M].dav']);
  });

  test('a hidden temporary name is kept aside until it is renamed, and goes with its session otherwise', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.loggedIn(context, bench);
    assert.match(await client.upload(context, '.in.a.mp4', mp4Bytes()), /^226 /);
    assert.match(await client.upload(context, '.in.b.mp4', mp4Bytes(100)), /^226 /);
    assert.deepEqual(bench.uploads, []);
    await client.command('RNFR .in.a.mp4', 350);
    await client.command('RNTO a.mp4', 250);
    assert.deepEqual(
      bench.uploads.map(({ file }) => file),
      ['a.mp4'],
    );
    client.socket.destroy();
    await bench.service.stop();
    assert.deepEqual(await bench.filesOnDisk(), ['a.mp4']);
  });

  test("assets and other sessions' files can be neither renamed, deleted, read nor appended to", async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.loggedIn(context, bench);
    await client.upload(context, 'a.jpg', jpegBytes());
    await client.upload(context, 'a.tmp', jpegBytes());
    const other = await RawClient.loggedIn(context, bench);
    for (const name of ['a.jpg', 'a.tmp']) {
      await other.command(`RNFR ${name}`, 550);
      await other.command(`DELE ${name}`, 550);
      await other.command(`RETR ${name}`, 550);
      await other.command(`APPE ${name}`, 550);
    }
    await client.command('DELE a.jpg', 550);
    await client.command('RNFR a.jpg', 550);
    await client.command('RNTO b.jpg', 503);
    await client.command('RMD /', 550);
    assert.deepEqual(await bench.filesOnDisk(), ['a.jpg', 'a.tmp']);
  });
});

describe('places', () => {
  const names: [string, string][] = [
    ['../../../etc/x.jpg', 'etc/x.jpg'],
    ['//a///b//c.jpg', 'a/b/c.jpg'],
    ['a\\b.jpg', 'a/b.jpg'],
    ['Einfahrt Süd "1" -a.jpg', 'Einfahrt Süd "1" -a.jpg'],
    ['./a/../b.jpg', 'b.jpg'],
    ['bell\x07.jpg', 'bell_.jpg'],
  ];
  for (const [name, file] of names) {
    test(`${JSON.stringify(name)} is stored as ${JSON.stringify(file)}`, async (context) => {
      const bench = await startFtp(context);
      const client = await RawClient.loggedIn(context, bench);
      assert.match(await client.upload(context, name, jpegBytes()), /^226 /);
      assert.deepEqual(await bench.filesOnDisk(), [file]);
    });
  }

  test('a name in Latin-1 is stored in UTF-8', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.loggedIn(context, bench);
    const data = await client.dataConnection(context);
    client.send(Buffer.from('STOR T\xfcr.jpg\r\n', 'latin1'));
    await client.expect(150);
    data.end(jpegBytes());
    await client.expect(226);
    assert.deepEqual(await bench.filesOnDisk(), ['Tür.jpg']);
  });

  for (const name of [
    '.incoming/x.jpg',
    '.hidden/x.jpg',
    'concierge-snapshots/x.jpg',
    '/',
    '..',
    'a\0b.jpg',
    `${'x'.repeat(300)}.jpg`,
  ]) {
    test(`${JSON.stringify(name.slice(0, 30))} is refused with 553`, async (context) => {
      const bench = await startFtp(context);
      const client = await RawClient.loggedIn(context, bench);
      await client.dataConnection(context);
      await client.command(`STOR ${name}`, 553);
      assert.deepEqual(await bench.filesOnDisk(), []);
    });
  }

  test('a symbolic link that leads outside is not followed, one that stays inside is', async (context) => {
    const bench = await startFtp(context);
    const outside = await temporaryFolder(context);
    await symlink(outside, join(bench.folder, 'out'));
    await symlink(join(outside, 'new.jpg'), join(bench.folder, 'dangling.jpg'));
    await symlink('real', join(bench.folder, 'in'));
    const client = await RawClient.loggedIn(context, bench);
    await client.command('MKD real', 257);
    assert.match(await client.upload(context, 'out/x.jpg', jpegBytes()), /^553 /);
    assert.match(await client.upload(context, 'out/deep/x.jpg', jpegBytes()), /^553 /);
    await client.command('MKD out/folder', 550);
    await client.command('CWD out', 550);
    assert.match(await client.upload(context, 'in/x.jpg', jpegBytes()), /^226 /);
    assert.match(await client.upload(context, 'dangling.jpg', jpegBytes()), /^226 /);
    assert.deepEqual(await bench.filesOnDisk(), ['dangling~2.jpg', 'in/x.jpg', 'real/x.jpg']);
    assert.deepEqual(await readdir(outside), []);
  });

  test('a folder on the way that is a file is refused with 553', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.loggedIn(context, bench);
    await client.upload(context, 'a.jpg', jpegBytes());
    assert.match(await client.upload(context, 'a.jpg/b.jpg', jpegBytes()), /^553 /);
    await client.command('MKD a.jpg', 550);
    await client.command('CWD a.jpg', 550);
  });
});

describe('the disk', () => {
  test('an upload is refused with 452 before the disk is full', async (context) => {
    let asked = 0;
    const makeRoom = async () => void asked++;
    const bench = await startFtp(context, { makeRoom, limits: { minFreeBytes: Number.MAX_SAFE_INTEGER } });
    const client = await RawClient.loggedIn(context, bench);
    await client.dataConnection(context);
    await client.command('STOR a.jpg', 452);
    assert.equal(asked, 1, 'old recordings go first');
    await client.command('STOR a.jpg', 452);
    assert.deepEqual(await bench.filesOnDisk(), []);
    assert.equal(bench.lines.filter((line) => line.includes('Delete old recordings')).length, 1);
    assert.equal(bench.service.health().state, 'degraded');
  });

  test('an upload that is too large is dropped with 552', async (context) => {
    const bench = await startFtp(context, { limits: { maxUploadBytes: 1000 } });
    const client = await RawClient.loggedIn(context, bench);
    assert.match(await client.upload(context, 'a.jpg', jpegBytes(5000)), /^552 /);
    assert.deepEqual(await bench.filesOnDisk(), []);
  });
});
