import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { AnalysisUnderWay } from '../../../src/ports/analysis-watch.ts';
import type { QueueReport } from '../../../src/ports/panel/queue-report.ts';
import { queueRoutes } from '../../../src/rest/panel/queue-routes.ts';
import { defaultConfig } from '../../../src/store/default-config.ts';
import { SqliteReanalysis } from '../../../src/store/sqlite-reanalysis.ts';
import { FRONT_CAMERA } from '../../pipeline/front-camera.ts';
import { historyFixture, newAsset } from '../../store/history-fixture.ts';
import { serve } from '../rest-fixture.ts';

test('the queue tells what waits in the order of its turns, and how closely clips are looked at and why', async (context) => {
  const { history, queue, clock, read, watch } = await served(context);
  for (let clip = 1; clip <= 15; clip++) history.addAsset(newAsset(`front/${clip}.mp4`));
  history.addAsset(newAsset('front/old.jpg'));
  history.addAsset(newAsset('front/new.jpg'));
  const job = queue.lease('clip', 1000);
  assert.ok(job);
  watch.now = { ...UNDER_WAY, assetId: job.assetId, startedAtMs: clock.nowMs(), clipsWaiting: 14 };

  const { depth, underWay, waiting } = await read();
  assert.partialDeepStrictEqual(depth, { clips: 14, stills: 2 });
  assert.deepEqual(
    waiting.map(({ file }) => file),
    ['front/new.jpg', 'front/old.jpg', ...Array.from({ length: 14 }, (_, index) => `front/${index + 2}.mp4`)],
  );
  assert.equal(waiting[0]?.frames, null, 'a picture has one frame');
  // 5 x 12 ^ (9/20): the profile's 5 and 60, nine of the twenty clips between the marks.
  assert.deepEqual(waiting.at(-1)?.frames, { everyNthFrame: 15, reason: 'queue', clipsWaiting: 14, oldestWaitMs: 0 });
  assert.partialDeepStrictEqual(underWay, [
    { file: 'front/1.mp4', cameraId: 1, frames: { everyNthFrame: 7, reason: 'short clip', clipsWaiting: 14 } },
  ]);
});

test('what was set aside is tried again behind all that is new, or forgotten, one by one or all', async (context) => {
  const { history, queue, send, read } = await served(context);
  for (const name of ['a', 'b', 'c', 'd']) {
    history.addAsset(newAsset(`front/${name}.mp4`));
    queue.fail(queue.lease('clip', 1000)?.id ?? 0, `"${name}" is no video`, { permanent: true });
  }
  const { setAside } = await read();
  assert.deepEqual(
    setAside.map(({ file, reason, failedAttempts }) => [file, reason, failedAttempts]),
    ['d', 'c', 'b', 'a'].map((name) => [`front/${name}.mp4`, `"${name}" is no video`, 1]),
  );
  const [last, third] = setAside;
  const again = await send('POST', `/queue/set-aside/${last?.jobId}/again`);
  assert.deepEqual([again.status, again.body], [202, { count: 1 }]);
  const forgotten = await send('DELETE', `/queue/set-aside/${third?.jobId}`);
  assert.deepEqual([forgotten.status, forgotten.body], [200, { count: 1 }]);
  const after = await read();
  assert.deepEqual([after.depth.setAside, after.background, after.depth.clips], [2, 1, 0]);
  assert.equal(history.assetByFile('front/c.mp4')?.reason, '"c" is no video', 'what was forgotten still says why');
  for (const which of [third?.jobId, 'x', '0']) {
    assert.equal((await send('POST', `/queue/set-aside/${which}/again`)).status, 404);
    assert.equal((await send('DELETE', `/queue/set-aside/${which}`)).status, 404);
  }
  assert.deepEqual((await send('POST', '/queue/set-aside/all/again')).body, { count: 2 });
  assert.deepEqual((await send('DELETE', '/queue/set-aside/all')).body, { count: 0 }, 'all of none is no mistake');
  assert.equal((await read()).background, 3);
});

const UNDER_WAY: AnalysisUnderWay = {
  kind: 'clip',
  assetId: 0,
  startedAtMs: 0,
  background: false,
  everyNthFrame: 7,
  clipsWaiting: 0,
  oldestWaitMs: 0,
};

async function served(context: TestContext) {
  const fixture = await historyFixture(context);
  const { database, queue } = fixture;
  const document = { ...defaultConfig(), cameras: [FRONT_CAMERA] };
  const watch: { now: AnalysisUnderWay | null } = { now: null };
  const watches = [{ underWay: () => watch.now }];
  const parts = { ...fixture, watches, config: { read: () => document } };
  const { send } = await serve(context, queueRoutes(parts, new SqliteReanalysis({ database, jobs: queue })));
  // What it answers is what the test looks at.
  const read = async () => (await send('GET', '/queue')).body as QueueReport;
  return { ...fixture, send, read, watch };
}
