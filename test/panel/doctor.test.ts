import { test } from 'node:test';
import { Client } from 'basic-ftp';
import { stampAgo } from '../end-to-end/house.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { NO_BROWSER } from './support/browser.ts';
import { PanelHouse } from './support/panel-house.ts';

test('the FTP doctor says what each session came to, as it happens', { skip: NO_BROWSER }, async (context) => {
  const panel = await PanelHouse.open(context);
  const { house, ingress } = panel;
  await house.addCamera('Front Door');
  const page = await panel.page();
  await page.goto(ingress.url('#/doctor'));
  await page.getByText('No camera has called yet').waitFor();
  const client = new Client();
  await client
    .access({ host: '127.0.0.1', port: house.addOn.ports.ftp, user: 'concierge', password: 'wrong' })
    .catch(() => {});
  client.close();
  await page.locator('ftp-session-row .bad').first().waitFor();
  await house.upload(await mediaFixture('picture'), `/Front Door_00_${stampAgo(5)}.jpg`);
  await page.locator('ftp-session-row .good').first().waitFor();
  await page.getByText('1 file,').waitFor();
  await page.getByText('What was said').first().click();
  await page.locator('ol li').first().waitFor();
  await page.getByLabel('Show').selectOption('trouble');
  await page.locator('ftp-session-row .good').waitFor({ state: 'detached' });
  await page.context().close();
  const german = await panel.page({ locale: 'de-DE' });
  await german.goto(ingress.url('#/doctor'));
  await german.getByText('Eine Datei von „Front Door“ empfangen, alles gut.').waitFor();
  await german.getByText('Das Passwort des Benutzers „concierge“ ist falsch.').waitFor();
  await german.context().close();
  await panel.look('doctor', '#/doctor', 'ftp-session-row .card');
});
