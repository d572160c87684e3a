import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { stampAgo } from '../end-to-end/house.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { NO_BROWSER } from './support/browser.ts';
import { PanelHouse, VIEWS } from './support/panel-house.ts';

test('an event', { skip: NO_BROWSER }, async (context) => {
  const panel = await PanelHouse.open(context);
  const { house, ingress } = panel;
  await house.addCamera('Front Door');
  const [h264, hevc] = [`Front Door_00_${stampAgo(900)}.mp4`, `Front Door_00_${stampAgo(100)}.mp4`];
  await house.upload(await mediaFixture('h264'), `/${h264}`);
  await house.upload(await mediaFixture('hevc'), `/${hevc}`);
  const events = await house.settled([h264, hevc]);
  const idOf = (file: string) =>
    events.find(({ assets }) => assets.some((asset) => asset.file === `/${file}`))?.id ?? '';

  await context.test('its clip plays, boxes move with it, and a track leads to its best moment', async () => {
    const page = await panel.page();
    await page.goto(ingress.url('#/events'));
    await page.locator('event-card').first().waitFor();
    assert.equal(await page.locator('event-card').count(), 2);
    await page.goto(ingress.url(`#/events/${idOf(h264)}`));
    await plays(page);
    assert.equal(await page.getByText('converted copy').count(), 0, 'H.264 is played as it is');
    await page.locator('track-list button').first().click();
    await page.waitForFunction(() => {
      const app = document.querySelector('concierge-app')?.shadowRoot;
      const player = app?.querySelector('event-page')?.shadowRoot?.querySelector('clip-player')?.shadowRoot;
      return (
        player?.querySelector('video')?.paused &&
        player.querySelector('box-layer')?.shadowRoot?.querySelector('rect.chosen')
      );
    });
    await page.context().close();
  });

  await context.test('a codec that the browser does not play is converted, and the copy kept', async () => {
    for (const visit of ['first', 'second']) {
      const page = await panel.page();
      await page.goto(ingress.url(`#/events/${idOf(hevc)}`));
      await plays(page);
      await page.getByText('converted copy').waitFor();
      await page.context().close();
      assert.ok(visit);
    }
  });

  await context.test('it is looked at in every view', async () => {
    await panel.look('event', `#/events/${idOf(h264)}`, 'video');
  });

  await context.test('it is kept, analysed again, and deleted, and the log says by whom', async () => {
    const page = await panel.page();
    await page.goto(ingress.url(`#/events/${idOf(h264)}`));
    await page.getByRole('button', { name: 'Keep', exact: true }).click();
    await page.getByRole('button', { name: 'Kept', pressed: true }).waitFor();
    await house.addOn.line(/changed in the panel.*"user":"Anna".*"method":"PATCH"/);
    const from = house.addOn.lines.length;
    await page.getByRole('button', { name: 'Analyse again' }).click();
    await page.getByText('1 file is analysed again').waitFor();
    await house.addOn.line(/found/, 120_000, from);
    await page.getByRole('button', { name: 'Kept', pressed: true }).click();
    await page.getByRole('button', { name: 'Keep', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('This cannot be undone').waitFor();
    await panel.inspect(page, 'event-delete-desktop');
    await page.locator('modal-dialog').getByRole('button', { name: 'Delete' }).click();
    await page.waitForURL(/#\/events$/);
    await page.locator('event-card').first().waitFor();
    assert.equal(await page.locator('event-card').count(), 1);
    assert.ok(!existsSync(join(house.rootDir, h264)), 'the file is gone');
    await page.context().close();
  });

  await context.test('on a phone it is kept, downloaded, analysed again and deleted', async () => {
    const page = await panel.page({ ...VIEWS.phone, acceptDownloads: true });
    await page.goto(ingress.url(`#/events/${idOf(hevc)}`));
    await page.getByRole('button', { name: 'Keep', exact: true }).tap();
    await page.getByRole('button', { name: 'Kept', pressed: true }).waitFor();
    assert.equal((await kept(idOf(hevc))).keep, true, 'the server keeps it');

    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download' }).tap();
    const download = await downloading;
    const sent = await readFile(join(house.rootDir, hevc));
    assert.deepEqual(await readFile(await download.path()), sent, 'what the camera sent, byte for byte');

    const from = house.addOn.lines.length;
    await page.getByRole('button', { name: 'Analyse again' }).tap();
    await page.getByText('1 file is analysed again').waitFor();
    await house.addOn.line(/found/, 120_000, from);
    await panel.inspect(page, 'event-again-phone');

    await page.getByRole('button', { name: 'Kept', pressed: true }).tap();
    await page.getByRole('button', { name: 'Keep', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Delete' }).tap();
    await page.getByText('This cannot be undone').waitFor();
    await panel.inspect(page, 'event-delete-phone');
    await page.locator('modal-dialog').getByRole('button', { name: 'Delete' }).tap();
    await page.waitForURL(/#\/events$/);
    assert.ok(!existsSync(join(house.rootDir, hevc)), 'the file is gone');
    assert.deepEqual(await house.events(), [], 'and its event');
    await page.context().close();
  });

  async function kept(id: string): Promise<{ keep: boolean }> {
    return house.get<{ keep: boolean }>(`/rest/events/${encodeURIComponent(id)}`);
  }
});

async function plays(page: Page): Promise<void> {
  await page.locator('clip-player video').waitFor();
  await page.locator('clip-player video').evaluate(async (video: HTMLVideoElement) => {
    // Three seconds may be over before anybody looks; at the end nobody is in view.
    video.loop = true;
    await video.play();
    if (video.currentTime === 0) await new Promise((resolve) => video.addEventListener('timeupdate', resolve));
  });
  await page.locator('box-layer rect').first().waitFor({ state: 'attached' });
}
