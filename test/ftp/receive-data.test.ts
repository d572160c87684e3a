import assert from 'node:assert/strict';
import { open } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { describe, type TestContext, test } from 'node:test';
import { type DataSink, receiveData } from '../../src/ftp/receive-data.ts';
import { systemClock } from '../../src/runtime/clock.ts';

async function socketPair(context: TestContext): Promise<{ near: Socket; far: Socket }> {
  const accepted = Promise.withResolvers<Socket>();
  const server = createServer({ pauseOnConnect: true }, (socket) => accepted.resolve(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  const far = connect(address.port, '127.0.0.1');
  const near = await accepted.promise;
  server.close();
  far.on('error', () => {});
  context.after(() => {
    far.destroy();
    near.destroy();
  });
  return { near, far };
}

function receive(
  socket: Socket,
  sink: DataSink,
  more: { hasSpace?: () => Promise<boolean>; signal?: AbortSignal } = {},
) {
  return receiveData(socket, sink, {
    signal: more.signal ?? new AbortController().signal,
    clock: systemClock,
    stalledMs: 10_000,
    maxBytes: 1e9,
    hasSpace: more.hasSpace ?? (async () => true),
  });
}

describe('data into a file', () => {
  test('ends as "disk full" when the disk is', async (context) => {
    const { near, far } = await socketPair(context);
    const full = await open('/dev/full', 'w');
    context.after(() => full.close());
    far.end(Buffer.alloc(1000));
    assert.deepEqual(await receive(near, full), { kind: 'disk full' });
    assert.ok(near.destroyed);
  });

  test('ends as "disk full" when the reserve is reached in the middle', async (context) => {
    const { near, far } = await socketPair(context);
    far.end(Buffer.alloc(40 * 1024 * 1024));
    const outcome = await receive(near, { write: async () => {} }, { hasSpace: async () => false });
    assert.deepEqual(outcome, { kind: 'disk full' });
  });

  test('tells how much came, in their order', async (context) => {
    const { near, far } = await socketPair(context);
    const chunks: Uint8Array[] = [];
    far.end(Buffer.from('picture'));
    const outcome = await receive(near, { write: async (chunk) => chunks.push(chunk) });
    assert.deepEqual(outcome, { kind: 'ended', sizeBytes: 7 });
    assert.equal(Buffer.concat(chunks).toString(), 'picture');
  });

  test('ends at once when it is told to, with the reason', async (context) => {
    const { near } = await socketPair(context);
    const signal = AbortSignal.abort('the service stops');
    assert.deepEqual(await receive(near, { write: async () => {} }, { signal }), {
      kind: 'aborted',
      reason: 'the service stops',
    });
  });
});
