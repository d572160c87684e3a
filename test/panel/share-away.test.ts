import assert from 'node:assert/strict';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { stampAgo } from '../end-to-end/house.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { NO_BROWSER } from './support/browser.ts';
import { PanelHouse } from './support/panel-house.ts';

test('a share that is not mounted is told, and taken as gone when somebody says so', {
  skip: NO_BROWSER,
}, async (context) => {
  const panel = await PanelHouse.open(context);
  const { house, ingress } = panel;
  await house.addCamera('Front Door');
  const file = `Front Door_00_${stampAgo(300)}.jpg`;
  await house.upload(await mediaFixture('picture'), `/${file}`);
  await house.settled([file]);
  const share = join(dirname(house.rootDir), 'share');
  await mkdir(share);
  for (const name of await readdir(house.rootDir)) await rename(join(house.rootDir, name), join(share, name));

  await panel.look('system-share-away', '#/system/storage', 'text=is not mounted');
  const page = await panel.page();
  await page.goto(ingress.url('#/system/storage'));
  const alert = page.locator('disk-card [role=alert]');
  await alert.getByText(/is not mounted/).waitFor();
  await alert.getByRole('button', { name: 'The recordings are gone for good' }).click();
  await page.locator('disk-card modal-dialog > button').click();
  await alert.waitFor({ state: 'detached' });
  assert.ok((await readdir(house.rootDir)).includes('.concierge-media'));
  await page.context().close();
});
