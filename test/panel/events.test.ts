import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import type { EventCard, EventList } from '../../src/ports/panel/event-card.ts';
import { type House, stampAgo } from '../end-to-end/house.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { NO_BROWSER } from './support/browser.ts';
import { PanelHouse, VIEWS } from './support/panel-house.ts';

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

  await context.test('thousands are scrolled through, and the way back leads to where one was', async () => {
    const { cameraId, ...card } = await anEvent(house);
    const at = Date.now();
    const all = Array.from({ length: 10_000 }, (_, index) => ({
      ...card,
      cameraId,
      id: index === 200 ? card.id : `event-${String(10_000 - index).padStart(5, '0')}`,
      startedAtMs: at - index * 60_000,
    }));
    const page = await panel.page(VIEWS.phone);
    let fails = false;
    await page.route(/api\/panel\/events\?/, async (route) => {
      const before = new URL(route.request().url()).searchParams.get('before');
      const from = before === null ? 0 : all.findIndex(({ id }) => before.endsWith(`.${id}`)) + 1;
      const events = all.slice(from, from + 30);
      const last = events.at(-1);
      if (fails) await route.abort();
      else await route.fulfill({ json: { events, next: last ? `${last.startedAtMs}.${last.id}` : null } });
    });
    await page.goto(ingress.url(`#/events?camera=${cameraId}`));
    const cards = page.locator('event-card');
    for (let had = 30; had < 240; had += 30) {
      await cards.nth(had - 1).waitFor({ state: 'attached' });
      await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    }
    await cards.nth(239).waitFor({ state: 'attached' });
    const opened = page.locator(`[data-event="${card.id}"]`);
    await opened.scrollIntoViewIfNeeded();
    await noteTopWhenClicked(opened);
    await opened.click();
    const before = Number(await page.evaluate(() => document.body.dataset['clickedAt']));
    await page.locator('event-actions').waitFor();
    await page.getByRole('link', { name: 'All events' }).click();
    await page.waitForURL(/#\/events\?camera=/);
    await opened.waitFor();
    for (let frame = 0; ; frame++) {
      const after = await opened.boundingBox();
      if (after && Math.abs(before - after.y) < 60) break;
      assert.ok(frame < 300, `it was at ${before}, and is at ${after?.y}`);
      await nextFrame(page);
    }
    // It is held there until nothing moves any more.
    for (let frame = 0; frame < 12; frame++) await nextFrame(page);
    assert.ok((await cards.count()) >= 240, 'what was read is there');
    fails = true;
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await page.getByText('Concierge does not answer.').waitFor();
    fails = false;
    const had = await cards.count();
    await page.getByRole('button', { name: 'Show older' }).click();
    await cards.nth(had).waitFor({ state: 'attached' });
    await page.context().close();
  });

  await context.test('it is looked at in every view', async () => {
    await house.upload(await mediaFixture('h264'), `/Front Door_00_${stampAgo(100)}.mp4`);
    await house.settled([]);
    await panel.look('events', '#/events', 'event-card img');
  });
});

/** Heights above it may still settle when it is clicked at. */
function noteTopWhenClicked(card: Locator): Promise<void> {
  return card.evaluate((element) => {
    const note = () => {
      document.body.dataset['clickedAt'] = String(element.getBoundingClientRect().top);
    };
    element.addEventListener('click', note, { capture: true, once: true });
  });
}

function nextFrame(page: Page): Promise<unknown> {
  return page.evaluate(() => new Promise(requestAnimationFrame));
}

/** A card as the server tells it. */
async function anEvent(house: House): Promise<EventCard> {
  const response = await fetch(house.addOn.url('ingress', '/api/panel/events'));
  const { events } = (await response.json()) as EventList;
  assert.ok(events[0]);
  return events[0];
}
