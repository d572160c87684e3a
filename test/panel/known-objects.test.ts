import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutAppearanceModel } from '../support/appearance-model.ts';
import { BLUE, RED, signPicture } from '../support/sign-scenes.ts';
import { NO_BROWSER } from './support/browser.ts';
import { PanelHouse } from './support/panel-house.ts';

interface Row {
  readonly id: number;
  readonly name: string;
  readonly deep_learning_done: boolean;
}

const jpeg = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer });

test('known objects', { skip: NO_BROWSER || withoutAppearanceModel }, async (context) => {
  const panel = await PanelHouse.open(context);
  const { house, ingress } = panel;
  const rows = () => house.get<readonly Row[]>('/rest/known_objects');

  await context.test('as long as nothing is compared, the page says so, and leads to the switch', async () => {
    await panel.look('objects-empty', '#/people/objects', 'text=No object is known yet');
    const page = await panel.page();
    await page.goto(ingress.url('#/people'));
    await page.getByRole('link', { name: 'Objects', exact: true }).click();
    await page.getByText('No profile recognises known objects').waitFor();
    await page.getByRole('link', { name: 'Switch it on in the profile' }).click();
    await page.waitForURL(/#\/profiles\/\d+$/);
    await page.context().close();
    const profile = { shapes: ['stop sign'], image_comparison: true };
    await house.post('backEnd', '/rest/analytics_profiles/1/', profile, 'PATCH');
  });

  await context.test('one is added by a picture, shown, and known by a second one', async () => {
    const page = await panel.page();
    await page.goto(ingress.url('#/people/objects'));
    await page.getByRole('link', { name: 'Add an object' }).click();
    await page.getByText('Type a name, then choose a picture.').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Our sign');
    await page.getByLabel('What is it?').selectOption('stop sign');
    await panel.inspect(page, 'object-new-desktop');
    const picture = jpeg('sign.jpg', await signPicture({ colour: RED }));
    await page.locator('input[type=file]').setInputFiles(picture);
    await page.waitForURL(/#\/people\/objects$/);
    const card = page.locator('object-card');
    await card.getByRole('heading', { name: 'Our sign' }).waitFor();
    await card.getByText('stop sign · 1 picture').waitFor();
    await card.getByText('Is compared').waitFor();
    await page.getByText('No profile recognises known objects').waitFor({ state: 'detached' });
    await card.locator('img').evaluate((image: HTMLImageElement) => image.decode());

    await card.getByText('Add a picture').click();
    const second = jpeg('night.jpg', await signPicture({ colour: RED, light: 0.5 }));
    await card.locator('input[type=file]').setInputFiles(second);
    await card.getByText('stop sign · 2 pictures').waitFor();
    await card.getByText('Is compared').nth(1).waitFor();
    assert.deepEqual(
      (await rows()).map(({ name, deep_learning_done: isDone }) => [name, isDone]),
      [
        ['Our sign', true],
        ['Our sign', true],
      ],
    );
    await page.context().close();
  });

  await context.test('what cannot be described says why', async () => {
    const page = await panel.page();
    await page.goto(ingress.url('#/people/objects/new'));
    await page.getByLabel('Name', { exact: true }).fill('Blue sign');
    await page.getByLabel('What is it?').selectOption('stop sign');
    const whole = await signPicture({ colour: BLUE });
    await page.locator('input[type=file]').setInputFiles(jpeg('cut.jpg', whole.subarray(0, 200)));
    const card = page.locator('object-card', { hasText: 'Blue sign' });
    await card.locator('.bad', { hasText: 'Cannot read' }).waitFor();
    await page.context().close();
    await panel.look('objects', '#/people/objects', 'object-card img');
  });

  await context.test('one is renamed, loses a picture, and is deleted; what can be taken back is', async () => {
    const page = await panel.page();
    await page.goto(ingress.url('#/people/objects'));
    const ours = page.locator('object-card', { hasText: 'Our sign' });
    await ours.getByLabel('Name', { exact: true }).fill('Corner sign');
    await ours.getByRole('button', { name: 'Rename' }).click();
    const card = page.locator('object-card', { hasText: 'Corner sign' });
    await card.getByText('2 pictures').waitFor();
    assert.equal((await rows()).filter(({ name }) => name === 'Corner sign').length, 2);

    await card
      .getByRole('button', { name: /Delete picture/ })
      .first()
      .click();
    await card.getByText('1 picture', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await card.getByText('2 pictures').waitFor();

    await card.getByRole('button', { name: 'Delete all' }).click();
    await page.locator('modal-dialog').getByRole('button', { name: 'Delete all' }).click();
    await card.waitFor({ state: 'detached' });
    assert.deepEqual(
      (await rows()).map(({ name }) => name),
      ['Blue sign'],
    );
    await page.context().close();
  });
});
