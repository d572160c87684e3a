import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mediaFixture } from '../support/media-fixtures.ts';
import { House, stampAgo } from './house.ts';

interface Run {
  readonly id: number;
  readonly state: string;
  readonly files_done: number;
  readonly files_total: number;
  readonly events_changed: number;
}

test('everything is analysed again over a restart, and Home Assistant hears of nothing as new', async (context) => {
  const house = await House.open(context);
  const { homeAssistant } = house;
  await house.addCamera('Garden');
  const picture = await mediaFixture('picture');
  const files = [1500, 1200, 900].map((ago) => `Garden_00_${stampAgo(ago)}.jpg`);
  for (const file of files) await house.upload(picture, `/${file}`);
  await house.settled(files);
  const told = () => homeAssistant.events.filter(({ event_type: type }) => type === 'concierge_detection').length;
  await homeAssistant.waitFor(() => told() > 0);

  const clip = await mediaFixture('h264');
  await house.upload(clip, `/Garden_00_${stampAgo(600)}.mp4`);
  await house.settled(files);
  const kept = (await house.events())[0]?.id;
  await house.post('backEnd', `/rest/events/${kept}`, { keep: true }, 'PATCH');
  const before = told();
  assert.ok(before > 0);
  const begun = await house.post('backEnd', '/rest/reanalyses', {});
  assert.equal(begun.status, 201);
  await house.addOn.kill();
  await house.startAddOn();
  const from = await run(house);
  assert.equal(from.files_total, 4);
  await house.addOn.line(/analysing again is done/);
  assert.partialDeepStrictEqual(await run(house), { state: 'done', files_done: 4, events_changed: 0 });
  const marked = await house.get<{ id: string; keep: boolean }[]>('/rest/events/');
  assert.deepEqual(
    marked.filter(({ keep }) => keep).map(({ id }) => id),
    [kept],
  );
  // What is new after it is told, so all that came before would have been.
  await house.upload(picture, `/Garden_00_${stampAgo(1)}.jpg`);
  await homeAssistant.waitFor(() => told() > before);
  assert.equal(told(), before + 1);
});

async function run(house: House): Promise<Run> {
  const [found] = await house.get<Run[]>('/rest/reanalyses');
  assert.ok(found);
  return found;
}
