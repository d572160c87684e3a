import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { Client } from 'basic-ftp';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type FtpBench, PASSWORD, startFtp, USER } from './support/ftp-bench.ts';
import { RawClient } from './support/raw-client.ts';
import { jpegBytes, mp4Bytes } from './support/sample-media.ts';

const run = promisify(execFile);
/** Far above what a busy machine needs. */
const TIMEOUT_MS = 120_000;

async function localFile(context: TestContext, name: string, content: Buffer): Promise<string> {
  const path = join(await temporaryFolder(context), name);
  await writeFile(path, content);
  return path;
}

async function curl(...more: string[]): Promise<string> {
  const { stdout } = await run('curl', ['-sS', '-u', `${USER}:${PASSWORD}`, ...more], {
    timeout: TIMEOUT_MS,
  });
  return stdout;
}

async function lftp(bench: FtpBench, commands: string): Promise<string> {
  const settings = 'set ssl:verify-certificate no; set net:max-retries 1; set net:timeout 60; set cmd:fail-exit true;';
  const script = `${settings} open -u '${USER},${PASSWORD}' -p ${bench.port} ${bench.host}; ${commands}; bye`;
  const { stdout } = await run('lftp', ['--norc', '-c', script], { timeout: TIMEOUT_MS });
  return stdout;
}

describe('curl', () => {
  for (const [what, options] of [
    ['by default (EPSV)', []],
    ['with PASV', ['--disable-epsv', '--ftp-pasv']],
    ['with PASV, believing the address told', ['--disable-epsv', '--no-ftp-skip-pasv-ip']],
    ['with EPRT', ['--ftp-port', '-']],
    ['with PORT', ['--disable-eprt', '--ftp-port', '-']],
    ['one CWD for the whole path', ['--ftp-method', 'singlecwd']],
    ['without CWD', ['--ftp-method', 'nocwd']],
    ['over TLS where there is some', ['--ssl', '-k']],
    ['over TLS', ['--ssl-reqd', '-k']],
    ['over TLS, each data connection with a session of its own', ['--ssl-reqd', '-k', '--no-sessionid']],
    ['over TLS with PASV', ['--ssl-reqd', '-k', '--disable-epsv']],
    ['over TLS, data in plain', ['--ftp-ssl-control', '-k']],
  ] as const) {
    test(`uploads ${what}, making the folders`, async (context) => {
      const bench = await startFtp(context);
      const content = jpegBytes(50_000);
      const file = await localFile(context, 'a.jpg', content);
      const url = `ftp://${bench.host}:${bench.port}/cam/2026/11/22/F%20D_00_20261122120000.jpg`;
      await curl(...options, '--ftp-create-dirs', '-T', file, url);
      assert.deepEqual(await bench.filesOnDisk(), ['cam/2026/11/22/F D_00_20261122120000.jpg']);
      assert.deepEqual(await readFile(join(bench.folder, bench.uploads[0]?.file ?? '')), content);
    });
  }

  test('lists what is there, and cannot fetch it', async (context) => {
    const bench = await startFtp(context);
    const url = `ftp://${bench.host}:${bench.port}/`;
    await curl('-T', await localFile(context, 'a.jpg', jpegBytes()), url);
    assert.match(await curl(url), / a\.jpg/);
    assert.equal((await curl('-l', url)).trim(), 'a.jpg');
    await assert.rejects(curl(`${url}a.jpg`));
  });

  test('several files on one connection', async (context) => {
    const bench = await startFtp(context);
    const file = await localFile(context, 'a.jpg', jpegBytes());
    const other = await localFile(context, 'a.jpg', jpegBytes(900, 7));
    await curl('-T', `{${file},${other},${file}}`, `ftp://${bench.host}:${bench.port}/x/`, '--ftp-create-dirs');
    assert.deepEqual(await bench.filesOnDisk(), ['x/a.jpg', 'x/a~2.jpg']);
  });
});

