import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import type { Reanalysis } from '../../src/ports/reanalysis.ts';
import { keepRoutes } from '../../src/rest/keep-routes.ts';
import { reanalysisRoutes } from '../../src/rest/reanalysis-routes.ts';
import { KeepTable } from '../../src/store/keep-table.ts';
import { Stores } from '../intake/stores.ts';
import { historyFixture, newAsset } from '../store/history-fixture.ts';
import { modelsHere } from '../support/detector-models.ts';
import { blamed, serve } from './rest-fixture.ts';

describe('what is to be kept', () => {
  test('is marked by its event or by one of its recordings, and unmarked', async (context) => {
    const { history, database } = await historyFixture(context);
    const { eventId, recordingId } = history.addAsset(newAsset('a.mp4'));
    const told: string[] = [];
    const viewers = { eventChanged: (id: string) => void told.push(id) };
    const { send } = await serve(context, keepRoutes(history, new KeepTable(database), viewers));
    const marked = await send('PATCH', `/rest/recordings/${recordingId}/`, { keep: true });
    assert.equal(marked.status, 200);
    assert.partialDeepStrictEqual(marked.body, { id: recordingId, keep: true });
    assert.equal(history.event(eventId)?.keep, true);
    const unmarked = await send('PATCH', `/rest/events/${eventId}`, { keep: false });
    assert.partialDeepStrictEqual(unmarked.body, { id: eventId, keep: false });
    assert.equal(history.recording(recordingId ?? 0)?.keep, false);

    assert.deepEqual(told, [eventId, eventId], 'whoever shows the event is told');
    for (const path of ['/rest/recordings/99', '/rest/recordings/x', '/rest/events/x']) {
      assert.equal((await send('PATCH', path, { keep: true })).status, 404, path);
    }
    for (const [body, fields] of [
      [{}, ['keep']],
      [{ keep: 'yes' }, ['keep']],
      [{ keep: true, camera: 2 }, ['camera']],
    ] as const) {
      const refused = await send('PATCH', `/rest/events/${eventId}`, body);
      assert.deepEqual([refused.status, blamed(refused)], [400, fields]);
    }
  });
});

describe('analysing again over REST', () => {
  async function served(context: TestContext) {
    const { config } = await Stores.open(context);
    const asked: Parameters<Reanalysis['request']>[] = [];
    const reanalysis: Reanalysis = {
      request(...wanted) {
        asked.push(wanted);
        return wanted[0].id === 404 ? null : { queued: 1, alreadyWaiting: 2, skipped: 3 };
      },
    };
    const routes = reanalysisRoutes(config, reanalysis, modelsHere('other'));
    return { asked, config, ...(await serve(context, routes)) };
  }

  test('takes events, recordings and assets, with a profile by id or name, or without', async (context) => {
    const { send, asked, config } = await served(context);
    const profileId = config.read().analytics_profiles[0]?.id;
    const answer = await send('POST', '/rest/events/abc/reanalyse');
    assert.deepEqual([answer.status, answer.body], [201, { queued: 1, already_waiting: 2, skipped: 3 }]);
    await send('POST', '/rest/recordings/5/reanalyse/', { analytics_profile: 'default' });
    await send('POST', '/rest/assets/6/reanalyse', { analytics_profile: profileId, model: 'other' });
    assert.deepEqual(asked, [
      [{ kind: 'event', id: 'abc' }, null, null],
      [{ kind: 'recording', id: 5 }, profileId, null],
      [{ kind: 'asset', id: 6 }, profileId, 'other'],
    ]);
  });

  test('refuses what does not exist', async (context) => {
    const { send } = await served(context);
    assert.equal((await send('POST', '/rest/assets/404/reanalyse')).status, 404);
    const refused = await send('POST', '/rest/assets/6/reanalyse', { analytics_profile: 'nowhere', model: 'gone' });
    assert.deepEqual([refused.status, blamed(refused)], [400, ['analytics_profile', 'model']]);
  });
});
