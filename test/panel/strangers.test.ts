import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { stampAgo } from '../end-to-end/house.ts';
import { NO_BROWSER } from './support/browser.ts';
import { PanelHouse, VIEWS } from './support/panel-house.ts';

const PROJECT = join(import.meta.dirname, '../..');
const PHOTO = join(PROJECT, 'node_modules/@vladmandic/face-api/demo/sample6.jpg');
const NO_FACES = existsSync(join(PROJECT, 'models/dlib_face_embedding.onnx'))
  ? false
  : 'there are no face models: run script/setup';

test('strangers', { skip: NO_BROWSER || NO_FACES }, async (context) => {
  const panel = await PanelHouse.open(context);
  const { house, ingress } = panel;
  await house.post('backEnd', '/rest/analytics_profiles/1/', { face_recognition: true }, 'PATCH');
  await house.addCamera('Front Door');
  const photo = `Front Door_00_${stampAgo(20)}.jpg`;
  await house.upload(PHOTO, `/${photo}`);
  const [event] = await house.settled([photo]);
  const strangers = () => house.get<{ id: number; sightings: number }[]>('/rest/strangers');
  const before = (await strangers()).length;
  assert.ok(before >= 3, `${before} strangers`);

  await context.test('two become one, and are two again when that is taken back', async () => {
    const page = await panel.page();
    await page.goto(ingress.url('#/people'));
    const cards = page.locator('stranger-card');
    await cards.nth(before - 1).waitFor();
    await cards.first().getByLabel('The same as …').selectOption({ index: 1 });
    await page.getByText(/^Stranger \d+ is now Stranger \d+\.$/).waitFor();
    await cards.nth(before - 1).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Taken back.').waitFor();
    await cards.nth(before - 1).waitFor();
    assert.equal((await strangers()).length, before);
    await page.context().close();
  });

  await context.test('a face of somebody else is taken away, put back, and taken away for good', async () => {
    const page = await panel.page(VIEWS.phone);
    await page.goto(ingress.url('#/people'));
    const cards = page.locator('stranger-card');
    await cards.nth(before - 1).waitFor();
    await cards.first().getByLabel('The same as …').selectOption({ index: 1 });
    await cards.nth(before - 1).waitFor({ state: 'detached' });
    const both = await largest(page);
    await page.goto(ingress.url(`#/people/strangers/${both}`));
    const faces = page.locator('stranger-page li');
    await faces.nth(1).waitFor();
    const split = page.getByRole('button', { name: /somebody else’s/ });
    assert.ok(await split.isDisabled(), 'nothing is chosen yet');
    await faces.first().getByRole('checkbox').check();
    await panel.inspect(page, 'stranger-phone');
    await split.click();
    await faces.nth(1).waitFor({ state: 'detached' });
    assert.equal((await strangers()).length, before);
    await page.getByRole('button', { name: 'Undo' }).click();
    await faces.nth(1).waitFor();
    assert.equal((await strangers()).length, before - 1);
    await faces.nth(1).getByRole('checkbox').check();
    const from = house.addOn.lines.length;
    await split.click();
    await faces.nth(1).waitFor({ state: 'detached' });
    await house.post('backEnd', '/rest/gallery/reidentification', {});
    await house.addOn.line(/"path":"\/api\/rest\/strangers\/\d+\/split"/, 120_000, from);
    await idle();
    assert.equal((await strangers()).length, before, 'they stay two when past events are judged again');
    await page.context().close();
    await panel.look('stranger', `#/people/strangers/${both}`, 'stranger-page li img');
  });

  await context.test('a face that was named wrongly is said to be somebody else’s', async () => {
    const page = await panel.page();
    await page.goto(ingress.url(`#/events/${event?.id}`));
    const faces = page.locator('face-list li');
    await faces.nth(1).getByLabel('This is …').fill('Anna');
    await faces.nth(1).getByRole('button', { name: 'Name', exact: true }).click();
    await faces.nth(1).getByText('Anna', { exact: true }).waitFor();
    await faces.nth(1).getByRole('button', { name: 'Not Anna' }).click();
    await faces.nth(1).getByText('Anna', { exact: true }).waitFor({ state: 'detached' });
    assert.equal(await page.getByRole('button', { name: 'Not Anna' }).count(), 0);
    await page.goto(ingress.url('#/people/1'));
    await page.getByText('No picture with a face yet: add one.').waitFor();
    await page.context().close();
  });

  /** Whoever has the most faces. */
  async function largest(page: Page): Promise<number> {
    const sizes = await Promise.all(
      (await strangers()).map(async ({ id }) => {
        const faces = await house.get<unknown[]>(`/rest/strangers/${id}/faces`);
        return { id, size: faces.length };
      }),
    );
    const most = sizes.toSorted((a, b) => b.size - a.size)[0];
    assert.ok(most && most.size >= 2, `${JSON.stringify(sizes)} ${page.url()}`);
    return most.id;
  }

  /** Past events are judged by the gallery as it is now. */
  async function idle(): Promise<void> {
    const page = await panel.page();
    await page.goto(ingress.url('#/people'));
    await page.locator('stranger-card').first().waitFor();
    await page.locator('.judging').waitFor({ state: 'detached' });
    await page.context().close();
  }
});
