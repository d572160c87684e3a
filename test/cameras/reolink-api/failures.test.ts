import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { describe, test } from 'node:test';
import type { CameraFailure, CameraProblem } from '../../../src/ports/camera-setup.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { NEVER_ABORTED, openBench } from './setup-bench.ts';

type Bench = Awaited<ReturnType<typeof openBench>>;

async function failureOf({ setup, request }: Bench, change: Partial<Bench['request']> = {}): Promise<CameraFailure> {
  const outcome = await setup.configure({ ...request, ...change }, NEVER_ABORTED);
  assert.equal(outcome.kind, 'failed', JSON.stringify(outcome));
  // Holds by the line above.
  const failure = outcome as CameraFailure;
  assert.doesNotMatch(failure.why, /secret|\n|Error:|undefined|\[object/);
  return failure;
}

function assertProblem(failure: CameraFailure, problem: CameraProblem, field: CameraFailure['field'], words: RegExp) {
  assert.deepEqual([failure.problem, failure.field], [problem, field], failure.why);
  assert.match(failure.why, words);
}

describe('what goes wrong with a camera is said in words', () => {
  test('a wrong password, and nothing in the camera changed', async (context) => {
    const bench = await openBench(context);
    assertProblem(await failureOf(bench, { password: 'wrong' }), 'wrong password', 'password', /administrator/);
    assert.deepEqual(bench.camera.received, ['Login']);
  });

  test('no session left', async (context) => {
    const bench = await openBench(context, { camera: { maxSessions: 2 } });
    bench.camera.occupy();
    bench.camera.occupy();
    assertProblem(await failureOf(bench), 'too many sessions', 'camera', /too many logins/);
  });

  test('its ports are off, and where to switch them on', async (context) => {
    const bench = await openBench(context);
    await bench.camera.stop();
    assertProblem(await failureOf(bench), 'ports off', 'host', /Server Settings/);
  });

  test('a name that nobody knows', async (context) => {
    const bench = await openBench(context);
    assertProblem(await failureOf(bench, { host: 'no-such-camera.invalid' }), 'unknown name', 'host', /spelling/);
  });

  test('loopback, link-local and the metadata service are refused unasked, whatever they are called', async (context) => {
    const bench = await openBench(context, { setup: { allowLoopback: false } });
    for (const host of [bench.camera.host, 'localhost', '127.1', '2130706433', '[::1]:80', '169.254.169.254', '0']) {
      assertProblem(await failureOf(bench, { host }), 'forbidden address', 'host', /no camera/);
    }
    assert.deepEqual(bench.camera.received, []);
  });

  test('an address with a path', async (context) => {
    const bench = await openBench(context);
    assertProblem(await failureOf(bench, { host: 'http://x/y' }), 'bad address', 'host', /leave out http/);
  });

  test('a web server that is no camera', async (context) => {
    const bench = await openBench(context);
    bench.camera.nonsense.set('Login', '<html>A printer</html>');
    assertProblem(await failureOf(bench), 'not this brand', 'host', /does not speak/);
    bench.camera.nonsense.set('Login', '[{"code":0,"value":{"Token":{}}}]');
    assertProblem(await failureOf(bench), 'not this brand', 'host', /does not speak/);
    bench.camera.nonsense.set('Login', `[{"code":0,"value":{"Token":{"name":"t"},"more":"${'x'.repeat(2_000_000)}"}}]`);
    assertProblem(await failureOf(bench), 'not this brand', 'host', /does not speak/);
  });

  test('something that speaks no HTTP at all', async (context) => {
    const bench = await openBench(context);
    const server = createServer((socket) => socket.on('error', () => {}).end('220 Not what you think\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    context.after(() => server.close());
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    const failure = await failureOf(bench, { host: `127.0.0.1:${address.port}` });
    assertProblem(failure, 'not this brand', 'host', /does not speak/);
  });

  test('a camera without FTP', async (context) => {
    const bench = await openBench(context, { camera: { firmware: 'without FTP' } });
    assertProblem(await failureOf(bench), 'no FTP', 'ftp', /battery/);
    assert.equal(bench.camera.openSessions, 0);
  });

  test('our FTP server out of its reach: its settings stay as they were', async (context) => {
    const bench = await openBench(context);
    await bench.ftp.service.stop();
    const before = structuredClone(bench.camera.commands.ftp);
    assertProblem(await failureOf(bench), 'FTP test failed', 'ftp', /cannot connect to our FTP server at 127\.0\.0\.1/);
    assert.deepEqual(bench.camera.commands.ftp, before);
    assert.equal(bench.camera.commands.name, 'Camera1');
    assert.equal(bench.camera.openSessions, 0);
  });

  test('our FTP server refuses its login', async (context) => {
    const bench = await openBench(context, { setup: { ftpLogin: async () => ({ user: 'u', password: 'not ours' }) } });
    assertProblem(await failureOf(bench), 'FTP test failed', 'ftp', /login ftp failed/);
  });

  test('an FTP password that is too long for it', async (context) => {
    const bench = await openBench(context, {
      setup: { ftpLogin: async () => ({ user: 'u', password: 'x'.repeat(32) }) },
    });
    assertProblem(await failureOf(bench), 'refused', 'ftp', /at most 31/);
    assert.equal(bench.camera.openSessions, 0);
  });

  test('FTP settings that it refuses, or does not keep', async (context) => {
    const bench = await openBench(context);
    bench.camera.refusals.set('SetFtpV20', { rspCode: -26, detail: 'ability error' });
    assertProblem(await failureOf(bench), 'refused', 'ftp', /administrator/);
    bench.camera.refusals.clear();
    bench.camera.commands.ftpKeysNotKept.add('enable');
    assertProblem(await failureOf(bench), 'not kept', 'ftp', /enable/);
  });

  test('a name that it cuts off', async (context) => {
    const bench = await openBench(context);
    bench.camera.commands.maxNameLength = 5;
    assertProblem(await failureOf(bench), 'refused', 'name', /"Front" instead/);
  });

  test('a session that it ends in the middle', async (context) => {
    const bench = await openBench(context);
    bench.camera.refusals.set('GetFtpV20', { rspCode: -6, detail: 'please login first' });
    assertProblem(await failureOf(bench), 'session ended', 'camera', /restarted/);
  });

  test('every connection dropped: at the login, or at a command, after which it is logged out', async (context) => {
    const bench = await openBench(context);
    bench.camera.drops.set('Login', 99);
    assertProblem(await failureOf(bench), 'dropped', 'host', /Wi-Fi/);
    bench.camera.drops.clear();
    bench.camera.drops.set('SetFtpV20', 99);
    assertProblem(await failureOf(bench), 'dropped', 'host', /Wi-Fi/);
    assert.equal(bench.camera.openSessions, 0);
  });

  for (const cmd of ['Login', 'GetFtpV20']) {
    test(`no answer to ${cmd}: given up at its deadline, and logged out`, async (context) => {
      const clock = new ManualClock();
      const bench = await openBench(context, { clock });
      bench.camera.slow.add(cmd);
      const asked = bench.camera.next(cmd);
      const failing = failureOf(bench);
      await asked;
      clock.advance(60_000);
      assertProblem(await failing, 'too slow', 'host', /did not answer in time/);
      assert.equal(bench.camera.openSessions, 0);
    });
  }

  test('the caller goes: the camera is logged out all the same', async (context) => {
    const { camera, setup, request } = await openBench(context);
    camera.slow.add('TestFtp');
    const caller = new AbortController();
    const asked = camera.next('TestFtp');
    const outcome = setup.configure(request, caller.signal);
    await asked;
    caller.abort();
    assert.equal((await outcome).kind === 'failed' && ((await outcome) as CameraFailure).problem, 'given up');
    assert.equal(camera.openSessions, 0);
  });

  test('the caller goes during the login: the session that comes of it is closed', async (context) => {
    const { camera, setup, request } = await openBench(context);
    const caller = new AbortController();
    const outcome = setup.configure(request, caller.signal);
    await camera.next('Login');
    caller.abort();
    assert.equal(((await outcome) as CameraFailure).problem, 'given up');
    assert.deepEqual(camera.received, ['Login', 'Logout']);
    assert.equal(camera.openSessions, 0);
  });
});

describe('a picture on demand', () => {
  const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);

  test('is what the camera sees, without a session', async (context) => {
    const { camera, setup, request } = await openBench(context, { camera: { picture: JPEG } });
    const outcome = await setup.snapshot(request, NEVER_ABORTED);
    assert.deepEqual(outcome, { kind: 'picture', jpeg: JPEG });
    assert.deepEqual(camera.received, ['Snap']);
  });

  test('or the reason in words', async (context) => {
    const { camera, setup, request } = await openBench(context, { camera: { picture: Buffer.from('<html>') } });
    const problem = async (password: string) => {
      const outcome = await setup.snapshot({ ...request, password }, NEVER_ABORTED);
      return outcome.kind === 'failed' && outcome.problem;
    };
    assert.equal(await problem('wrong'), 'wrong password');
    assert.equal(await problem('secret'), 'not this brand');
    camera.drops.set('Snap', 9);
    assert.equal(await problem('secret'), 'dropped');
  });
});
