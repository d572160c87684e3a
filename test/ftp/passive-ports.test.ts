import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, test } from 'node:test';
import { ManualClock } from '../support/manual-clock.ts';
import { startFtp } from './support/ftp-bench.ts';
import { listenForData, openData, portOf, RawClient } from './support/raw-client.ts';
import { jpegBytes } from './support/sample-media.ts';

describe('passive ports', () => {
  test('PASV tells the address that the client is connected to, and a port of the range', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.loggedIn(context, bench);
    const reply = await client.command('PASV', 227);
    assert.match(reply, /\(127,0,0,1,\d+,\d+\)$/);
    assert.ok(portOf(reply) >= bench.passivePortMin && portOf(reply) <= bench.passivePortMax);
  });

  test('by loopback PASV tells loopback even when another address is set for the cameras', async (context) => {
    const bench = await startFtp(context, { passiveHost: '192.0.2.7' });
    const client = await RawClient.loggedIn(context, bench);
    assert.match(await client.command('PASV', 227), /\(127,0,0,1,/);
  });

  test('with all ports promised the next session waits, and gets the first that is free', async (context) => {
    const bench = await startFtp(context, { passivePorts: 1 });
    const first = await RawClient.loggedIn(context, bench);
    const second = await RawClient.loggedIn(context, bench);
    const port = await first.passivePort();
    second.send('PASV\r\n');
    // The second waits: what it hears first comes after the first has connected.
    await openData(context, port);
    assert.equal(portOf(await second.expect(227)), port);
  });

  test('a session that waits in vain is told 425 when its time is up', async (context) => {
    const clock = new ManualClock();
    const bench = await startFtp(context, { passivePorts: 1, clock, limits: { connectMs: 60_000 } });
    const first = await RawClient.loggedIn(context, bench);
    const second = await RawClient.loggedIn(context, bench);
    await first.passivePort();
    second.send('PASV\r\nNOOP\r\n');
    // What was sent before it has been read when this is answered.
    await first.command('NOOP', 200);
    clock.advance(31_000);
    await second.expect(425);
    await second.expect(200);
  });

  test('a waiting session whose client goes takes no port away', async (context) => {
    const bench = await startFtp(context, { passivePorts: 1 });
    const [first, second, third] = await Promise.all([1, 2, 3].map(() => RawClient.loggedIn(context, bench)));
    assert.ok(first && second && third);
    const port = await first.passivePort();
    second.send('PASV\r\n');
    second.socket.end();
    await second.closed();
    third.send('PASV\r\n');
    await openData(context, port);
    assert.equal(portOf(await third.expect(227)), port);
  });

  test('a promised port that nobody connects to comes back after the set time', async (context) => {
    const clock = new ManualClock();
    const bench = await startFtp(context, { passivePorts: 1, clock });
    const first = await RawClient.loggedIn(context, bench);
    const second = await RawClient.loggedIn(context, bench);
    const port = await first.passivePort();
    clock.advance(11_000);
    assert.equal(await second.passivePort(), port);
  });

  test('another PASV, QUIT and a refused STOR give the port back', async (context) => {
    const bench = await startFtp(context, { passivePorts: 1 });
    const first = await RawClient.loggedIn(context, bench);
    await first.passivePort();
    await first.passivePort();
    await first.command('STOR .hidden/x.jpg', 553);
    const second = await RawClient.loggedIn(context, bench);
    await second.passivePort();
    await second.command('QUIT', 221);
    await second.closed();
    await first.passivePort();
  });

  test('a port that another program has is passed over', async (context) => {
    const bench = await startFtp(context, { passivePorts: 2 });
    const other = createServer();
    other.listen(bench.passivePortMin, bench.host);
    await once(other, 'listening');
    context.after(() => other.close());
    const client = await RawClient.loggedIn(context, bench);
    assert.equal(await client.passivePort(), bench.passivePortMax);
    await bench.logged(`Cannot listen on passive port ${bench.passivePortMin}`);
  });

  test('only the address of the control connection may take the data connection', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.loggedIn(context, bench);
    const port = await client.passivePort();
    const stranger = await openData(context, port, '127.0.0.1', '127.0.0.2');
    stranger.resume();
    await once(stranger, 'close');
    const data = await openData(context, port);
    await client.command('STOR a.jpg', 150);
    data.end(jpegBytes());
    await client.expect(226);
  });

  test('a data connection that is reset before the transfer begins harms nothing', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.loggedIn(context, bench);
    const data = await client.dataConnection(context);
    data.resetAndDestroy();
    await once(data, 'close');
    await client.command('STOR a.jpg', 150);
    await client.expect(426);
    assert.match(await client.upload(context, 'a.jpg', jpegBytes()), /^226 /);
  });
});

