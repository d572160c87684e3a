import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stampAgo } from '../end-to-end/house.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { NO_BROWSER } from './support/browser.ts';
import { PanelHouse } from './support/panel-house.ts';

/** As many sightings as a suggestion needs, and a few that may raise something first. */
const PICTURES = 22;

test('statistics', { skip: NO_BROWSER }, async (context) => {
  const panel = await PanelHouse.open(context);
  const { house, ingress } = panel;

  await context.test('say what will be counted before anything was', async () => {
    await panel.look('statistics-empty', '#/statistics', 'text=Nothing was seen in this time');
  });

  await context.test('count what was seen by day, hour, camera and shape', async () => {
    const camera = await house.addCamera('Front Door');
    const picture = await mediaFixture('picture');
    for (let at = PICTURES; at > 0; at--) await house.upload(picture, `/Front Door_00_${stampAgo(at * 60)}.jpg`);
    await house.settled([]);
    const page = await panel.page();
    await page.goto(ingress.url('#/statistics'));
    const cameraRow = page.locator('bar-table').first().locator('tbody tr');
    await cameraRow.getByText('Front Door').waitFor();
    const seen = await cameraRow.locator('.number').allTextContents();
    assert.ok(Number(seen[0]) + Number(seen[1]) >= PICTURES, `all were counted: ${seen}`);
    await page.locator('bar-table').nth(1).getByText('person').waitFor();
    const hours = page.locator('column-chart').nth(1);
    await hours.getByText('As a table').click();
    assert.equal(await hours.locator('tbody tr').count(), 24, 'each hour of the day has its row');
    await page.getByLabel('Of the last').selectOption('30');
    await page.waitForURL(/days=30/);
    await page.locator('column-chart').first().locator('g:nth-of-type(30)').waitFor({ state: 'attached' });
    const suggestion = page.locator('suggestion-list li').first();
    await suggestion.getByText(/person on Front Door: \d+%/).waitFor();
    await suggestion.getByRole('link', { name: 'Draw a mask' }).click();
    await page.waitForURL(new RegExp(`#/cameras/${camera.id}/zones`));
    await page.context().close();
    await panel.look('statistics', '#/statistics', 'bar-table tbody tr');
  });
});
