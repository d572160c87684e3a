import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from 'basic-ftp';
import { stampAgo } from '../end-to-end/house.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { NO_BROWSER } from './support/browser.ts';
import { PanelHouse, VIEWS } from './support/panel-house.ts';

const MARKUP = '<img src=x onerror=alert(1)><b>bold<';
const NAMES = [
  MARKUP,
  'Garageneinfahrtüberwachungskamera hinter dem Gartenhaus Nr 2',
  'كاميرا الباب الأمامي',
  'מצלמת החצר 🐕‍🦺🏡',
  '{count} $name {{7*7}} `x`',
];
const CAMERAS = 50;
const PEOPLE = 300;

test('names of every kind', { skip: NO_BROWSER }, async (context) => {
  const panel = await PanelHouse.open(context);
  const { house, ingress } = panel;
  for (let index = 0; index < CAMERAS; index++) await house.addCamera(NAMES[index] ?? `Camera ${index}`);
  for (let index = 0; index < PEOPLE; index++) {
    const name = NAMES[index] ?? `Person ${index}`;
    const made = await house.post('backEnd', '/rest/people', { name });
    assert.equal(made.status, 201, await made.text());
  }
  const picture = await mediaFixture('picture');
  for (const [index, name] of NAMES.entries()) await house.upload(picture, `/${name}_00_${stampAgo(60 * index)}.jpg`);
  const [marked] = (await house.settled([])).filter(({ assets }) => assets[0]?.file.includes('onerror'));
  await strangeLogin(house.addOn.ports.ftp);

  for (const [view, options] of Object.entries(VIEWS)) {
    await context.test(`are text and nothing else, and fit on a ${view}`, async () => {
      const page = await panel.page({ ...options, locale: 'de-DE' });
      page.on('dialog', (dialog) => assert.fail(`a name said: ${dialog.message()}`));
      const look = async (name: string, hash: string, where: string) => {
        await page.goto(ingress.url(hash));
        await page.locator(where).getByText(MARKUP).first().waitFor();
        await panel.inspect(page, `names-${name}-${view}`);
        assert.equal(await page.locator('img[src="x"], main b').count(), 0, `${hash} has markup of a name`);
      };
      await look('cameras', '#/cameras', 'cameras-page');
      await look('events', '#/events', 'event-card');
      await look('event', `#/events/${marked?.id}`, 'event-page h1');
      await look('people', '#/people', 'a.person');
      await look('profiles', '#/profiles', 'profiles-page');
      await look('statistics', '#/statistics', 'bar-table');
      await look('doctor', '#/doctor', 'ftp-session-row');
      await look('system', '#/system/storage', 'usage-list');
      await page.context().close();
    });
  }
});

/** Whoever reaches the port chooses what the doctor shows. */
async function strangeLogin(port: number): Promise<void> {
  const client = new Client();
  await assert.rejects(client.access({ host: '127.0.0.1', port, user: MARKUP, password: MARKUP }));
  client.close();
}
