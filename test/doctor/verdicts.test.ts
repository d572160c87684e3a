import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, type TestContext, test } from 'node:test';
import { connect as connectTls } from 'node:tls';
import type { FtpVerdict } from '../../src/domain/judge-ftp-session.ts';
import type { FtpSessionDetails } from '../../src/ports/ftp-sessions.ts';
import { type BenchOptions, type FtpBench, PASSWORD, startFtp, USER } from '../ftp/support/ftp-bench.ts';
import { RawClient } from '../ftp/support/raw-client.ts';
import { jpegBytes } from '../ftp/support/sample-media.ts';
import { ManualClock } from '../support/manual-clock.ts';

type Play = (client: RawClient, bench: FtpBench, context: TestContext, clock: ManualClock) => Promise<unknown>;

/** Plays one session against the real server; answers what the doctor kept of it. */
async function examine(context: TestContext, options: BenchOptions, play: Play): Promise<FtpSessionDetails> {
  const clock = new ManualClock(Date.now());
  const bench = await startFtp(context, { clock, ...options });
  const ended = Promise.withResolvers<number>();
  bench.doctor.onChange(({ id, endedAtMs }) => endedAtMs !== null && ended.resolve(id));
  const client = await RawClient.open(context, bench);
  await client.expect(220);
  await play(client, bench, context, clock);
  client.socket.end();
  const details = bench.doctor.one(await ended.promise);
  assert.ok(details);
  return details;
}

async function logIn(client: RawClient): Promise<void> {
  await client.command(`USER ${USER}`, 331);
  await client.command(`PASS ${PASSWORD}`, 230);
}

const upload =
  (name: string, content = jpegBytes()): Play =>
  async (client, _bench, context) => {
    await logIn(client);
    await client.upload(context, name, content);
  };

describe('the verdict on a session', () => {
  const cases: [string, BenchOptions, Play, FtpVerdict['kind'], RegExp][] = [
    ['a picture', {}, upload('a.jpg'), 'all well', /One file of "Front" received/],
    [
      "the camera's own test",
      {},
      upload('camera_test20261122/test.txt', Buffer.from('x')),
      'test received',
      /all well/,
    ],
    ['an empty test file', {}, upload('test.txt', Buffer.alloc(0)), 'test received', /all well/],
    ['an empty picture', {}, upload('a.jpg', Buffer.alloc(0)), 'empty file', /"a.jpg" came without content/],
    [
      'a camera that nobody knows',
      {
        receive: async () => ({
          kind: 'unknown camera',
          assetId: 1,
          nameInFile: 'Fornt',
          why: 'did you mean "Front"?',
        }),
      },
      upload('Fornt_00_20261122120000.jpg'),
      'unknown camera',
      /did you mean "Front"/,
    ],
    [
      'a clock that is off',
      { receive: async () => ({ kind: 'accepted', assetId: 1, cameraName: 'Front', clockOffMs: -10_800_000 }) },
      upload('a.jpg'),
      'clock off',
      /clock of "Front" is 3 h behind/,
    ],
    ['a full disk', { limits: { minFreeBytes: Number.MAX_SAFE_INTEGER } }, fullDisk, 'disk full', /nearly full/],
    ['a name that cannot be', {}, refusedName, 'name refused', /remote directory/],
    [
      'a receiver that fails',
      { receive: () => Promise.reject(new Error('locked')) },
      upload('a.jpg'),
      'not taken in',
      /locked/,
    ],
    ['a wrong password', {}, wrongPassword, 'wrong login', /password for the user "camera" is wrong/],
    ['a user that is none', {}, wrongUser, 'wrong login', /There is no FTP user "admin"/],
    [
      'a passive port that is not reached',
      {},
      unreachable,
      'data unreachable',
      /never came to the passive port at 127.0.0.1/,
    ],
    ['a test of the port', {}, async () => {}, 'never logged in', /without logging in/],
    ['a login alone', {}, logIn, 'nothing uploaded', /uploaded nothing/],
    ['implicit FTPS', {}, implicitTls, 'TLS mismatch', /implicit FTPS/],
    ['a TLS that is too old', {}, oldTls, 'TLS mismatch', /version of TLS in common/],
    ['plain FTP where TLS is required', { requireTls: true }, plainOnly, 'TLS required', /ftp_require_tls/],
    ['plain data where it was to be TLS', {}, plainData, 'TLS mismatch', /TLS failed/],
    ['a picture that is cut off', {}, cutOff, 'cut off', /was cut off/],
  ];
  for (const [what, options, play, kind, words] of cases) {
    test(`${what}: ${kind}`, async (context) => {
      const { verdict, transcript } = await examine(context, options, play);
      assert.equal(verdict.kind, kind, JSON.stringify({ verdict, transcript }, null, 1));
      assert.match(verdict.words, words);
    });
  }

  test('is well when what failed was done again with success', async (context) => {
    const session = await examine(context, {}, async (client, _bench, own, clock) => {
      await logIn(client);
      await missConnection(client, clock);
      await client.upload(own, 'a.jpg', jpegBytes());
    });
    assert.equal(session.verdict.kind, 'all well');
    assert.deepEqual([session.files, session.bytes, session.camera, session.user], [1, 2000, 'Front', USER]);
  });

  test('comes with a transcript in which no password is', async (context) => {
    const session = await examine(context, {}, async (client) => {
      await client.command('my secret password', 502);
      await client.command('ACCT my secret password', 502);
      await client.command('STAT my secret password', 530);
      await client.command(`USER ${USER}`, 331);
      await client.command('PASS my secret password', 530);
      await client.command(`USER ${USER}`, 331);
      await client.command(`pass ${PASSWORD}`, 230);
      await client.command('CWD /a', 550);
      await client.command('PASS my secret password', 202);
    });
    const text = session.transcript.map(({ from, text: line }) => `${from}: ${line}`).join('\n');
    assert.doesNotMatch(text, /secret/);
    assert.match(text, /client: USER camera\nserver: 331 .*\nclient: PASS \(hidden\)\nserver: 530/);
    assert.match(text, /client: CWD \/a\nserver: 550/);
  });

  test('knows that a session was encrypted, and whose login it was', async (context) => {
    const accounts = [{ user: 'gate', password: 'its own secret', cameraId: 7, home: 'Gate' }];
    const session = await examine(context, { accounts }, async (client) => {
      await client.startTls();
      await client.command('USER gate', 331);
      await client.command('PASS its own secret', 230);
    });
    assert.equal(session.encrypted, true);
    assert.equal(session.camera, 'camera 7');
  });
});

