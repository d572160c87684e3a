import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { stampAgo } from '../end-to-end/house.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { NO_BROWSER } from './support/browser.ts';
import { PanelHouse, VIEWS } from './support/panel-house.ts';

interface ProfileRow {
  readonly id: number;
  readonly name: string;
  readonly confidence_level: number;
  readonly shape_rules?: readonly object[];
}

test('profiles', { skip: NO_BROWSER }, async (context) => {
  const panel = await PanelHouse.open(context);
  const { house, ingress } = panel;
  const profile = async (name: string) =>
    (await house.get<ProfileRow[]>('/rest/analytics_profiles')).find((row) => row.name === name);

  await context.test('say what is missing before there is an event to try one on', async () => {
    const page = await panel.page();
    await page.goto(ingress.url('#/profiles/1'));
    await page.getByText('No event to try it on yet').waitFor();
    await page.context().close();
  });

  await context.test('a profile is changed by a form of its schema', async () => {
    const page = await panel.page();
    await page.goto(ingress.url('#/profiles'));
    await page.getByRole('heading', { name: 'Default' }).click();
    await page.getByText('Of 15 frames a second, 3 are looked at.').waitFor();
    await page.getByLabel('Confidence, in percent').first().fill('55');
    await page.getByText('More (72)').click();
    await page.getByLabel('horse').check();
    await shape(page, 'horse').locator('summary').click();
    await shape(page, 'horse').getByRole('slider', { name: 'No taller than' }).fill('60');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('from 55%').waitFor();
    await page.locator('a.card').getByText('horse').waitFor();
    assert.deepEqual((await profile('Default'))?.shape_rules, [{ shape: 'horse', max_height_pct: 60 }]);
    await page.goto(ingress.url('#/profiles/1'));
    await shape(page, 'horse').getByText('at most 60% tall').waitFor();
    await shape(page, 'horse').locator('summary').click();
    await shape(page, 'horse').getByRole('button', { name: 'No taller than: As usual' }).click();
    await shape(page, 'horse').getByText('as all shapes').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/#\/profiles$/);
    assert.deepEqual((await profile('Default'))?.shape_rules, []);
    await page.context().close();
  });

  await context.test('what is wrong stands at its field in words, before and after it is sent', async () => {
    const page = await panel.page({ ...VIEWS.desktop, locale: 'de-DE' });
    await page.goto(ingress.url('#/profiles/new'));
    await page.getByLabel('Gesichter erkennen').check();
    await page.getByText('dazu muss Person unter den Objektarten sein').waitFor();
    await page.getByRole('button', { name: 'Speichern' }).click();
    assert.equal(await page.getByLabel('Gesichter erkennen').evaluate((box) => box.matches(':focus')), true);
    await page.getByLabel('Person', { exact: true }).check();
    await page.getByText('dazu muss Person').waitFor({ state: 'detached' });
    await shape(page, 'Person').locator('summary').click();
    await shape(page, 'Person').getByRole('slider', { name: 'Mindestens so hoch' }).fill('50');
    await shape(page, 'Person').getByRole('slider', { name: 'Höchstens so hoch' }).fill('40');
    await shape(page, 'Person').getByText('nichts ist höher als 50 % und niedriger als 40 %').waitFor();
    await shape(page, 'Person').getByRole('slider', { name: 'Höchstens so hoch' }).fill('90');
    await page.getByRole('button', { name: 'Speichern' }).click();
    await page.getByLabel('Name').and(page.locator('[aria-invalid="true"]')).waitFor();
    await page.getByLabel('Name').fill('Nacht');
    await page.getByRole('button', { name: 'Speichern' }).click();
    await page.locator('a.card').getByRole('heading', { name: 'Nacht' }).waitFor();
    assert.deepEqual((await profile('Nacht'))?.shape_rules, [
      { shape: 'person', min_height_pct: 50, max_height_pct: 90 },
    ]);
    await page.context().close();
  });

  await house.addCamera('Front Door');
  const [picture, clip] = [`Front Door_00_${stampAgo(62)}.jpg`, `Front Door_00_${stampAgo(60)}.mp4`];
  await house.upload(await mediaFixture('picture'), `/${picture}`);
  await house.upload(await mediaFixture('h264'), `/${clip}`);
  const [event] = await house.settled([picture, clip]);
  assert.ok(event);

  await context.test('a profile is tried on an event before it is saved, beside what holds now', async () => {
    const page = await panel.page();
    await page.goto(ingress.url('#/profiles/1?shape=person'));
    await page.getByText('Used by Front Door').waitFor();
    await page.locator('preview-events button').first().click();
    await sides(page, /^Tells: .*person/, /^Tells: .*person/);
    await page.getByText('Settings have changed').waitFor({ state: 'detached' });
    await shape(page, 'person').getByRole('slider', { name: 'No less tall than' }).fill('99');
    await page.getByRole('button', { name: 'Settings have changed: run again' }).click();
    await sides(page, /^Tells: .*person/, /^(?!.*person)/);
    await side(page, 'With these settings').getByText('less tall than 99%').first().waitFor();
    await panel.inspect(page, 'profile-preview-desktop');
    await page.getByRole('button', { name: /^Clip/ }).click();
    await page.locator('preview-result clip-player video').nth(1).waitFor();
    await side(page, 'As it is now').locator('box-layer rect').first().waitFor({ state: 'attached' });
    await sides(page, /^Tells: .*person/, /^(?!.*person)/);
    await panel.inspect(page, 'profile-preview-clip-desktop');
    assert.deepEqual((await profile('Default'))?.shape_rules, [], 'nothing was saved');
    assert.deepEqual((await house.events())[0], event, 'nothing was kept of it');
    assert.equal(
      house.addOn.lines.filter((line) => /profile-preview/.test(line) && /changed in the panel/.test(line)).length,
      0,
    );
    await page.locator('profile-preview').getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/#\/profiles$/);
    assert.deepEqual((await profile('Default'))?.shape_rules, [{ shape: 'person', min_height_pct: 99 }]);
    await page.context().close();
  });

  await context.test('they are looked at in every view', async () => {
    await panel.look('profiles', '#/profiles', 'a.card');
    await panel.look('profile', '#/profiles/1?shape=person', 'preview-events button');
    const page = await panel.page(VIEWS.phone);
    await page.goto(ingress.url('#/profiles/1'));
    await page.locator('preview-events button').first().click();
    await sides(page, /^Tells/, /^Tells/);
    await page.locator('preview-result').first().scrollIntoViewIfNeeded();
    await panel.inspect(page, 'profile-preview-phone');
    await page.context().close();
  });
});

function shape(page: Page, name: string) {
  return page.locator('shape-rules details').filter({ has: page.locator('summary').getByText(name, { exact: true }) });
}

function side(page: Page, heading: string) {
  return page.getByRole('region', { name: heading });
}

/** Resolves once both runs are there and say this. */
async function sides(page: Page, now: RegExp, tried: RegExp): Promise<void> {
  await side(page, 'As it is now').getByRole('status').filter({ hasText: now }).waitFor();
  await side(page, 'With these settings').getByRole('status').filter({ hasText: tried }).waitFor();
}
