import assert from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, type TestContext, test } from 'node:test';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type FtpBench, startFtp, USER } from './support/ftp-bench.ts';
import { RawClient } from './support/raw-client.ts';
import { jpegBytes } from './support/sample-media.ts';

const GATE = { user: 'gate', password: 'its own secret', cameraId: 7, home: 'Gate' };

async function logInAs(context: TestContext, bench: FtpBench, { user, password } = GATE): Promise<RawClient> {
  const client = await RawClient.open(context, bench);
  await client.expect(220);
  await client.command(`USER ${user}`, 331);
  await client.command(`PASS ${password}`, 230);
  return client;
}

async function list(context: TestContext, client: RawClient, command: string): Promise<string> {
  const data = await client.dataConnection(context);
  await client.command(command, 150);
  const listing = await text(data);
  await client.expect(226);
  return listing;
}

describe("a camera's own FTP login", () => {
  test('says whose its uploads are, and the shared one says that nobody knows', async (context) => {
    const bench = await startFtp(context, { accounts: [GATE] });
    const own = await logInAs(context, bench);
    assert.match(await own.upload(context, '2026/a.jpg', jpegBytes()), /^226 Stored \/2026\/a\.jpg$/);
    const shared = await RawClient.loggedIn(context, bench);
    await shared.upload(context, 'b.jpg', jpegBytes());
    assert.deepEqual(
      bench.uploads.map(({ file, source }) => ({ file, camera: source?.cameraId })),
      [
        { file: 'Gate/2026/a.jpg', camera: 7 },
        { file: 'b.jpg', camera: null },
      ],
    );
  });

  test('has its own folder for the root: nothing outside is listed, entered, measured, renamed or written', async (context) => {
    const bench = await startFtp(context, { accounts: [GATE] });
    await mkdir(join(bench.folder, 'Front'));
    await writeFile(join(bench.folder, 'Front', 'private.jpg'), jpegBytes());
    await writeFile(join(bench.folder, 'top.jpg'), jpegBytes());
    const client = await logInAs(context, bench);
    assert.match(await client.command('PWD', 257), /"\/"/);
    assert.equal(await list(context, client, 'NLST'), '');
    assert.equal(await list(context, client, 'NLST ..'), '');
    assert.equal(await list(context, client, 'LIST /../..'), '');
    for (const command of ['CWD Front', 'CWD ../Front', 'SIZE ../top.jpg', 'SIZE /top.jpg', 'MDTM ../top.jpg']) {
      await client.command(command, 550);
    }
    await client.command('MKD /2026/11', 257);
    await client.command('CWD /2026', 250);
    await client.command('CWD ../../../..', 250);
    await client.upload(context, '../../x.tmp', jpegBytes());
    await client.command('RNFR x.tmp', 350);
    await client.command('RNTO ../../y.jpg', 250);
    await client.upload(context, '../z.jpg', jpegBytes());
    assert.equal((await list(context, client, 'NLST /')).split('\r\n').sort().join(' ').trim(), '2026 y.jpg z.jpg');
    assert.deepEqual(await bench.filesOnDisk(), ['Front/private.jpg', 'Gate/y.jpg', 'Gate/z.jpg', 'top.jpg']);
    await client.dataConnection(context);
    await client.command('STOR /', 553);
  });

  test('is refused where its folder leads out of ROOT_DIR', async (context) => {
    const bench = await startFtp(context, { accounts: [GATE] });
    await symlink(await temporaryFolder(context), join(bench.folder, 'Gate'));
    const client = await RawClient.open(context, bench);
    await client.expect(220);
    await client.command(`USER ${GATE.user}`, 331);
    await client.command(`PASS ${GATE.password}`, 530);
    await client.command('PWD', 530);
  });

  test('may share a user with others: the password tells which', async (context) => {
    const bench = await startFtp(context, { accounts: [{ ...GATE, user: USER }] });
    const client = await logInAs(context, bench, { ...GATE, user: USER });
    await client.upload(context, 'a.jpg', jpegBytes());
    assert.equal(bench.uploads[0]?.file, 'Gate/a.jpg');
  });
});
