import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { stampAgo } from '../end-to-end/house.ts';
import { NO_BROWSER } from './support/browser.ts';
import { PanelHouse } from './support/panel-house.ts';

const PROJECT = join(import.meta.dirname, '../..');
const PHOTOS = join(PROJECT, 'node_modules/@vladmandic/face-api/demo');
const NO_FACES = existsSync(join(PROJECT, 'models/dlib_face_embedding.onnx'))
  ? false
  : 'there are no face models: run script/setup';

test('people', { skip: NO_BROWSER || NO_FACES }, async (context) => {
  const panel = await PanelHouse.open(context);
  const { house, ingress } = panel;

  await context.test('as long as faces are not looked for, the page says so, and leads to the switch', async () => {
    await panel.look('people-empty', '#/people', 'text=Nobody is known yet');
    const page = await panel.page();
    await page.goto(ingress.url('#/people'));
    await page.getByRole('link', { name: 'Switch it on in the profile' }).click();
    await page.getByLabel(/face/i).first().check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/#\/profiles$/);
    await page.goto(ingress.url('#/people'));
    await page.getByText('Nobody is known yet').waitFor();
    await page.getByText('Face recognition is off').waitFor({ state: 'detached' });
    await page.context().close();
  });

  const photo = `Front Door_00_${stampAgo(20)}.jpg`;
  await context.test('strangers of an upload are seen; one is named at the event, and is known again', async () => {
    await house.addCamera('Front Door');
    await house.upload(join(PHOTOS, 'sample6.jpg'), `/${photo}`);
    const [event] = await house.settled([photo]);
    const page = await panel.page();
    await page.goto(ingress.url(`#/events/${event?.id}`));
    const faces = page.locator('face-list li');
    await faces.first().waitFor();
    const before = await faces.count();
    assert.ok(before >= 2, `${before} faces`);
    const other = await panel.page();
    await other.goto(ingress.url('#/events'));
    await other.locator('event-card').getByText('Stranger').first().waitFor();
    await faces.first().getByLabel('This is …').fill('Anna');
    await faces.first().getByRole('button', { name: 'Name', exact: true }).click();
    await faces.getByText('Anna', { exact: true }).waitFor();
    assert.equal(await faces.first().getByLabel('This is …').inputValue(), '', 'what was typed is done with');
    await other.locator('event-card').getByText('Anna').waitFor();
    await other.context().close();
    await house.addOn.line(/changed in the panel.*"user":"Anna".*faces/);
    await page.context().close();
    await panel.look('event-faces', `#/events/${event?.id}`, 'face-list img');
  });

  await context.test('a stranger gets a name, another is ignored, or is no face', async () => {
    const page = await panel.page();
    await page.goto(ingress.url('#/people'));
    const cards = page.locator('stranger-card');
    await cards.first().getByText('Seen 1 time this week').waitFor();
    await panel.look('people', '#/people', 'stranger-card img');
    const before = await cards.count();
    await cards.first().getByLabel('This is …').fill('Clara');
    await cards.first().getByRole('button', { name: 'Name', exact: true }).click();
    await page.locator('a.person').getByText('Clara').waitFor();
    await cards.nth(before - 1).waitFor({ state: 'detached' });
    await page.locator('a.person', { hasText: 'Clara' }).getByText('add 2 more pictures').waitFor();
    await cards.first().getByRole('button', { name: 'Ignore', exact: true }).click();
    await cards.first().getByRole('button', { name: 'No longer ignore' }).waitFor();
    assert.equal(
      (await house.get<{ ignored: boolean }[]>('/rest/strangers')).filter(({ ignored }) => ignored).length,
      1,
    );
    await cards.first().getByRole('button', { name: 'No longer ignore' }).click();
    await cards.first().getByRole('button', { name: 'Ignore', exact: true }).waitFor();
    const from = house.addOn.lines.length;
    await cards.first().getByRole('button', { name: 'Not a face' }).click();
    await house.addOn.line(/past events were judged again/, 120_000, from);
    await page.locator('works-report').getByText('Of a thousand strangers').waitFor();
    await page.context().close();
  });

  await context.test('somebody is added by a photo of several faces, one of which is chosen', async () => {
    const page = await panel.page();
    await page.goto(ingress.url('#/people/new'));
    await page.getByLabel('Name', { exact: true }).fill('Ben');
    await page.getByLabel('Photo').setInputFiles(join(PHOTOS, 'sample6.jpg'));
    await page.getByText('Several faces: choose whose it is.').waitFor();
    await panel.inspect(page, 'people-which-face-desktop');
    await page.getByRole('button', { name: 'Face 2' }).click();
    await page.getByRole('heading', { name: 'Ben', exact: true }).waitFor();
    await page.getByText('Thinly enrolled: add 2 more pictures').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Benjamin');
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('heading', { name: 'Benjamin', exact: true }).waitFor();
    await panel.look('person', new URL(page.url()).hash, 'person-page li img');
    await page.getByRole('button', { name: /Delete picture/ }).click();
    await page.getByText('No picture with a face yet: add one.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Thinly enrolled: add 2 more pictures').waitFor();
    await page.getByRole('button', { name: 'Delete person' }).click();
    await page.locator('modal-dialog').getByRole('button', { name: 'Delete person' }).click();
    await page.waitForURL(/#\/people$/);
    await page.locator('a.person').getByText('Anna').waitFor();
    await page.locator('a.person', { hasText: 'Benjamin' }).waitFor({ state: 'detached' });
    await page.context().close();
  });

  await context.test('the timeline is of one person, and what happens now obeys that', async () => {
    const page = await panel.page();
    await page.goto(ingress.url('#/events'));
    const cards = page.locator('event-card');
    await cards.first().getByText('Anna').waitFor();
    await page.getByLabel('Who').selectOption({ label: 'Not sure who' });
    await page.waitForURL(/who=unsure/);
    await page.getByText('Nothing matches').waitFor();
    const stranger = await panel.page();
    await stranger.goto(ingress.url('#/events?who=99'));
    await stranger.getByText('Nothing matches').waitFor();
    await page.getByLabel('Who').selectOption({ label: 'Anna' });
    await page.waitForURL(/who=\d+$/);
    await cards.first().waitFor();
    assert.equal(await cards.count(), 1);
    await page.getByLabel('Seen').selectOption('person');
    await page.waitForURL(/shape=person&who=\d+/);
    const again = `Front Door_00_${stampAgo(-600)}.jpg`;
    await house.upload(join(PHOTOS, 'sample6.jpg'), `/${again}`);
    await cards.nth(1).waitFor();
    await cards.first().getByText('Anna').waitFor();
    await house.settled([again]);
    await stranger.getByText('Nothing matches').waitFor();
    assert.equal(await stranger.locator('event-card').count(), 0, 'what shows nobody wanted does not come');
    await page.reload();
    await cards.nth(1).waitFor();
    await panel.look('events-person', new URL(page.url()).hash, 'event-card img');
    await page.context().close();
    await stranger.context().close();
  });
});
