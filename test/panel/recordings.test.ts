import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stampAgo } from '../end-to-end/house.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { NO_BROWSER } from './support/browser.ts';
import { PanelHouse } from './support/panel-house.ts';

const DAY_MS = 86_400_000;

test('recordings', { skip: NO_BROWSER }, async (context) => {
  const panel = await PanelHouse.open(context);
  const { house, ingress } = panel;

  await context.test('a day without clips says where they come from', async () => {
    await panel.look('recordings-empty', '#/recordings', 'text=Switch clips on');
  });

  await context.test('a day shows its clips with what was found; each leads to its event', async () => {
    const garden = await house.addCamera('Garden');
    await house.addCamera('Front Door');
    const clip = await mediaFixture('h264');
    await house.upload(clip, `/Garden_00_${stampAgo(60)}.mp4`);
    await house.upload(clip, `/Front Door_00_${stampAgo(65)}.mp4`);
    const [event] = (await house.settled([])).filter(({ camera }) => camera === garden.id);
    const [recording] = await house.get<{ recording_date_time: string }[]>(`/rest/recordings?camera=${garden.id}`);
    const startedAtMs = Date.parse(recording?.recording_date_time ?? '');
    const day = utcDay(startedAtMs);
    const page = await panel.page();
    await page.goto(ingress.url(`#/recordings?day=${utcDay(startedAtMs + DAY_MS)}`));
    await page.getByRole('link', { name: /^To \w+day/ }).click();
    const cards = page.locator('recording-card');
    await cards.getByText('Garden').waitFor();
    assert.equal(await cards.count(), 2);
    await page.getByLabel('Camera').selectOption('Garden');
    await page.waitForURL(/camera=/);
    await page.getByText('1 clip', { exact: true }).waitFor();
    await cards.getByText('person').waitFor();
    assert.match((await cards.locator('.length').textContent()) ?? '', /^\d+:\d\d$/);
    await page.getByRole('button', { name: 'The day before' }).click();
    await page.getByText('No clips of this day').waitFor();
    await page.getByRole('button', { name: 'The day after' }).click();
    await cards.locator('a').click();
    await page.waitForURL(new RegExp(`#/events/${event?.id}`));
    await page.context().close();
    await panel.look('recordings', `#/recordings?day=${day}`, 'recording-card img');
  });

  await context.test('what it asks with is looked at', async () => {
    const refused = async (query: string) => (await fetch(ingress.url(`api/panel/recordings?${query}`))).status;
    assert.equal(await refused('from=yesterday&to=1'), 400);
    assert.equal(await refused('from=1&to=2&camera=Garden'), 400);
    assert.equal(await refused('from=1&to=2&camera=7'), 200);
  });
});

function utcDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
