import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { heapBytes } from '../support/heap-bytes.ts';
import { type FtpBench, PASSWORD, startFtp, USER } from './support/ftp-bench.ts';
import { commandLine, type Random, randomFrom } from './support/random-commands.ts';
import { RawClient } from './support/raw-client.ts';
import { jpegBytes } from './support/sample-media.ts';

/** `CONCIERGE_FUZZ_LINES=10000 CONCIERGE_FUZZ_SEED=7` runs the full form, or one that failed, again. */
const LINES = Number(process.env['CONCIERGE_FUZZ_LINES'] ?? 2000);
const SEED = Number(process.env['CONCIERGE_FUZZ_SEED'] ?? 20_261_122);
const LINES_A_SESSION = 40;
const SESSIONS_AT_ONCE = 8;
/** Of the heap, from the first quarter to the end. */
const MAX_GROWTH_BYTES = 12 * 1024 * 1024;

/** Plays one session to its end, whichever side ends it. Answers how many replies came. */
async function play(context: TestContext, bench: FtpBench, random: Random, index: number): Promise<number> {
  // Each from an address of its own, or the delay after wrong logins would make this last for hours.
  const localAddress = `127.1.${(index >> 8) & 255}.${index & 255}`;
  const socket = connect({ host: bench.host, port: bench.port, localAddress });
  context.after(() => socket.destroy());
  socket.on('error', () => {});
  let heard = '';
  socket.setEncoding('latin1').on('data', (text) => {
    heard += text;
  });
  await once(socket, 'connect');
  const lines = Array.from({ length: LINES_A_SESSION }, () => commandLine(random));
  const login = random.chance(0.8) ? [Buffer.from(`USER ${USER}\r\nPASS ${PASSWORD}\r\n`)] : [];
  const closed = once(socket, 'close');
  for (const line of [...login, ...lines, Buffer.from('\r\nQUIT\r\n')]) socket.write(line);
  const end = random.below(10);
  if (end === 0) socket.resetAndDestroy();
  if (end === 1) socket.end();
  await closed;
  return [...heard.matchAll(/^\d{3} /gm)].length;
}

describe('random and mutated command lines', { timeout: 600_000 }, () => {
  test(`${LINES} of them (seed ${SEED}) crash nothing, leak nothing and leave nothing`, async (context) => {
    const limits = { connectMs: 10, doubtMs: 1, drainMs: 10, portWaitMs: 50, loginMs: 2000, idleMs: 2000 };
    const bench = await startFtp(context, { limits });
    const random = randomFrom(SEED);
    const sessions = Math.ceil(LINES / LINES_A_SESSION);
    const batches = Math.ceil(sessions / SESSIONS_AT_ONCE);
    let before = heapBytes();
    let answered = 0;
    for (let batch = 0; batch < batches; batch++) {
      const numbers = Array.from({ length: SESSIONS_AT_ONCE }, (_, index) => batch * SESSIONS_AT_ONCE + index);
      const replies = await Promise.all(numbers.map((index) => play(context, bench, random, index)));
      answered += replies.reduce((sum, count) => sum + count, 0);
      bench.lines.length = 0;
      if (batch === Math.floor(batches / 4)) before = heapBytes();
    }
    while (bench.doctor.openSessions > 0) await new Promise(setImmediate);
    const after = heapBytes();
    context.diagnostic(`${answered} replies; heap: ${before} bytes after a quarter, ${after} at the end`);
    assert.ok(
      answered > LINES / 2,
      `only ${answered} of ${LINES} were answered: the sessions end too soon to tell anything`,
    );
    assert.ok(after - before < MAX_GROWTH_BYTES, `the heap grew from ${before} to ${after} bytes`);

    assert.equal(bench.service.health().state, 'running');
    assert.equal(bench.service.sessions, 0);
    assert.deepEqual(await readdir(join(bench.folder, '.incoming')), []);
    assert.deepEqual(await readdir(dirname(bench.folder)), [basename(bench.folder)], 'nothing got outside');
    const client = await RawClient.loggedIn(context, bench);
    for (let port = 0; port < 12; port++) await client.passivePort();
    assert.match(await client.upload(context, 'after.jpg', jpegBytes()), /^226 /);
  });
});
