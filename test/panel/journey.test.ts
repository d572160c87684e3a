import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { FakeReolinkCamera } from '../fakes/reolink-camera.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { NO_BROWSER } from './support/browser.ts';
import { PanelHouse, VIEWS } from './support/panel-house.ts';

const PROJECT = join(import.meta.dirname, '../..');
const PHOTO = join(PROJECT, 'node_modules/@vladmandic/face-api/demo/sample6.jpg');
const NO_FACES = existsSync(join(PROJECT, 'models/dlib_face_embedding.onnx'))
  ? false
  : 'there are no face models: run script/setup';

/** What somebody does in the first ten minutes, on a phone, in the dark, through ingress, and never leaving the panel. */
test('the first ten minutes, on a phone', { skip: NO_BROWSER || NO_FACES }, async (context) => {
  const panel = await PanelHouse.open(context);
  const { house, ingress } = panel;
  const camera = await FakeReolinkCamera.start();
  context.after(() => camera.stop());
  const page = await panel.page(VIEWS.phone);
  const tab = (name: string) =>
    page.getByRole('navigation').getByRole('link', { name }).locator('visible=true').click();

  await context.test('a camera is added, and its first upload is seen arriving', async () => {
    await page.goto(ingress.url());
    await page.getByRole('link', { name: 'Add a camera' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Front Door');
    await page.getByLabel('Address', { exact: true }).fill(camera.host);
    await page.getByLabel('User', { exact: true }).fill('admin');
    await page.getByLabel('Password', { exact: true }).fill('secret');
    await page.getByRole('button', { name: 'Test the connection' }).click();
    await page.getByText('RLC-810A answers').waitFor();
    await page.getByRole('button', { name: 'Add the camera' }).click();
    await page.getByText('The camera is set up').waitFor();
    await camera.sendMotion(await mediaFixture('picture'), 'jpg', Date.now() - 600_000);
    await page.getByText('It works: the first upload is here.').waitFor();
    await panel.inspect(page, 'journey-1-arrived-phone');
  });

  await context.test('a profile is changed: faces are looked for', async () => {
    await page.getByRole('button', { name: 'More' }).click();
    await tab('Profiles');
    await page.getByRole('heading', { name: 'Default' }).click();
    await page.getByLabel('Recognise faces').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/#\/profiles$/);
  });

  await context.test('an event appears live, its clip plays, and a face gets a name', async () => {
    await tab('Events');
    const cards = page.locator('event-card');
    await cards.first().waitFor();
    const before = await cards.count();
    await camera.sendMotion(PHOTO, 'jpg', Date.now());
    await camera.sendMotion(await mediaFixture('facesClip'), 'mp4', Date.now());
    await cards.nth(before).waitFor();
    await cards.first().getByText('Stranger').first().waitFor();
    await panel.inspect(page, 'journey-2-live-phone');
    await cards.first().locator('a').click();
    await page.locator('clip-player video').waitFor();
    await page.locator('clip-player video').evaluate(async (video: HTMLVideoElement) => {
      if (video.currentTime === 0) await new Promise((resolve) => video.addEventListener('timeupdate', resolve));
    });
    const faces = page.locator('face-list li');
    await faces.first().getByLabel('This is …').fill('Anna');
    await faces.first().getByRole('button', { name: 'Name', exact: true }).click();
    await faces.getByText('Anna', { exact: true }).first().waitFor();
    await panel.inspect(page, 'journey-3-named-phone');
  });

  await context.test('a zone is drawn on what the camera sees', async () => {
    await tab('Cameras');
    await page.getByRole('heading', { name: 'Front Door' }).click();
    await page.getByRole('link', { name: 'Draw' }).click();
    await page.getByRole('button', { name: 'New zone' }).click();
    await page.locator('zone-canvas img').evaluate((image: HTMLImageElement) => image.decode());
    const stage = page.locator('zone-canvas .stage');
    const size = await stage.boundingBox();
    assert.ok(size);
    for (const [x, y] of [
      [0.2, 0.3],
      [0.8, 0.3],
      [0.5, 0.9],
    ] as const)
      await stage.tap({ position: { x: x * size.width, y: y * size.height } });
    await page.getByLabel('Name').fill('Drive');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved: it counts from the next upload on.').waitFor();
    await panel.inspect(page, 'journey-4-zone-phone');
    const [row] = await house.get<{ zones: { name: string }[] }[]>('/rest/cameras/');
    assert.equal(row?.zones[0]?.name, 'Drive');
  });

  await context.test('all of it was done in the dark, under the path that ingress gave', async () => {
    assert.ok(page.url().startsWith(ingress.url('#/cameras/')), page.url());
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const [red = 255] = background.match(/\d+/g)?.map(Number) ?? [];
    assert.ok(red < 64, `${background} is dark`);
    await page.context().close();
  });
});
