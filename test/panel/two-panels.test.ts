import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stampAgo } from '../end-to-end/house.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { NO_BROWSER } from './support/browser.ts';
import { PanelHouse } from './support/panel-house.ts';

test('what is done in one panel shows in every other', { skip: NO_BROWSER }, async (context) => {
  const panel = await PanelHouse.open(context);
  const { house, ingress } = panel;
  const camera = await house.addCamera('Front Door');
  const [older, newer] = [`Front Door_00_${stampAgo(900)}.jpg`, `Front Door_00_${stampAgo(100)}.jpg`];
  for (const file of [older, newer]) await house.upload(await mediaFixture('picture'), `/${file}`);
  const events = await house.settled([older, newer]);
  const idOf = (file: string) =>
    events.find(({ assets }) => assets.some((asset) => asset.file === `/${file}`))?.id ?? '';
  const one = await panel.page();
  const other = await panel.page();

  await context.test('a camera gets another name', async () => {
    await other.goto(ingress.url('#/events'));
    await other.locator('event-card').getByText('Front Door').first().waitFor();
    await one.goto(ingress.url(`#/cameras/${camera.id}`));
    await one.getByLabel('Name', { exact: true }).fill('Porch');
    await one.getByRole('button', { name: 'Save' }).click();
    await other.locator('event-card').getByText('Porch').first().waitFor();
    assert.equal(await other.locator('event-card').getByText('Front Door').count(), 0);
  });

  await context.test('an event is marked to be kept', async () => {
    await other.goto(ingress.url(`#/events/${idOf(newer)}`));
    await one.goto(ingress.url(`#/events/${idOf(newer)}`));
    await one.getByRole('button', { name: 'Keep', exact: true }).click();
    await other.getByRole('button', { name: 'Kept', pressed: true }).waitFor();
    await other.getByRole('button', { name: 'Kept', pressed: true }).click();
    await one.getByRole('button', { name: 'Keep', exact: true }).waitFor();
  });

  await context.test('an event is deleted, from the timeline and under who looks at it', async () => {
    const third = await panel.page();
    await third.goto(ingress.url('#/events'));
    await third.locator('event-card').nth(1).waitFor();
    await one.getByRole('button', { name: 'Delete' }).click();
    await one.locator('modal-dialog').getByRole('button', { name: 'Delete' }).click();
    await third.locator('event-card').nth(1).waitFor({ state: 'detached' });
    assert.equal(await third.locator('event-card').count(), 1);
    await other.getByText('This event is gone').waitFor();
    await other.getByRole('link', { name: 'Events' }).first().click();
    await other.locator('event-card').first().waitFor();
  });
});
