import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { testModel } from '../detect/support/test-models.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { House, stampAgo } from './house.ts';

interface Run {
  readonly id: number;
  readonly state: string;
  readonly files_done: number;
  readonly files_total: number;
  readonly files_failed: number;
  readonly model: string;
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
  if (from.state !== 'done') await house.addOn.line(/analysing again is done/);
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

test('another model of this machine is compared with the one in use', async (context) => {
  const other = await testModel('ssdlite_mobilenetv2');
  assert.ok('file' in other, 'missing' in other ? other.missing : '');
  const house = await House.open(context, { models_dir: dirname(other.file) });
  await house.addCamera('Garden');
  const files = [`Garden_00_${stampAgo(900)}.jpg`, `Garden_00_${stampAgo(600)}.mp4`];
  await house.upload(await mediaFixture('picture'), `/${files[0]}`);
  await house.upload(await mediaFixture('h264'), `/${files[1]}`);
  await house.settled(files);
  const models = await house.get<{ id: string; in_use: boolean }[]>('/rest/detector_models');
  assert.deepEqual(
    models.filter(({ id }) => id === 'ssdlite_mobilenetv2'),
    [{ id: 'ssdlite_mobilenetv2', name: other.name, in_use: false }],
  );
  assert.equal(models.filter((model) => model.in_use).length, 1);
  const before = await house.events();
  const body = { model: 'ssdlite_mobilenetv2', compare_only: true };
  assert.equal((await house.post('backEnd', '/rest/reanalyses', body)).status, 201);
  await house.addOn.line(/analysing again is done/, 60_000);
  const done = await run(house);
  assert.partialDeepStrictEqual(done, { state: 'done', files_done: 2, files_failed: 0, model: other.name });
  assert.deepEqual(await house.events(), before);
  const refused = await house.post('backEnd', '/rest/reanalyses', { model: 'yolox_giant' });
  assert.equal(refused.status, 400);
});

async function run(house: House): Promise<Run> {
  const [found] = await house.get<Run[]>('/rest/reanalyses');
  assert.ok(found);
  return found;
}
