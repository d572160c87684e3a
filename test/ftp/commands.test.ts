import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, test } from 'node:test';
import { PASSWORD, startFtp, USER } from './support/ftp-bench.ts';
import { RawClient } from './support/raw-client.ts';
import { jpegBytes } from './support/sample-media.ts';

describe('the login', () => {
  test('a wrong user or password is answered 530, may be tried again, and is logged once without the password', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.open(context, bench);
    await client.expect(220);
    await client.command('USER someone', 331);
    await client.command(`PASS ${PASSWORD}`, 530);
    await client.command(`USER ${USER}`, 331);
    await client.command('PASS not-this-one', 530);
    await client.command('PWD', 530);
    await client.command(`USER ${USER}`, 331);
    await client.command(`PASS ${PASSWORD}`, 230);
    await client.command('PWD', 257);
    assert.equal(bench.lines.filter((line) => line.includes('refused')).length, 1);
    assert.ok(!bench.lines.some((line) => line.includes(PASSWORD) || line.includes('not-this-one')));
  });

  test('anonymous is refused, and the third wrong login ends the connection', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.open(context, bench);
    await client.expect(220);
    for (let tries = 0; tries < 3; tries++) {
      await client.command('USER anonymous', 331);
      await client.command('PASS me@example.org', 530);
    }
    await client.expect(421);
    await client.closed();
  });

  test('before the login nothing but the login is answered', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.open(context, bench);
    await client.expect(220);
    for (const command of ['PASV', 'EPSV', 'STOR a.jpg', 'LIST', 'SIZE a', 'MKD a', 'PORT 127,0,0,1,200,1', 'CWD /']) {
      await client.command(command, 530);
    }
    await client.command('PASS x', 503);
    await client.command('SYST', 215);
    await client.command('QUIT', 221);
  });
});

describe('what cameras say besides', () => {
  const answers: [string, number][] = [
    ['TYPE A', 200],
    ['TYPE a n', 200],
    ['TYPE I', 200],
    ['TYPE L 8', 200],
    ['TYPE L 36', 504],
    ['TYPE E', 504],
    ['TYPE X', 501],
    ['TYPE', 501],
    ['MODE S', 200],
    ['MODE B', 504],
    ['STRU F', 200],
    ['STRU R', 504],
    ['NOOP', 200],
    ['SYST', 215],
    ['FEAT', 211],
    ['HELP', 214],
    ['OPTS UTF8 ON', 200],
    ['OPTS utf8 on', 200],
    ['OPTS', 501],
    ['OPTS MLST', 501],
    ['ALLO 1000', 200],
    ['ALLO 1000 R 20', 200],
    ['REST 0', 350],
    ['REST 100', 504],
    ['REST x', 501],
    ['STAT', 211],
    ['SIZE missing.jpg', 550],
    ['MDTM missing.jpg', 550],
    ['CWD missing', 550],
    ['CWD', 501],
    ['MKD', 501],
    ['STAT missing', 450],
    ['STAT /', 213],
    ['RMD folder', 550],
    ['DELE missing.jpg', 550],
    ['RNFR missing.jpg', 550],
    ['RNTO x.jpg', 503],
    ['RETR x.jpg', 550],
    ['STOR x.jpg', 425],
    ['LIST', 425],
    ['STOR', 553],
    ['SITE CHMOD 777 x', 502],
    ['MLSD', 502],
    ['toString', 502],
    ['__proto__', 502],
    ['noop', 200],
  ];
  test('each command has its answer', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.loggedIn(context, bench);
    for (const [command, code] of answers) await client.command(command, code);
    assert.deepEqual(await bench.filesOnDisk(), []);
  });

  test('folders are made one in another, made again without complaint, and gone into', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.loggedIn(context, bench);
    assert.match(await client.command('MKD /a/b/c', 257), /257 "\/a\/b\/c"/);
    await client.command('MKD /a/b/c', 257);
    await client.command('CWD a', 250);
    await client.command('CWD b', 250);
    assert.match(await client.command('PWD', 257), /257 "\/a\/b"/);
    await client.command('CDUP', 250);
    assert.match(await client.command('PWD', 257), /257 "\/a"/);
    await client.command('CWD ../../../..', 250);
    assert.match(await client.command('PWD', 257), /257 "\/"/);
    await client.command('MKD .incoming/x', 550);
    await client.command('CWD .incoming', 550);
    await client.command('XMKD d', 257);
    await client.command('SIZE d', 550);
  });

  test('LIST and NLST show folders and files, not what is our own, and no path of the machine is ever told', async (context) => {
    const bench = await startFtp(context);
    await mkdir(join(bench.folder, 'sub folder'));
    await writeFile(join(bench.folder, 'a b.jpg'), jpegBytes(1500));
    await writeFile(join(bench.folder, '.hidden'), 'x');
    const client = await RawClient.loggedIn(context, bench);
    const list = async (command: string) => {
      const data = await client.dataConnection(context);
      await client.command(command, 150);
      const listing = await text(data);
      await client.expect(226);
      return listing;
    };
    assert.deepEqual((await list('NLST')).split('\r\n').sort(), ['', 'a b.jpg', 'sub folder']);
    const long = await list('LIST -la');
    assert.match(long, /^-rw-r--r-- 1 ftp ftp +1500 \w{3} [ \d]\d \d\d:\d\d a b\.jpg\r$/m);
    assert.match(long, /^drwxr-xr-x .* sub folder\r$/m);
    assert.equal(await list('NLST sub folder'), '');
    assert.match(await list('LIST a b.jpg'), /1500/);
    await client.dataConnection(context);
    assert.ok(!(await client.command('LIST missing', 550)).includes(bench.folder));
    for (const command of ['CWD missing', 'MKD a b.jpg', 'MDTM missing', 'SIZE missing', 'RETR a b.jpg']) {
      assert.ok(!(await client.command(command, 550)).includes(bench.folder));
    }
    assert.match(await client.command('SIZE a b.jpg', 213), /1500/);
    await client.command('MDTM a b.jpg', 213);
  });
});

describe('APPE', () => {
  test('to a new name stores it, to an existing one is refused', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.loggedIn(context, bench);
    const data = await client.dataConnection(context);
    await client.command('APPE a.jpg', 150);
    data.end(jpegBytes());
    await client.expect(226);
    await client.dataConnection(context);
    await client.command('APPE a.jpg', 550);
    assert.equal(bench.uploads.length, 1);
  });
});
