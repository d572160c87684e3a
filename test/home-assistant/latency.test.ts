import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stampAgo } from '../end-to-end/house.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import type { CoreView } from './core-view.ts';
import { withHomeAssistant } from './given-rig.ts';
import { RealHouse } from './real-house.ts';

const UPLOADS = 10;
/** While nothing else is analysed; what is measured is printed. */
const BAR_MS = 1000;

withHomeAssistant('from an upload to what is seen', (rig) => {
  test('a person shows within a second of the picture’s last byte, in the median', async (context) => {
    const house = await RealHouse.open(context, rig());
    const latenciesMs: number[] = [];
    // A camera each: a person who is still there would not be a change.
    for (let upload = 0; upload < UPLOADS; upload++) {
      await house.addCamera(`Watch ${upload}`);
      await house.view.shows({ [`binary_sensor.watch_${upload}_person`]: 'off' });
    }
    for (let upload = 0; upload < UPLOADS; upload++) {
      const entity = `binary_sensor.watch_${upload}_person`;
      await house.upload(await mediaFixture('picture'), `/Watch ${upload}_00_${stampAgo(5)}.jpg`);
      const uploadedAtMs = performance.now();
      await house.view.shows({ [entity]: 'on' });
      latenciesMs.push(shownAtMs(house.view, entity) - uploadedAtMs);
    }
    const sorted = latenciesMs.toSorted((a, b) => a - b).map(Math.round);
    context.diagnostic(`from FTP completion to state_changed, ms: ${sorted.join(' ')}`);
    assert.ok((sorted[UPLOADS / 2] ?? Number.POSITIVE_INFINITY) < BAR_MS, `median of ${sorted.join(' ')}`);
  });
});

function shownAtMs(view: CoreView, entityId: string): number {
  const change = view
    .fired('state_changed')
    .find(
      ({ data }) => data['entity_id'] === entityId && (data['new_state'] as { state: string } | null)?.state === 'on',
    );
  assert.ok(change, `${entityId} came on`);
  return change.seenAtMs;
}