describe('extended passive and active mode', () => {
  test('EPSV tells a port alone, knows its protocols, and forbids the others after ALL', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.loggedIn(context, bench);
    assert.match(await client.command('EPSV', 229), /\(\|\|\|\d+\|\)$/);
    await client.command('EPSV 1', 229);
    await client.command('EPSV 2', 522);
    await client.command('EPSV ALL', 200);
    await client.command('PASV', 501);
    await client.command('PORT 127,0,0,1,200,1', 501);
    await client.command('EPSV', 229);
  });

  test('over IPv6 EPSV works and PASV says to use it', async (context) => {
    const bench = await startFtp(context, { host: '::1' });
    const client = await RawClient.loggedIn(context, bench);
    await client.command('PASV', 425);
    const port = Number(/\|(\d+)\|\)$/.exec(await client.command('EPSV', 229))?.[1]);
    const data = await openData(context, port, '::1');
    await client.command('STOR a.jpg', 150);
    data.end(jpegBytes());
    await client.expect(226);
  });

  test('IPv4 clients of a server that listens on :: have all of PASV, EPSV and PORT', async (context) => {
    const bench = await startFtp(context, { host: '::' });
    const client = await RawClient.loggedIn(context, { host: '127.0.0.1', port: bench.port });
    assert.match(await client.upload(context, 'a.jpg', jpegBytes()), /^226 /);
    const { port, connection } = await listenForData(context);
    await client.command(`PORT 127,0,0,1,${port >> 8},${port & 255}`, 200);
    await client.command('STOR b.jpg', 150);
    (await connection).end(jpegBytes());
    await client.expect(226);
  });

  for (const [what, command] of [
    ['PORT', (port: number) => `PORT 127,0,0,1,${port >> 8},${port & 255}`],
    ['EPRT', (port: number) => `EPRT |1|127.0.0.1|${port}|`],
  ] as const) {
    test(`${what} makes the server connect to the client`, async (context) => {
      const bench = await startFtp(context);
      const client = await RawClient.loggedIn(context, bench);
      const { port, connection } = await listenForData(context);
      await client.command(command(port), 200);
      await client.command('STOR a.jpg', 150);
      (await connection).end(jpegBytes());
      await client.expect(226);
    });
  }

  test('PORT and EPRT to another machine, to a privileged port or of no sense are refused', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.loggedIn(context, bench);
    await client.command('PORT 127,0,0,2,200,1', 504);
    await client.command('PORT 127,0,0,1,0,22', 504);
    await client.command('PORT 127,0,0,1,200', 501);
    await client.command('PORT 1,2,3,4,300,300', 501);
    await client.command('EPRT |1|127.0.0.2|50000|', 504);
    await client.command('EPRT |1|::1|50000|', 501);
    await client.command('EPRT', 501);
    await client.command('STOR a.jpg', 425);
  });

  test('a client port that nobody listens on is answered 425', async (context) => {
    const bench = await startFtp(context);
    const client = await RawClient.loggedIn(context, bench);
    const { passivePortMax: port } = bench;
    await client.command(`PORT 127,0,0,1,${port >> 8},${port & 255}`, 200);
    await client.command('STOR a.jpg', 150);
    await client.expect(425);
  });
});
