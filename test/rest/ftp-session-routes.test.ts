import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { ftpSessionRoutes } from '../../src/rest/ftp-session-routes.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { startFtp } from '../ftp/support/ftp-bench.ts';
import { RawClient } from '../ftp/support/raw-client.ts';
import { jpegBytes } from '../ftp/support/sample-media.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { blamed, serve } from './rest-fixture.ts';

async function open(context: TestContext, clock = new ManualClock()) {
  const ftp = await startFtp(context);
  const { send, port } = await serve(context, ftpSessionRoutes(ftp.doctor, clock));
  return { ftp, send, port, clock };
}

/** The text of a stream as it comes, until it holds this. */
async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, text: string): Promise<string> {
  let read = '';
  while (!read.includes(text)) {
    const { value, done } = await reader.read();
    assert.ok(!done, `the stream ended: ${read}`);
    read += Buffer.from(value).toString();
  }
  return read;
}

async function follow(context: TestContext, port: number) {
  const leaving = new AbortController();
  context.after(() => leaving.abort());
  const response = await fetch(`http://127.0.0.1:${port}/rest/ftp_sessions/stream`, { signal: leaving.signal });
  assert.equal(response.headers.get('content-type'), 'text/event-stream');
  assert.ok(response.body);
  const reader = response.body.getReader();
  await readUntil(reader, 'retry:');
  return { reader, leave: () => leaving.abort() };
}

describe('/rest/ftp_sessions', () => {
  test('lists sessions while they last and after, and shows one with its transcript', async (context) => {
    const { ftp, send } = await open(context);
    const client = await RawClient.loggedIn(context, ftp);
    await client.upload(context, 'a.jpg', jpegBytes());
    const list = await send('GET', '/rest/ftp_sessions/');
    const [row] = list.body as Record<string, unknown>[];
    assert.equal(row?.['verdict'], 'all well');
    assert.equal(row?.['ended_at'], null);
    assert.deepEqual((await send('GET', '/rest/ftp_sessions?severity=trouble')).body, []);
    await client.command('QUIT', 221);
    await client.closed();
    await ftp.service.stop();
    const one = await send('GET', `/rest/ftp_sessions/${row?.['id']}`);
    const session = Object(one.body);
    assert.match(session.ended_at, /^\d{4}-.*Z$/);
    assert.deepEqual(
      session.transcript.slice(0, 3).map(({ text }: { text: string }) => text),
      ['220 Ready', 'USER camera', '331 Password, please'],
    );
  });

  test('refuses what does not fit, and knows no session that is not there', async (context) => {
    const { send } = await open(context);
    assert.deepEqual(blamed(await send('GET', '/rest/ftp_sessions?severity=bad&limit=0')), ['limit', 'severity']);
    assert.equal((await send('GET', '/rest/ftp_sessions/77')).status, 404);
    assert.equal((await send('GET', '/rest/ftp_sessions/x')).status, 404);
  });

  test('streams each session as it begins, is judged and ends, with a sign of life between', async (context) => {
    const { ftp, port, clock } = await open(context);
    const { reader } = await follow(context, port);
    const client = await RawClient.open(context, ftp);
    await client.expect(220);
    assert.match(await readUntil(reader, '\n\n'), /^event: session\ndata: \{"id":1,.*"never logged in"/);
    await client.command('USER nobody', 331);
    await client.command('PASS x', 530);
    await readUntil(reader, '"wrong login"');
    clock.advance(25_000);
    await readUntil(reader, ': still here');
    client.socket.end();
    assert.match(await readUntil(reader, '"wrong login"'), /"ended_at":"\d{4}/);
  });

  test('opens so many streams and no more, and others when one has been left', async (context) => {
    const { port } = await open(context, new ManualClock(systemClock.nowMs()));
    const streams = await Promise.all(Array.from({ length: 20 }, () => follow(context, port)));
    const address = `http://127.0.0.1:${port}/rest/ftp_sessions/stream`;
    const refused = await fetch(address);
    assert.equal(refused.status, 503);
    await refused.text();
    streams[0]?.leave();
    for (let status = 503; status === 503; ) {
      const leaving = new AbortController();
      status = (await fetch(address, { signal: leaving.signal })).status;
      leaving.abort();
    }
  });
});
