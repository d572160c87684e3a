import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stampAgo } from '../end-to-end/house.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { NO_BROWSER } from './support/browser.ts';
import { PanelHouse, VIEWS } from './support/panel-house.ts';

test('going from one page to another', { skip: NO_BROWSER }, async (context) => {
  const panel = await PanelHouse.open(context);
  const { house, ingress } = panel;
  const front = await house.addCamera('Front Door');
  const garden = await house.addCamera('Garden');

  await context.test('never shows what one left in place of what one came for', async () => {
    const page = await panel.page();
    await page.goto(ingress.url(`#/cameras/${front.id}`));
    await page.getByRole('heading', { name: 'Front Door' }).waitFor();
    const asked = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<void>();
    await page.route('**/api/panel/cameras', async (route) => {
      asked.resolve();
      await answered.promise;
      await route.continue();
    });
    await page.goto(ingress.url(`#/cameras/${garden.id}`));
    await asked.promise;
    await page.getByRole('heading', { name: 'Front Door' }).waitFor({ state: 'detached' });
    assert.equal(await page.locator('schema-form').count(), 0, 'nothing is typed into the form of another camera');
    answered.resolve();
    await page.getByRole('heading', { name: 'Garden' }).waitFor();
    await page.context().close();
  });

  await context.test('asks before what was typed is lost', async () => {
    const page = await panel.page(VIEWS.phone);
    await page.goto(ingress.url('#/cameras'));
    await page.getByRole('heading', { name: 'Garden' }).click();
    await page.getByLabel('User', { exact: true }).fill('admin');
    await page.goBack();
    const question = page.locator('leave-guard modal-dialog');
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
    await panel.inspect(page, 'leave-unsaved-phone');
    assert.match(page.url(), new RegExp(`#/cameras/${garden.id}$`), 'the address is of what is shown');
    await question.getByRole('button', { name: 'Cancel' }).click();
    assert.equal(await page.getByLabel('User', { exact: true }).inputValue(), 'admin');
    await page.getByRole('link', { name: 'Events', exact: true }).last().click();
    await question.getByRole('button', { name: 'Leave' }).click();
    await page.waitForURL(/#\/events$/);
    await page.getByRole('heading', { name: 'Events' }).waitFor();
    await page.context().close();
  });

  await context.test('asks nothing when all is saved, or nothing was changed', async () => {
    const page = await panel.page();
    await page.goto(ingress.url('#/profiles/new'));
    await page.getByLabel('Name').fill('Night');
    await page.getByLabel('Name').fill('');
    await page.getByRole('link', { name: 'All profiles' }).click();
    await page.waitForURL(/#\/profiles$/);
    await page.goto(ingress.url(`#/cameras/${garden.id}`));
    await page.getByLabel('User', { exact: true }).fill('admin');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'All cameras' }).click();
    await page.waitForURL(/#\/cameras$/);
    await page.context().close();
  });

  await context.test('asks for zones that are not saved, too', async () => {
    await house.upload(await mediaFixture('picture'), `/Garden_00_${stampAgo(0)}.jpg`);
    await house.settled([]);
    const page = await panel.page();
    await page.goto(ingress.url(`#/cameras/${garden.id}/zones`));
    await page.getByRole('button', { name: 'New zone' }).click();
    await page.getByRole('link', { name: 'Back to the camera' }).click();
    await page.locator('leave-guard').getByRole('button', { name: 'Leave' }).click();
    await page.waitForURL(/#\/cameras\/\d+$/);
    await page.context().close();
  });
});
