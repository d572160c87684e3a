import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Scheduler } from '../../src/housekeeping/scheduler.ts';
import { DailyDigest } from '../../src/publish/daily-digest.ts';
import { DigestAnswers } from '../../src/publish/digest-answers.ts';
import type { Command, Session } from '../../src/publish/session.ts';
import { JobRunTable } from '../../src/store/job-run-table.ts';
import { analysis, historyFixture, newAsset, track } from '../store/history-fixture.ts';
import { silentLogger } from '../support/test-logger.ts';
import { MemoryConfigStore } from './memory-config-store.ts';
import { camera, configWith, FRONT_UUID } from './samples.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

function session() {
  const ended = new AbortController();
  const fired: Record<string, unknown>[] = [];
  const own: Session = {
    haVersion: '2026.11.0',
    ended: ended.signal,
    request: async ({ event_type: type, event_data: data }: Command) => {
      assert.equal(type, 'concierge_digest');
      fired.push(Object(data));
      return { kind: 'done', result: null };
    },
    subscribe: async () => ({ kind: 'done', result: null }),
    close: () => ended.abort(),
  };
  return { own, fired };
}

test('the digest is told each day at its time, and once as soon as it can be when that was missed', async (context) => {
  const { history, database, clock, queue } = await historyFixture(context);
  const { assetId, jobId } = history.addAsset(newAsset('a.mp4', { takenAtMs: clock.nowMs() }));
  queue.lease('clip', MINUTE_MS);
  history.completeAnalysis(jobId ?? 0, analysis(assetId, [track('person')]));

  const logger = silentLogger();
  const config = new MemoryConfigStore(configWith([camera(1, FRONT_UUID, 'Front door')]));
  const digests = new DigestAnswers({ config, history, clock, logger });
  const log = new JobRunTable(database);
  const due = new Date(clock.nowMs() + 10 * MINUTE_MS);
  const job = new DailyDigest({ digests, log, clock, at: { hour: due.getHours(), minute: due.getMinutes() } });
  const scheduler = new Scheduler({ jobs: [job], log, clock, logger });
  await scheduler.start(new AbortController().signal);
  context.after(() => scheduler.stop());
  const pass = async (minutes: number) => {
    for (let minute = 0; minute < minutes; minute++) {
      clock.advance(MINUTE_MS);
      await scheduler.idle();
    }
  };

  await pass(20);
  assert.partialDeepStrictEqual(log.last('daily digest'), { outcome: 'failed' });
  const first = session();
  digests.attach(first.own);
  await pass(20);
  assert.equal(first.fired.length, 1);
  assert.partialDeepStrictEqual(first.fired[0], {
    id: 'daily',
    hours: 24,
    events: 1,
    shapes: [{ name: 'person', count: 1 }],
    cameras: [{ camera: 'Front door', events: 1 }],
  });
  assert.partialDeepStrictEqual(log.last('daily digest'), { outcome: 'done', result: 'told of 1 events: 1 person' });

  await pass(DAY_MS / MINUTE_MS);
  assert.equal(first.fired.length, 2);
  assert.partialDeepStrictEqual(first.fired[1], { events: 0 });

  // Down for three days: told once at the next start.
  await scheduler.stop();
  clock.advance(3 * DAY_MS);
  const again = new Scheduler({ jobs: [job], log, clock, logger });
  await again.start(new AbortController().signal);
  context.after(() => again.stop());
  await again.idle();
  assert.equal(first.fired.length, 3);
});
