import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stampAgo } from '../end-to-end/house.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { NO_BROWSER } from './support/browser.ts';
import { PanelHouse } from './support/panel-house.ts';

const DAY_S = 86_400;

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
    const day = DAY_S * 2;
    await house.upload(clip, `/Garden_00_${stampAgo(day)}.mp4`);
    await house.upload(clip, `/Front Door_00_${stampAgo(day + 5)}.mp4`);
    const [event] = (await house.settled([])).filter(({ camera }) => camera === garden.id);
    const page = await panel.page();
    await page.goto(ingress.url('#/recordings'));
    await page.getByRole('link', { name: /^To \w+day,/ }).click();
    const cards = page.locator('recording-card');
    await cards.getByText('Garden').waitFor();
    assert.equal(await cards.count(), 2);
    await page.getByLabel('Camera').selectOption('Garden');
    await page.waitForURL(/camera=/);
    await page.getByText('1 clip', { exact: true }).waitFor();
    await cards.getByText('person').waitFor();
    assert.match((await cards.locator('.length').textContent()) ?? '', /^\d+:\d\d$/);
    await page.getByRole('button', { name: 'The day after' }).click();
    await page.getByText('No clips of this day').waitFor();
    await page.getByRole('button', { name: 'The day before' }).click();
    await cards.locator('a').click();
    await page.waitForURL(new RegExp(`#/events/${event?.id}`));
    await page.context().close();
    const date = new Date(Date.now() - day * 1000).toISOString().slice(0, 10);
    await panel.look('recordings', `#/recordings?day=${date}`, 'recording-card img');
  });

  await context.test('what it asks with is looked at', async () => {
    const refused = async (query: string) => (await fetch(ingress.url(`api/panel/recordings?${query}`))).status;
    assert.equal(await refused('from=yesterday&to=1'), 400);
    assert.equal(await refused('from=1&to=2&camera=Garden'), 400);
    assert.equal(await refused('from=1&to=2&camera=7'), 200);
  });
});
