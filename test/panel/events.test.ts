import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stampAgo } from '../end-to-end/house.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { NO_BROWSER } from './support/browser.ts';
import { PanelHouse } from './support/panel-house.ts';

test('the timeline', { skip: NO_BROWSER }, async (context) => {
  const panel = await PanelHouse.open(context);
  const { house, ingress } = panel;

  await context.test('an empty house says what to do first', async () => {
    await panel.look('events-empty', '#/events', 'text=Add your first camera');
  });

  await context.test('an upload appears by itself, and its filters find it again', async () => {
    await house.addCamera('Front Door');
    const page = await panel.page();
    await page.goto(ingress.url('#/events'));
    await page.getByText('Nothing has been seen yet').waitFor();
    await house.upload(await mediaFixture('picture'), `/Front Door_00_${stampAgo(10)}.jpg`);
    const card = page.locator('event-card');
    await card.getByText('person').first().waitFor();
    await card.getByText('Front Door').waitFor();
    await page.waitForFunction(() => {
      const app = document.querySelector('concierge-app')?.shadowRoot?.querySelector('events-page')?.shadowRoot;
      return app?.querySelector('event-card')?.shadowRoot?.querySelector('img')?.naturalWidth;
    });
    await page.getByLabel('Seen').selectOption('person');
    await page.waitForURL(/shape=person/);
    await card.first().waitFor();
    await page.getByLabel('Seen').selectOption('dog');
    await page.getByText('Nothing matches').waitFor();
    assert.equal(await card.count(), 0);
    await page.goBack();
    await card.first().waitFor();
    await page.context().close();
  });

  await context.test('it is looked at in every view', async () => {
    await house.upload(await mediaFixture('h264'), `/Front Door_00_${stampAgo(100)}.mp4`);
    await house.settled([]);
    await panel.look('events', '#/events', 'event-card img');
  });
});
