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
    // Of one second, and so of one day, whatever the time is.
    const stamp = stampAgo(60);
    for (const name of ['Garden', 'Front Door']) await house.upload(clip, `/${name}_00_${stamp}.mp4`);
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
    await page.locator('day-bar').getByLabel('Camera').selectOption('Garden');
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

  await context.test('a day is analysed again with another profile: first only compared, then for good', async () => {
    await panel.look('again-empty', '#/recordings/again', 'text=Nothing was analysed again yet');
    const profile = { name: 'Never sure', shapes: [], confidence_level: 100 };
    assert.equal((await house.post('backEnd', '/rest/analytics_profiles', profile)).status, 201);
    const [recording] = await house.get<{ recording_date_time: string }[]>('/rest/recordings');
    const day = utcDay(Date.parse(recording?.recording_date_time ?? ''));
    const [event] = await house.events();
    const shapesNow = async () => (await house.events()).flatMap(({ tracks }) => tracks.map(({ shape }) => shape));
    const before = await shapesNow();
    assert.ok(before.includes('person'));
    const page = await panel.page();
    const begin = async (compareOnly: boolean) => {
      await page.goto(ingress.url(`#/recordings?day=${day}`));
      await page.getByRole('button', { name: 'Analyse again' }).click();
      await page.getByLabel('With the profile').selectOption('Never sure');
      if (compareOnly) await page.getByLabel('Only compare').check();
      else await panel.inspect(page, 'again-dialog-desktop');
      await page.getByRole('button', { name: 'Start' }).click();
      await page.waitForURL(/#\/recordings\/again/);
      await page.locator('run-card').first().getByText(/^done/).waitFor();
    };
    await begin(true);
    assert.deepEqual(await shapesNow(), before, 'nothing was changed');
    const card = page.locator('run-card').first();
    await card.getByText('compared only').waitFor();
    const row = card.locator('tbody tr').filter({ hasText: 'person' });
    assert.deepEqual(await row.locator('td').allTextContents(), ['2', '0']);
    await card.getByText('2 events differ').click();
    await card.getByRole('link', { name: /Garden/ }).waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await panel.inspect(page, 'again-phone');
    await page.setViewportSize({ width: 1440, height: 900 });
    await begin(false);
    assert.deepEqual(await shapesNow(), []);
    assert.equal(await page.locator('run-card').count(), 2);
    await page.locator('run-card').first().getByText('2 events differ').click();
    await page
      .locator('run-card')
      .first()
      .getByRole('link', { name: /Front Door|Garden/ })
      .first()
      .click();
    await page.waitForURL(/#\/events\//);
    assert.ok(event);
    await page.goto(ingress.url('#/recordings/again'));
    await panel.inspect(page, 'again-desktop');
    for (let left = 2; left > 0; left--) {
      await page.getByRole('button', { name: 'Forget' }).first().click();
      await page.locator(`run-card:nth-of-type(${left})`).waitFor({ state: 'detached' });
    }
    await page.getByText('Nothing was analysed again yet').waitFor();
    await page.context().close();
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
