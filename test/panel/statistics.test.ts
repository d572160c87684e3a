import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { stampAgo } from '../end-to-end/house.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { NO_BROWSER } from './support/browser.ts';
import { PanelHouse } from './support/panel-house.ts';

/** As many sightings as a suggestion needs. */
const PICTURES = 20;

test('statistics', { skip: NO_BROWSER }, async (context) => {
  const panel = await PanelHouse.open(context);
  const { house, ingress } = panel;
  let camera = { id: 0 };

  await context.test('say what will be counted before anything was', async () => {
    await panel.look('statistics-empty', '#/statistics', 'text=Nothing was seen in this time');
  });

  await context.test('count what was seen by day, hour, camera and shape', async () => {
    camera = await house.addCamera('Front Door');
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
    await page.context().close();
  });

  await context.test('set what cameras say against what was found', async () => {
    const address = await house.get<{ url: string }>(`/rest/cameras/${camera.id}/webhook`);
    const path = new URL(address.url).pathname;
    const called = await house.post('motion', path, { alarm: { type: 'PEOPLE' } });
    assert.equal(called.status, 200);
    await house.upload(await mediaFixture('picture'), `/Front Door_00_${stampAgo(0)}.jpg`);
    await house.settled([]);
    const page = await panel.page();
    await page.goto(ingress.url('#/statistics'));
    const row = page.locator('verdict-table tbody tr').filter({ hasText: 'Person' });
    await row.waitFor();
    const [, both, cameraOnly] = await row.locator('td').allTextContents();
    assert.deepEqual([both, cameraOnly], ['1', '0']);
    const [event] = await house.get<{ id: string }[]>('/rest/events/?limit=1');
    await page.goto(ingress.url(`#/events/${event?.id}`));
    await page.getByText('The camera itself reports: person. Concierge found it, too.').waitFor();
    await page.context().close();
  });

  await context.test('name what mostly stood still, and lead to where a mask is drawn', async () => {
    const page = await panel.page();
    await page.goto(ingress.url('#/statistics'));
    await page.getByText('Nothing that mostly stands still').waitFor();
    standStill(join(house.dataDir, 'concierge.db'));
    await page.reload();
    const suggestion = page.locator('suggestion-list li').first();
    await suggestion.getByText(/person on Front Door: \d+%/).waitFor();
    await suggestion.getByRole('link', { name: 'Draw a mask' }).click();
    await page.waitForURL(new RegExp(`#/cameras/${camera.id}/zones`));
    await page.goBack();
    await suggestion.getByRole('link', { name: 'Ask more of it' }).click();
    await page.locator('shape-rules details[open]').getByText('person').waitFor();
    await page.context().close();
    await panel.look('statistics', '#/statistics', 'suggestion-list li');
  });
});

/** Pictures cannot tell who moved, and twenty clips take long: the past is made to look like a statue's. */
function standStill(file: string): void {
  const database = new DatabaseSync(file);
  database.exec('UPDATE tracks SET stationary = 1; UPDATE tracks SET suppressed = 1 WHERE id % 3 > 0');
  database.close();
}
