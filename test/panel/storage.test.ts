import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { stampAgo } from '../end-to-end/house.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { NO_BROWSER } from './support/browser.ts';
import { PanelHouse } from './support/panel-house.ts';

test('storage on the system page', { skip: NO_BROWSER }, async (context) => {
  const panel = await PanelHouse.open(context);
  const { house, ingress } = panel;
  await house.addCamera('Front Door');
  const kept = `Front Door_00_${stampAgo(300)}.jpg`;
  await house.upload(await mediaFixture('picture'), `/${kept}`);
  await house.settled([kept]);

  await context.test('the cleanup says what would go of whom before it is run by hand', async () => {
    const stray = `Nobody_00_${stampAgo(200)}.jpg`;
    await house.upload(await mediaFixture('picture'), `/${stray}`);
    await house.addOn.line(/there is no camera "Nobody"/);
    const page = await panel.page();
    await page.goto(ingress.url('#/system/storage'));
    const card = page.locator('cleanup-card');
    await card.getByRole('button', { name: 'See what would go now' }).click();
    await card.getByText('Nothing would go now.').waitFor();
    makeOld(join(house.dataDir, 'concierge.db'));
    await card.getByRole('button', { name: 'See what would go now' }).click();
    await card.getByText(/^1 file would go, \d+ kB:$/).waitFor();
    await card.getByText('never assigned to a camera').waitFor();
    await page.locator('usage-list li', { hasText: 'Front Door' }).waitFor();
    await panel.inspect(page, 'system-cleanup-desktop');
    await card.getByRole('button', { name: 'Delete these now' }).first().click();
    await page.locator('cleanup-card modal-dialog').getByRole('button', { name: 'Delete these now' }).click();
    await card.getByText(/deleted 1 of no camera/).waitFor();
    assert.ok(!existsSync(join(house.rootDir, stray)), 'the file is gone');
    await page.context().close();
  });

  await context.test('how far a long cleanup is, is said in percent', async () => {
    const page = await panel.page();
    const cleanup = { name: 'cleanup', schedule: '', is_running: true, last_run: null, next_run_at: null };
    let filesDone = 0;
    await page.route('**/api/panel/cleanup', (route) =>
      route.fulfill({
        json: [{ cameraId: null, reason: 'age', files: 200, sizeBytes: 1e6, oldestMs: 0, newestMs: 1 }],
      }),
    );
    await page.route('**/api/rest/jobs/cleanup/run', (route) => route.fulfill({ status: 202, json: cleanup }));
    await page.route('**/api/rest/jobs', (route) =>
      route.fulfill({ json: [{ ...cleanup, is_running: filesDone < 200, files_done: filesDone }] }),
    );
    await page.goto(ingress.url('#/system/storage'));
    const card = page.locator('cleanup-card');
    await card.getByRole('button', { name: 'See what would go now' }).click();
    await card.getByRole('button', { name: 'Delete these now' }).first().click();
    await card.locator('modal-dialog').getByRole('button', { name: 'Delete these now' }).click();
    for (const done of [50, 120]) {
      filesDone = done;
      await card.getByText(`Are being deleted … ${done / 2}%`).waitFor();
    }
    filesDone = 200;
    await card.getByRole('progressbar').waitFor({ state: 'detached' });
    await page.context().close();
  });

  await context.test('what is being analysed again is halted and ended beside the jobs', async () => {
    const page = await panel.page();
    const orders: string[] = [];
    let run = { id: 7, state: 'running', files_done: 30, files_total: 120, ended_at: null as string | null };
    await page.route('**/api/rest/reanalyses', (route) => route.fulfill({ json: [run] }));
    await page.route('**/api/rest/reanalyses/7/*', async (route) => {
      const order = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
      orders.push(order);
      run = { ...run, state: order === 'pause' ? 'paused' : 'cancelled', ended_at: order === 'cancel' ? 'now' : null };
      await route.fulfill({ json: run });
    });
    await page.goto(ingress.url('#/system/storage'));
    const row = page.locator('active-runs li');
    await row.getByText('25% done').waitFor();
    await row.getByRole('button', { name: 'Pause' }).click();
    await row.getByText('paused at 25%').waitFor();
    await row.getByRole('button', { name: 'Resume' }).waitFor();
    await panel.inspect(page, 'system-again-desktop');
    await row.getByRole('button', { name: 'Cancel' }).click();
    await row.waitFor({ state: 'detached' });
    assert.deepEqual(orders, ['pause', 'cancel']);
    await page.context().close();
  });
});

/** What came of no camera came forty days ago. */
function makeOld(file: string): void {
  const database = new DatabaseSync(file);
  const thenMs = Date.now() - 40 * 86_400_000;
  database
    .prepare("UPDATE assets SET taken_at_ms = ?, received_at_ms = ? WHERE state = 'unassigned'")
    .run(thenMs, thenMs);
  database.close();
}
