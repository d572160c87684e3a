import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, test } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { CERTIFICATE_FILE, settleCertificate } from '../../src/ftp/tls-certificate.ts';
import { SELF_SIGNED } from '../fakes/self-signed-certificate.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { recordingLogger, silentLogger } from '../support/test-logger.ts';
import { PASSWORD, startFtp, USER } from './support/ftp-bench.ts';
import { listenForData, RawClient, secureData } from './support/raw-client.ts';
import { jpegBytes } from './support/sample-media.ts';

async function logIn(client: RawClient): Promise<void> {
  await client.command(`USER ${USER}`, 331);
  await client.command(`PASS ${PASSWORD}`, 230);
}

describe('FTP over TLS', () => {
  test('FEAT promises it; AUTH, PBSZ and PROT lead to an encrypted upload', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.open(context, bench);
    await client.expect(220);
    assert.match(await client.command('FEAT', 211), /\r\n AUTH TLS\r\n PBSZ\r\n PROT\r\n/);
    await client.startTls();
    await client.command('PBSZ 0', 200);
    await client.command('PROT P', 200);
    await logIn(client);
    const data = await secureData(await client.dataConnection(context));
    await client.command('STOR a.jpg', 150);
    data.end(jpegBytes(300_000));
    await client.expect(226);
    assert.deepEqual(await readFile(join(bench.folder, 'a.jpg')), jpegBytes(300_000));
    await client.command('QUIT', 221);
    await client.closed();
  });

  for (const [what, resumes] of [
    ['resumes the session of the control connection', true],
    ['begins a session of its own', false],
  ] as const) {
    test(`a data connection that ${what} is taken`, async (context) => {
      const bench = await startFtp(context);
      const client = await RawClient.open(context, bench);
      await client.expect(220);
      const session = await client.startTls();
      await logIn(client);
      await client.command('PROT P', 200);
      for (const name of ['a.jpg', 'b.jpg']) {
        const data = await secureData(await client.dataConnection(context), resumes ? session : undefined);
        assert.equal(data.isSessionReused(), resumes);
        await client.command(`STOR ${name}`, 150);
        data.end(jpegBytes());
        await client.expect(226);
      }
      assert.deepEqual(await bench.filesOnDisk(), ['a.jpg', 'b.jpg']);
    });
  }

  test('a client that says STOR before it begins TLS on the data connection is served, as is active mode', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.open(context, bench);
    await client.expect(220);
    await client.startTls();
    await logIn(client);
    await client.command('PROT P', 200);
    const passive = await client.dataConnection(context);
    await client.command('STOR a.jpg', 150);
    (await secureData(passive)).end(jpegBytes());
    await client.expect(226);
    const { port, connection } = await listenForData(context);
    await client.command(`PORT 127,0,0,1,${port >> 8},${port & 255}`, 200);
    await client.command('STOR b.jpg', 150);
    (await secureData(await connection)).end(jpegBytes());
    await client.expect(226);
    assert.equal(bench.uploads.length, 2);
  });

  test('a listing comes encrypted, and whole', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.open(context, bench);
    await client.expect(220);
    await client.startTls();
    await logIn(client);
    await client.command('PROT P', 200);
    const list = async () => {
      const plain = await client.dataConnection(context);
      await client.command('NLST', 150);
      const listing = await text(await secureData(plain));
      await client.expect(226);
      return listing;
    };
    assert.equal(await list(), '');
    for (let index = 0; index < 500; index++) await writeFile(join(bench.folder, `picture ${index}.jpg`), 'x');
    assert.equal((await list()).trim().split('\r\n').length, 500);
  });

  test('without PROT P, or after PROT C, data stays plain', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.open(context, bench);
    await client.expect(220);
    await client.startTls();
    await logIn(client);
    assert.match(await client.upload(context, 'a.jpg', jpegBytes()), /^226 /);
    await client.command('PROT P', 200);
    await client.command('PROT C', 200);
    assert.match(await client.upload(context, 'b.jpg', jpegBytes()), /^226 /);
  });

  test('its commands out of place are refused, each with its code', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.open(context, bench);
    await client.expect(220);
    await client.command('PBSZ 0', 503);
    await client.command('PROT P', 503);
    await client.command('AUTH', 504);
    await client.command('AUTH KERBEROS', 504);
    await client.startTls();
    await client.command('AUTH TLS', 503);
    await client.command('PROT S', 536);
    await client.command('PROT x', 504);
    const late = await RawClient.loggedIn(context, bench);
    await late.command('AUTH TLS', 503);
  });

  test('words put in plain behind AUTH end the session instead of being taken for encrypted ones', async (context) => {
    const bench = await startFtp(context);
    for (const injected of ['AUTH TLS\r\nUSER x\r\n', 'AUTH TLS\r\nUS']) {
      const client = await RawClient.open(context, bench);
      await client.expect(220);
      client.send(injected);
      await client.expect(421);
      await client.closed();
    }
  });

  test('a handshake that fails, or never comes, ends the session and nothing else', async (context) => {
    const clock = new ManualClock(Date.now());
    const bench = await startFtp(context, { clock });
    const clumsy = await RawClient.open(context, bench);
    await clumsy.expect(220);
    await clumsy.command('AUTH TLS', 234);
    clumsy.send('USER in plain\r\n');
    await clumsy.closed();
    await bench.logged('TLS with this FTP client failed');
    const silent = await RawClient.open(context, bench);
    await silent.expect(220);
    await silent.command('AUTH TLS', 234);
    clock.advance(31_000);
    clock.advance(1000);
    await silent.closed();
    await RawClient.loggedIn(context, bench);
  });

  test('plain data where encrypted was agreed on is answered 426 and leaves nothing', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.open(context, bench);
    await client.expect(220);
    await client.startTls();
    await logIn(client);
    await client.command('PROT P', 200);
    assert.match(await client.upload(context, 'a.jpg', jpegBytes()), /^426 /);
    assert.deepEqual(await bench.filesOnDisk(), []);
    await client.command('NOOP', 200);
  });

  test('an older version than TLS 1.2 is refused', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.open(context, bench);
    await client.expect(220);
    await client.command('AUTH TLS', 234);
    client.socket.removeAllListeners('data');
    const old = connectTls({
      socket: client.socket,
      rejectUnauthorized: false,
      maxVersion: 'TLSv1.1',
      minVersion: 'TLSv1',
    });
    const [error] = await once(old, 'error');
    assert.match(String(error), /protocol version|no protocols|unsupported protocol|alert/i);
  });

  test('required, it lets nobody in before TLS, and no data through that is not encrypted', async (context) => {
    const bench = await startFtp(context, { requireTls: true });
    const client = await RawClient.open(context, bench);
    await client.expect(220);
    assert.match(await client.command(`USER ${USER}`, 530), /AUTH TLS/);
    await client.startTls();
    await logIn(client);
    await client.dataConnection(context);
    await client.command('STOR a.jpg', 521);
    await client.command('LIST', 521);
    await client.command('PROT C', 534);
    await client.command('PROT P', 200);
    const data = await secureData(await client.dataConnection(context));
    await client.command('STOR a.jpg', 150);
    data.end(jpegBytes());
    await client.expect(226);
  });
});

