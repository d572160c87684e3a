import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { ManualClock } from '../support/manual-clock.ts';
import { PASSWORD, startFtp, USER } from './support/ftp-bench.ts';
import { RawClient } from './support/raw-client.ts';
import { jpegBytes } from './support/sample-media.ts';

describe('hostile and clumsy clients', () => {
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

  test('a flood of silent connections locks nobody out: the longest silent ones make room', async (context) => {
    const bench = await startFtp(context, { limits: { maxConnections: 4, maxConnectionsPerAddress: 3 } });
    const camera = await RawClient.loggedIn(context, bench);
    const silent = [];
    for (let index = 0; index < 6; index++) {
      const client = await RawClient.open(context, bench);
      await client.expect(220);
      silent.push(client);
    }
    for (const client of silent.slice(0, 4)) {
      await client.expect(421);
      await client.closed();
    }
    const late = await RawClient.loggedIn(context, bench);
    assert.match(await late.upload(context, 'a.jpg', jpegBytes()), /^226 /);
    assert.match(await camera.upload(context, 'b.jpg', jpegBytes()), /^226 /);
  });

  test('after wrong logins an address gets few connections more before it is right', async (context) => {
    const clock = new ManualClock();
    const bench = await startFtp(context, { clock, limits: { maxDistrustedPerAddress: 1 } });
    const wrong = await RawClient.open(context, bench);
    await wrong.expect(220);
    for (let tries = 0; tries < 3; tries++) {
      await wrong.command('USER x', 331);
      await wrong.command('PASS x', 530);
    }
    await wrong.expect(421);
    const waiting = await RawClient.open(context, bench);
    await waiting.expect(220);
    await waiting.command(`USER ${USER}`, 331);
    bench.lines.length = 0;
    waiting.send('PASS wrong again\r\n');
    await bench.logged('"directive":"PASS"');
    clock.advance(500);
    await waiting.expect(530);
    const refused = await RawClient.open(context, bench);
    assert.match(await refused.expect(421), /wrong logins/);
    await waiting.command(`USER ${USER}`, 331);
    bench.lines.length = 0;
    waiting.send(`PASS ${PASSWORD}\r\n`);
    await bench.logged('"directive":"PASS"');
    clock.advance(1000);
    await waiting.expect(230);
    await RawClient.loggedIn(context, bench);
  });

  test('a command that comes byte by byte and never ends does not keep a session', async (context) => {
    const clock = new ManualClock();
    const bench = await startFtp(context, { clock });
    const client = await RawClient.loggedIn(context, bench);
    client.socket.setNoDelay(true);
    await client.command('NOOP', 200);
    client.send('NO');
    // What came before it on the same connection has been read when the reply to another client is there.
    await RawClient.loggedIn(context, bench);
    clock.advance(301_000);
    await client.expect(421);
    await client.closed();
  });

  test('a transfer that trickles on ends in time, and leaves nothing', async (context) => {
    const clock = new ManualClock();
    const bench = await startFtp(context, { clock, limits: { stalledMs: 100_000_000 } });
    const client = await RawClient.loggedIn(context, bench);
    const data = await client.dataConnection(context);
    await client.command('STOR a.mp4', 150);
    data.write('x');
    clock.advance(3_600_000);
    await client.expect(426);
    assert.deepEqual(await bench.filesOnDisk(), []);
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
