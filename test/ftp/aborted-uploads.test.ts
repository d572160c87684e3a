import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, test } from 'node:test';
import { ManualClock } from '../support/manual-clock.ts';
import { type FtpBench, PASSWORD, startFtp, USER } from './support/ftp-bench.ts';
import { openData, RawClient } from './support/raw-client.ts';
import { fragmentedMp4, jpegBytes, mp4Bytes } from './support/sample-media.ts';

async function assertNothingKept(bench: FtpBench): Promise<void> {
  assert.deepEqual(bench.uploads, []);
  assert.deepEqual(await bench.filesOnDisk(), []);
}

describe('uploads that are not completed', () => {
  test('a data connection that is reset leaves nothing, and the session goes on', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.loggedIn(context, bench);
    const data = await client.dataConnection(context);
    await client.command('STOR a.jpg', 150);
    data.write(jpegBytes());
    data.resetAndDestroy();
    await client.expect(426);
    await assertNothingKept(bench);
    assert.match(await client.upload(context, 'a.jpg', jpegBytes()), /^226 /);
  });

  test('ABOR in the middle is answered 426 and 226 and leaves nothing', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.loggedIn(context, bench);
    const data = await client.dataConnection(context);
    await client.command('STOR a.jpg', 150);
    data.write(jpegBytes());
    // As telnet has it: IAC IP, IAC DM, then the command.
    client.send(Buffer.concat([Buffer.from([0xff, 0xf4, 0xff, 0xf2]), Buffer.from('ABOR\r\n')]));
    await client.expect(426);
    await client.expect(226);
    await assertNothingKept(bench);
    await client.command('NOOP', 200);
  });

  test('ABOR with nothing under way is answered 226', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.loggedIn(context, bench);
    await client.command('ABOR', 226);
  });

  for (const [what, end] of [
    ['data first', ['data', 'control']],
    ['control first', ['control', 'data']],
  ] as const) {
    test(`a client whose connections both end in good order in the middle of a picture leaves nothing (${what})`, async (context) => {
      const bench = await startFtp(context, { limits: { doubtMs: 5000 } });
      const client = await RawClient.loggedIn(context, bench);
      const data = await client.dataConnection(context);
      await client.command('STOR a.jpg', 150);
      const closed = once(data, 'close');
      const half = jpegBytes(200_000).subarray(0, 100_000);
      for (const which of end) {
        if (which === 'data') data.end(half);
        else client.socket.end();
      }
      data.resume();
      await closed;
      await bench.logged('was not completed');
      await bench.service.stop();
      await assertNothingKept(bench);
    });
  }

  for (const [name, content] of [
    ['a.jpg', jpegBytes(100_000)],
    ['a.mp4', mp4Bytes(100_000)],
    ['b.mp4', fragmentedMp4()],
  ] as const) {
    test(`a whole ${name} (${content.length} bytes) is kept although its client left without waiting for 226`, async (context) => {
      const bench = await startFtp(context, { limits: { doubtMs: 5000 } });
      const client = await RawClient.loggedIn(context, bench);
      const data = await client.dataConnection(context);
      await client.command(`STOR ${name}`, 150);
      client.socket.end();
      data.end(content);
      await bench.logged('Received');
      assert.deepEqual(await bench.filesOnDisk(), [name]);
    });
  }

  test('a curl that is killed in the middle leaves nothing', async (context) => {
    const bench = await startFtp(context, { limits: { doubtMs: 5000 } });
    const url = `ftp://${bench.host}:${bench.port}/cam/killed.jpg`;
    const curl = spawn('curl', ['-sS', '-T', '-', '--ftp-create-dirs', '-u', `${USER}:${PASSWORD}`, url], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    context.after(() => curl.kill('SIGKILL'));
    curl.stdin.on('error', () => {});
    curl.stdin.write(jpegBytes(300_000).subarray(0, 200_000));
    await bench.logged('Receiving');
    const exited = once(curl, 'exit');
    curl.kill('SIGKILL');
    await exited;
    await bench.logged('was not completed');
    await bench.service.stop();
    await assertNothingKept(bench);
  });

  test('a client that vanishes without a word is given up when no data came for the set time', async (context) => {
    const clock = new ManualClock();
    const bench = await startFtp(context, { clock });
    const client = await RawClient.loggedIn(context, bench);
    await client.dataConnection(context);
    await client.command('STOR a.jpg', 150);
    await bench.logged('Receiving');
    clock.advance(61_000);
    await client.expect(426);
    await assertNothingKept(bench);
  });

  test('data that never comes after the control connection has gone is not waited for beyond the set time', async (context) => {
    const clock = new ManualClock();
    const bench = await startFtp(context, { clock });
    const client = await RawClient.loggedIn(context, bench);
    const data = await client.dataConnection(context);
    await client.command('STOR a.jpg', 150);
    data.write(jpegBytes().subarray(0, 100));
    client.socket.end();
    await client.closed();
    clock.advance(11_000);
    await bench.logged('was not completed: the client has gone');
    await bench.service.stop();
    await assertNothingKept(bench);
  });

  test('a data connection that never comes is answered 425, and nothing is left', async (context) => {
    const clock = new ManualClock();
    const bench = await startFtp(context, { clock });
    const client = await RawClient.loggedIn(context, bench);
    await client.passivePort();
    await client.command('STOR a.jpg', 150);
    clock.advance(11_000);
    await client.expect(425);
    await assertNothingKept(bench);
    await client.command('STOR a.jpg', 425);
  });

  test('stopping in the middle of transfers ends them and leaves nothing', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.loggedIn(context, bench);
    const data = await client.dataConnection(context);
    await client.command('STOR a.mp4', 150);
    data.write(mp4Bytes());
    const waiting = await RawClient.loggedIn(context, bench);
    const promised = await waiting.passivePort();
    await bench.service.stop();
    await bench.service.stop();
    await client.closed();
    await waiting.closed();
    await assertNothingKept(bench);
    await assert.rejects(openData(context, promised));
    assert.equal(bench.service.health().state, 'stopped');
  });
});