describe('lftp', () => {
  for (const [what, settings] of [
    ['passive, over TLS as it does by itself', ''],
    ['over TLS or not at all', 'set ftp:ssl-force yes; set ftp:ssl-protect-data yes;'],
    ['over TLS, active', 'set ftp:ssl-force yes; set ftp:ssl-protect-data yes; set ftp:passive-mode off;'],
    ['passive and plain', 'set ftp:ssl-allow no;'],
    ['active', 'set ftp:passive-mode off;'],
    ['with the name completed by a rename', 'set xfer:use-temp-file on;'],
    ['with a visible temporary name', 'set xfer:use-temp-file on; set xfer:temp-file-name *.part;'],
    ['in ASCII mode', 'set ftp:use-size off;'],
  ] as const) {
    test(`puts a clip, ${what}`, async (context) => {
      const bench = await startFtp(context);
      const content = mp4Bytes(80_000);
      const file = await localFile(context, 'clip.mp4', content);
      const ascii = what === 'in ASCII mode' ? '-a' : '';
      await lftp(bench, `${settings} mkdir -p cam/2026; put ${ascii} -O cam/2026 ${file}`);
      assert.deepEqual(await bench.filesOnDisk(), ['cam/2026/clip.mp4']);
      assert.deepEqual(
        bench.uploads.map((upload) => upload.file),
        ['cam/2026/clip.mp4'],
      );
      if (ascii === '') assert.deepEqual(await readFile(join(bench.folder, 'cam/2026/clip.mp4')), content);
    });
  }

  test('mirrors a folder of 12 files with 4 connections', async (context) => {
    const bench = await startFtp(context, { passivePorts: 2 });
    const folder = await temporaryFolder(context);
    for (let index = 0; index < 12; index++) await writeFile(join(folder, `c${index}.jpg`), jpegBytes(9000, index));
    await lftp(bench, `mirror -R --parallel=4 --no-perms ${folder} /cam`);
    assert.equal(bench.uploads.length, 12);
  });
});

describe('an upload that was interrupted', () => {
  /** Half of the file is sent, and the connection lost. */
  async function interrupted(context: TestContext) {
    const bench = await startFtp(context);
    const content = mp4Bytes(80_000);
    const client = await RawClient.loggedIn(context, bench);
    const data = await client.dataConnection(context);
    await client.command('STOR clip.mp4', 150);
    data.write(content.subarray(0, 40_000));
    data.resetAndDestroy();
    await client.expect(426);
    return { bench, content, file: await localFile(context, 'clip.mp4', content) };
  }

  test('is resumed by curl from the beginning, since nothing of it was kept, and announced once', async (context) => {
    const { bench, content, file } = await interrupted(context);
    await curl('-C', '-', '-T', file, `ftp://${bench.host}:${bench.port}/`);
    assert.deepEqual(await readFile(join(bench.folder, 'clip.mp4')), content);
    assert.equal(bench.uploads.length, 1);
    // Once more: it is whole, and nothing is appended to it.
    await curl('-C', '-', '-T', file, `ftp://${bench.host}:${bench.port}/`).catch(() => {});
    assert.deepEqual(await bench.filesOnDisk(), ['clip.mp4']);
    assert.deepEqual(await readFile(join(bench.folder, 'clip.mp4')), content);
    assert.equal(bench.uploads.length, 1);
  });

  test('is resumed by lftp likewise', async (context) => {
    const { bench, content, file } = await interrupted(context);
    await lftp(bench, `put -c ${file}`);
    await lftp(bench, `put -c ${file}`).catch(() => {});
    assert.deepEqual(await bench.filesOnDisk(), ['clip.mp4']);
    assert.deepEqual(await readFile(join(bench.folder, 'clip.mp4')), content);
    assert.equal(bench.uploads.length, 1);
  });
});

describe('basic-ftp', () => {
  for (const secure of [false, true])
    test(`uploads a folder, lists it and asks for sizes, ${secure ? 'over TLS' : 'plain'}`, async (context) => {
      const bench = await startFtp(context);
      const folder = await temporaryFolder(context);
      await writeFile(join(folder, 'a.jpg'), jpegBytes(1500));
      await writeFile(join(folder, 'b.mp4'), mp4Bytes());
      const client = new Client();
      context.after(() => client.close());
      await client.access({
        host: bench.host,
        port: bench.port,
        user: USER,
        password: PASSWORD,
        secure,
        secureOptions: { rejectUnauthorized: false },
      });
      await client.ensureDir('/cam/x');
      assert.deepEqual(await client.list(), []);
      await client.uploadFromDir(folder);
      assert.deepEqual((await client.list()).map(({ name, size }) => `${name} ${size}`).sort(), [
        'a.jpg 1500',
        'b.mp4 5340',
      ]);
      assert.equal(await client.size('a.jpg'), 1500);
      assert.equal(bench.uploads.length, 2);
    });
});