describe('the certificate', () => {
  test('is made once, kept for us alone, and renewed in its last month', async (context) => {
    const folder = await temporaryFolder(context);
    const clock = new ManualClock();
    const first = await settleCertificate(folder, clock, silentLogger());
    const certificate = new X509Certificate(first.cert);
    assert.ok(Date.parse(certificate.validFrom) < clock.nowMs());
    assert.equal(
      new X509Certificate((await settleCertificate(folder, clock, silentLogger())).cert).serialNumber,
      certificate.serialNumber,
    );
    clock.advance(Date.parse(certificate.validTo) - clock.nowMs() - 29 * 24 * 3600 * 1000);
    const renewed = new X509Certificate((await settleCertificate(folder, clock, silentLogger())).cert);
    assert.notEqual(renewed.serialNumber, certificate.serialNumber);
    assert.ok(Date.parse(renewed.validTo) > Date.parse(certificate.validTo));
    assert.deepEqual(await readdir(folder), [CERTIFICATE_FILE]);
  });

  test("may be the user's own", async (context) => {
    const folder = await temporaryFolder(context);
    await writeFile(join(folder, CERTIFICATE_FILE), `${SELF_SIGNED.cert}${SELF_SIGNED.key}`);
    const clock = new ManualClock(Date.UTC(2027, 0, 1));
    const settled = await settleCertificate(folder, clock, silentLogger());
    assert.equal(new X509Certificate(settled.cert).subject, 'CN=reolink');
  });

  test("of the user's own is left to the user, who is told before it ends", async (context) => {
    const folder = await temporaryFolder(context);
    const pem = `${SELF_SIGNED.cert}${SELF_SIGNED.key}`;
    await writeFile(join(folder, CERTIFICATE_FILE), pem);
    const clock = new ManualClock(Date.parse(new X509Certificate(SELF_SIGNED.cert).validTo) - 24 * 3600 * 1000);
    const { logger, lines } = recordingLogger();
    await settleCertificate(folder, clock, logger);
    assert.equal(await readFile(join(folder, CERTIFICATE_FILE), 'utf8'), pem);
    assert.ok(lines.some((line) => line.includes('Put a new one into')));
  });

  test('that cannot be read is set aside, and a running service has a new one the next day', async (context) => {
    const folder = await temporaryFolder(context);
    await writeFile(join(folder, CERTIFICATE_FILE), 'half of');
    const { logger, lines } = recordingLogger();
    await settleCertificate(folder, new ManualClock(), logger);
    const names = (await readdir(folder)).sort();
    assert.equal(names.length, 2);
    assert.match(names[1] ?? '', /^ftp-certificate\.pem\.corrupt-/);
    assert.ok(lines.some((line) => line.includes('set aside')));
  });

  test('that cannot be made leaves plain FTP as it is, and the service says so when TLS is required', async (context) => {
    const blocked = join(await temporaryFolder(context), 'missing');
    const bench = await startFtp(context, { certificateFolder: blocked });
    const client = await RawClient.open(context, bench);
    await client.expect(220);
    await client.command('AUTH TLS', 431);
    assert.doesNotMatch(await client.command('FEAT', 211), /TLS/);
    await logIn(client);
    assert.equal(bench.service.health().state, 'running');
    const strict = await startFtp(context, { certificateFolder: blocked, requireTls: true });
    assert.equal(strict.service.health().state, 'degraded');
  });
});
