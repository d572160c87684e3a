import { join } from 'node:path';
import { test } from 'node:test';
import { stampAgo } from '../end-to-end/house.ts';
import { withoutAppearanceModel } from '../support/appearance-model.ts';
import { RED, signClip } from '../support/sign-scenes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { NO_BROWSER } from './support/browser.ts';
import { PanelHouse } from './support/panel-house.ts';

test('an object of an event is named on its page', { skip: NO_BROWSER || withoutAppearanceModel }, async (context) => {
  const panel = await PanelHouse.open(context);
  const { house, ingress } = panel;
  const profile = { shapes: ['stop sign'], confidence_level: 50, image_comparison: true };
  await house.post('backEnd', '/rest/analytics_profiles/1/', profile, 'PATCH');
  await house.addCamera('Street');
  const folder = await temporaryFolder(context);
  const files = [`Street_00_${stampAgo(900)}.mp4`, `Street_00_${stampAgo(300)}.mp4`];
  for (const file of files)
    await house.upload(await signClip(join(folder, file), { colour: RED, x: 330 }, true), `/${file}`);
  const events = await house.settled(files);
  const latest = events.find(({ assets }) => assets.some(({ file }) => file === `/${files[1]}`))?.id ?? '';

  const page = await panel.page();
  await page.goto(ingress.url(`#/events/${latest}`));
  const objects = page.locator('object-list');
  await objects.getByText('nothing known').waitFor();
  await objects.getByRole('link', { name: /Seen before/ }).waitFor();
  await objects.getByRole('textbox').fill('Our sign');
  await objects.getByRole('button', { name: 'Name' }).click();
  await objects.getByText(/Our sign · \d+/).waitFor();
  await page.locator('track-list').getByText('Our sign').waitFor();
  await page.context().close();
  await panel.look('event-object', `#/events/${latest}`, 'object-list');
});
