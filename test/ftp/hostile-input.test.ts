import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { ManualClock } from '../support/manual-clock.ts';
import { PASSWORD, startFtp, USER } from './support/ftp-bench.ts';
import { RawClient } from './support/raw-client.ts';
import { jpegBytes } from './support/sample-media.ts';

describe('hostile and clumsy clients', { timeout: 30_000 }, () => {
  test('a line of 1 MiB without an end is cut off with 421, and others are served', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.open(context, bench);
    await client.expect(220);
    client.send(Buffer.alloc(1024 * 1024, 0x41));
    await client.closed();
    await RawClient.loggedIn(context, bench);
    assert.equal(bench.service.health().state, 'running');
  });

  test('random bytes do no harm', async (context) => {
    const bench = await startFtp(context);
    for (let round = 0; round < 10; round++) {
      const client = await RawClient.open(context, bench);
      client.send(randomBytes(20_000));
      client.send('\r\n'.repeat(30));
      await client.closed();
    }
    const client = await RawClient.loggedIn(context, bench);
    assert.match(await client.upload(context, 'a.jpg', jpegBytes()), /^226 /);
  });

  test('pipelined commands are answered one after the other in their order', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.open(context, bench);
    await client.expect(220);
    client.send(`USER ${USER}\r\nPASS ${PASSWORD}\r\nMKD /x\r\nCWD /x\r\nPWD\r\nTYPE I\r\n`);
    for (const code of [331, 230, 257, 250]) await client.expect(code);
    assert.match(await client.expect(257), /"\/x"/);
    await client.expect(200);
  });

  test('too many commands sent ahead end the session', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.open(context, bench);
    await client.expect(220);
    client.send('NOOP\r\n'.repeat(5000));
    await client.closed();
    await RawClient.loggedIn(context, bench);
  });

  test('a command that comes byte by byte, or ends with a line feed alone, is understood', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.open(context, bench);
    await client.expect(220);
    client.socket.setNoDelay(true);
    for (const byte of `USER ${USER}\r\n`) client.send(byte);
    await client.expect(331);
    client.send(`PASS ${PASSWORD}\n`);
    await client.expect(230);
  });

  test('unknown commands are answered 502, and without end they end the session', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.open(context, bench);
    await client.expect(220);
    for (let tries = 0; tries < 19; tries++) await client.command('GET / HTTP/1.1', 502);
    await client.command('Host: x', 421);
    await client.closed();
  });

  test('a client that only connects, and one that only idles, are sent away in time; a transfer is no idling', async (context) => {
    const clock = new ManualClock();
    const bench = await startFtp(context, { clock, limits: { stalledMs: 10_000_000 } });
    const silent = await RawClient.open(context, bench);
    await silent.expect(220);
    const idle = await RawClient.loggedIn(context, bench);
    const busy = await RawClient.loggedIn(context, bench);
    const data = await busy.dataConnection(context);
    await busy.command('STOR a.jpg', 150);
    clock.advance(31_000);
    await silent.expect(421);
    await silent.closed();
    await idle.command('NOOP', 200);
    clock.advance(301_000);
    await idle.expect(421);
    await idle.closed();
    data.end(jpegBytes());
    await busy.expect(226);
  });

  test('connections above the limits are told 421, and are welcome when others have gone', async (context) => {
    const bench = await startFtp(context, { limits: { maxConnections: 4, maxConnectionsPerAddress: 2 } });
    const first = await RawClient.loggedIn(context, bench);
    await RawClient.loggedIn(context, bench);
    const third = await RawClient.open(context, bench);
    assert.match(await third.expect(421), /from your address/);
    await third.closed();
    assert.equal(bench.service.health().detail, `port ${bench.port}, 2 sessions`);
    await first.command('QUIT', 221);
    await first.closed();
    await RawClient.loggedIn(context, bench);
  });
});
