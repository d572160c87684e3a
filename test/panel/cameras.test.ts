import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stampAgo } from '../end-to-end/house.ts';
import { FakeReolinkCamera } from '../fakes/reolink-camera.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { NO_BROWSER } from './support/browser.ts';
import { PanelHouse, VIEWS } from './support/panel-house.ts';

test('cameras and profiles', { skip: NO_BROWSER }, async (context) => {
  const panel = await PanelHouse.open(context);
  const { house, ingress } = panel;

  await context.test('without one, the page says how to begin', async () => {
    await panel.look('cameras-empty', '#/cameras', 'text=No camera yet');
  });

  await context.test(
    'one of another make is added, what to type in is shown, and its upload is seen arriving',
    async () => {
      const page = await panel.page();
      await page.goto(ingress.url('#/cameras/new'));
      await page.getByRole('button', { name: 'Add the camera' }).click();
      await page.getByText('is required').first().waitFor();
      await page.getByLabel('Name', { exact: true }).fill('Gar_den');
      await page.getByRole('button', { name: 'Add the camera' }).click();
      await page.getByText('must have no "_"').first().waitFor();
      await page.getByLabel('Name', { exact: true }).fill('Garden');
      await page.getByLabel('Type', { exact: true }).selectOption({ label: 'Generic' });
      await panel.inspect(page, 'camera-new-desktop');
      await page.getByRole('button', { name: 'Add the camera' }).click();
      await page.getByText('Waiting for its first upload').waitFor();
      const { ftp_user: user } = await house.addOn.credentials();
      await page.getByText(user, { exact: true }).first().waitFor();
      await house.upload(await mediaFixture('picture'), `/Garden/${stampAgo(5)}.jpg`);
      await page.getByText('It works: the first upload is here.').waitFor();
      await house.addOn.line(/changed in the panel.*"path":"\/api\/rest\/cameras"/);
      await page.context().close();
    },
  );

  await context.test('a Reolink camera is tried before it is added, set up, and its uploads arrive', async () => {
    const camera = await FakeReolinkCamera.start();
    context.after(() => camera.stop());
    const page = await panel.page();
    await page.goto(ingress.url('#/cameras/new'));
    await page.getByLabel('Name', { exact: true }).fill('Front Door');
    await page.getByLabel('Address', { exact: true }).fill(camera.host);
    await page.getByLabel('User', { exact: true }).fill('admin');
    await page.getByLabel('Password', { exact: true }).fill('wrong');
    await page.getByRole('button', { name: 'Test the connection' }).click();
    await page.getByText(/refuses this user and password/).waitFor();
    await page.getByLabel('Password', { exact: true }).fill('secret');
    await page.getByRole('button', { name: 'Test the connection' }).click();
    await page.getByText('RLC-810A answers').waitFor();
    assert.equal((await house.get<unknown[]>('/rest/cameras/')).length, 1, 'nothing is kept by trying');
    await panel.inspect(page, 'camera-tried-desktop');
    await page.getByRole('button', { name: 'Add the camera' }).click();
    await page.getByText('The camera is set up').waitFor();
    await page.getByText('The camera’s test file was received').waitFor();
    await panel.inspect(page, 'camera-set-up-desktop');
    await camera.sendMotion(await mediaFixture('picture'), 'jpg', Date.now());
    await page.getByText('It works: the first upload is here.').waitFor();
    await page.context().close();
  });

  await context.test('a camera says how it is, gets an FTP login of its own, and is edited', async () => {
    const [garden, front] = await house.get<{ id: number; ftp_user?: string }[]>('/rest/cameras/');
    const page = await panel.page(VIEWS.phone);
    await page.goto(ingress.url(`#/cameras/${garden?.id}`));
    await page.getByText(/^Its last upload came/).waitFor();
    await page.getByText('Its clock is right.').waitFor();
    await page.getByRole('button', { name: 'Give it a login of its own' }).click();
    await page.getByText('Type this into the camera now').waitFor();
    await panel.inspect(page, 'camera-own-login-phone');
    const [row] = await house.get<{ id: number; ftp_user?: string }[]>('/rest/cameras/');
    await page.getByText(row?.ftp_user ?? 'none', { exact: true }).waitFor();
    await page.goto(ingress.url(`#/cameras/${front?.id}`));
    await page.getByLabel('Password', { exact: true }).fill('forgotten');
    await page.getByRole('button', { name: 'Save' }).click();
    await page
      .locator('camera-health')
      .getByText(/refuses this user and password/)
      .waitFor();
    await panel.inspect(page, 'camera-problem-phone');
    await page.context().close();
  });

  await context.test('a zone is drawn on what the camera sees, by mouse and keyboard, and kept', async () => {
    const [garden] = await house.get<{ id: number; name: string }[]>('/rest/cameras/');
    assert.equal(garden?.name, 'Garden');
    const page = await panel.page();
    await page.goto(ingress.url(`#/cameras/${garden.id}/zones`));
    await page.getByRole('button', { name: 'New zone' }).click();
    await page.locator('zone-canvas img').evaluate((image: HTMLImageElement) => image.decode());
    const stage = page.locator('zone-canvas .stage');
    const size = await stage.boundingBox();
    assert.ok(size);
    for (const [x, y] of [
      [0.1, 0.2],
      [0.8, 0.2],
      [0.8, 0.9],
    ] as const) {
      await stage.click({ position: { x: x * size.width, y: y * size.height } });
    }
    await page.getByLabel('Corner 1 of Zone 1').press('ArrowRight');
    await page.getByLabel('Name').fill('Lawn');
    await page.getByLabel('person').check();
    await panel.inspect(page, 'zones-desktop');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved: it counts from the next upload on.').waitFor();
    const [{ zones } = { zones: [] }] =
      await house.get<{ zones: { name: string; points: { x: number }[]; shapes: string[] }[] }[]>('/rest/cameras/');
    assert.deepEqual([zones[0]?.name, zones[0]?.points.length, zones[0]?.shapes], ['Lawn', 3, ['person']]);
    assert.ok(Math.abs((zones[0]?.points[0]?.x ?? 0) - 0.11) < 0.01);
    await page.context().close();
    await panel.look('camera', `#/cameras/${garden.id}`, 'schema-form input');
    await panel.look('cameras', '#/cameras', '.card');
    await panel.look('zones', `#/cameras/${garden.id}/zones`, 'zone-canvas img');
  });

  await context.test('a camera is deleted after a question', async () => {
    const page = await panel.page();
    await page.goto(ingress.url('#/cameras'));
    await page.getByRole('heading', { name: 'Front Door' }).click();
    await page.getByRole('button', { name: 'Delete camera' }).click();
    await page.locator('modal-dialog').getByRole('button', { name: 'Delete camera' }).click();
    await page.waitForURL(/#\/cameras$/);
    await page.getByRole('heading', { name: 'Garden' }).waitFor();
    assert.equal(await page.getByRole('heading', { name: 'Front Door' }).count(), 0);
    await page.context().close();
  });
});
