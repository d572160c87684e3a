import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { claimFreePorts } from '../support/claim-ports.ts';
import { givenInfluxd, influxQl, NO_INFLUXD, TOKEN } from './given-influxd.ts';
import { influxFixture, NOON_MS } from './influx-fixture.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
/** Of twenty cameras, a day: each uploads a picture and a clip ninety times. */
const FILES = 3_600;

/** Takes connections and answers nothing, as a machine does whose disk hangs. */
async function silentServer(context: TestContext) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => sockets.add(socket)).listen(await claimFreePorts(1), '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  context.after(close);
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return { port: address.port, close };
}

test('a day of a busy house is told whole to an InfluxDB that did not answer all day', {
  skip: NO_INFLUXD,
}, async (context) => {
  const silent = await silentServer(context);
  const url = `http://127.0.0.1:${silent.port}`;
  const target = { url, org: '', bucket: 'concierge', token: TOKEN };
  const { makeSink, visit, outbox, clock, database } = await influxFixture(context, target);
  const before = makeSink();
  await before.start();
  let files = 0;
  for (let minute = 0; minute < DAY_MINUTES; minute += 1) {
    const events = database.inTransaction(() => {
      const made: string[] = [];
      for (; files < (FILES * (minute + 1)) / DAY_MINUTES; files += 1) {
        made.push(visit(files % 2 === 0 ? 'jpg' : 'mp4', ['person'], NOON_MS + minute * MINUTE_MS + (files % 7)));
      }
      return made;
    });
    // Nothing is waited for: whoever tells goes on at once.
    for (const event of events) before.eventChanged(event);
    clock.advance(MINUTE_MS);
    await setImmediate();
  }
  assert.equal(files, FILES);
  assert.ok(outbox.count() >= FILES + DAY_MINUTES, `${outbox.count()} rows: each file, and the house each minute`);
  await silent.close();
  await before.stop();

  await givenInfluxd(context, { port: silent.port });
  const after = makeSink();
  context.after(() => after.stop());
  await after.start();
  const signal = AbortSignal.timeout(120_000);
  while (outbox.count() > 0 || !/InfluxDB 1\.8/.test(after.health().detail)) {
    clock.advance(1_000);
    await setTimeout(20, undefined, { signal });
  }
  const counted = async (measurement: string) => {
    const rows = await influxQl(url, `SELECT count(*) FROM ${measurement}`);
    return Math.max(
      0,
      ...Object.values(rows[0] ?? {})
        .map(Number)
        .filter((value) => value < 1e9),
    );
  };
  assert.equal(await counted('camera_shapes_detected_img'), FILES / 2);
  assert.equal(await counted('camera_shapes_detected_video'), FILES / 2);
  assert.equal(await counted('camera_analytics'), FILES);
  assert.ok((await counted('concierge_queue')) >= DAY_MINUTES);
});

test('what waits is bounded: the oldest goes, and health says so', async (context) => {
  const target = { url: `http://127.0.0.1:${await claimFreePorts(1)}`, org: '', bucket: 'concierge', token: TOKEN };
  const { makeSink, visit, outbox, stores } = await influxFixture(context, target, { maxRows: 50 });
  const sink = makeSink();
  context.after(() => sink.stop());
  await sink.start();
  for (let number = 0; number < 80; number += 1) sink.eventChanged(visit('jpg', ['cat'], NOON_MS + number * 1_000));
  assert.equal(outbox.count(), 50);
  const waiting = outbox.oldest(100).flatMap(({ lines }) => lines);
  assert.ok(
    waiting.some((line) => line.includes('/cam/80.jpg')) && !waiting.some((line) => line.includes('/cam/9.jpg')),
  );
  assert.match(sink.health().detail, /3\d too old were dropped/);
  assert.equal(stores.logged('warn').filter((line) => /oldest points/.test(line)).length, 1);
});