async function fullDisk(client: RawClient): Promise<void> {
  await logIn(client);
  await client.command('PASV', 227);
  await client.command('STOR a.jpg', 452);
}

async function refusedName(client: RawClient): Promise<void> {
  await logIn(client);
  await client.command('PASV', 227);
  await client.command('STOR .hidden/a.jpg', 553);
}

async function wrongPassword(client: RawClient): Promise<void> {
  await client.command(`USER ${USER}`, 331);
  await client.command('PASS not this one', 530);
}

async function wrongUser(client: RawClient): Promise<void> {
  await client.command('USER admin', 331);
  await client.command('PASS admin', 530);
}

async function missConnection(client: RawClient, clock: ManualClock): Promise<void> {
  await client.passivePort();
  await client.command('STOR a.jpg', 150);
  clock.advance(11_000);
  await client.expect(425);
}

async function unreachable(
  client: RawClient,
  _bench: FtpBench,
  _context: TestContext,
  clock: ManualClock,
): Promise<void> {
  await logIn(client);
  await missConnection(client, clock);
}

async function implicitTls(client: RawClient): Promise<void> {
  client.socket.removeAllListeners('data');
  const secure = connectTls({ socket: client.socket, rejectUnauthorized: false });
  await once(secure, 'error');
}

async function oldTls(client: RawClient): Promise<void> {
  await client.command('AUTH TLS', 234);
  client.socket.removeAllListeners('data');
  const minVersion = 'TLSv1';
  const old = connectTls({
    socket: client.socket,
    rejectUnauthorized: false,
    maxVersion: 'TLSv1.1',
    minVersion,
    ciphers: 'ALL:@SECLEVEL=0',
  });
  await once(old, 'error');
}

async function plainOnly(client: RawClient): Promise<void> {
  await client.command(`USER ${USER}`, 530);
}

async function plainData(client: RawClient, _bench: FtpBench, context: TestContext): Promise<void> {
  await client.startTls();
  await logIn(client);
  await client.command('PROT P', 200);
  await client.upload(context, 'a.jpg', jpegBytes());
}

async function cutOff(client: RawClient, _bench: FtpBench, context: TestContext): Promise<void> {
  await logIn(client);
  const data = await client.dataConnection(context);
  await client.command('STOR a.jpg', 150);
  data.write(jpegBytes());
  data.resetAndDestroy();
  await client.expect(426);
}
