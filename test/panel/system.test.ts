import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { stampAgo } from '../end-to-end/house.ts';
import { ListenerServer } from '../fakes/listener-server.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { NO_BROWSER } from './support/browser.ts';
import { PanelHouse, VIEWS } from './support/panel-house.ts';

test('the system page', { skip: NO_BROWSER }, async (context) => {
  const panel = await PanelHouse.open(context);
  const { house, ingress } = panel;
  const { id: cameraId } = await house.addCamera('Front Door');

  await context.test('housekeeping says how it went, and runs on request', async () => {
    const page = await panel.page();
    await page.goto(ingress.url('#/system'));
    await page.getByRole('link', { name: 'Storage' }).click();
    await page.getByText(/Nothing was uploaded in the last week/).waitFor();
    const job = page.locator('jobs-card li').filter({ hasText: 'database' });
    await job.getByText('Not run yet').waitFor();
    await job.getByRole('button', { name: 'Run now: database' }).click();
    await job.getByText(/, in 0:\d\d: /).waitFor();
    await page.context().close();
    await panel.look('system-storage', '#/system/storage', 'jobs-card li');
  });

  await context.test('says how every service is, and what analyses how fast', async () => {
    await house.upload(await mediaFixture('picture'), `/Front Door_00_${stampAgo(300)}.jpg`);
    await house.settled([]);
    const page = await panel.page();
    await page.goto(ingress.url('#/system'));
    await page.locator('.service').first().waitFor();
    const engine = page.locator('engine-card');
    await engine.getByText(/^A picture takes \d/).waitFor();
    await engine.getByText(/\d+ × \d+, .*Apache-2\.0/).waitFor();
    await engine
      .locator('li', { hasText: 'clips worker' })
      .getByText(/thread.* on CPU, \d+ MB/)
      .waitFor();
    await page.context().close();
    await panel.look('system-health', '#/system', 'engine-card li');
  });

  await context.test('says in the user’s language how services and jobs are', async () => {
    const page = await panel.page({ ...VIEWS.phone, locale: 'de-DE' });
    await page.goto(ingress.url('#/system'));
    const housekeeping = page.locator('.service', { hasText: 'Wartung' });
    await housekeeping.getByText(/^als Nächstes: (Aufräumen|Bekannte|Gesichter|Ersetzte|Datenbank|Tages)/).waitFor();
    await page
      .getByText(/^lauscht auf Port \d+$/)
      .first()
      .waitFor();
    await page.getByText('mit Home Assistant 2026.11.0 verbunden, 1 Kamera über MQTT').waitFor();
    await panel.inspect(page, 'system-german-phone');
    await page.goto(ingress.url('#/system/storage'));
    await page.getByRole('button', { name: 'Datenbank' }).waitFor();
    await page.context().close();
  });

  await context.test('shows what to type into a camera, and what is secret when it is asked for', async () => {
    const page = await panel.page();
    await page.goto(ingress.url('#/system/connections'));
    const { ftp_user: user, ftp_password: password } = await house.addOn.credentials();
    await page.getByText(user, { exact: true }).first().waitFor();
    assert.equal(await page.getByText(password).count(), 0, 'a password is hidden at first');
    await page.getByRole('button', { name: 'Show: Password' }).click();
    await page.getByText(password, { exact: true }).waitFor();
    const home = page.locator('home-assistant-card');
    await home.getByText(/^Connected to Home Assistant 2026\.11\.0 since /).waitFor();
    await home.getByText('Entities are shown by MQTT.').waitFor();
    await home.getByText(`${house.homeAssistant.entities.size} entities of 2 devices`).waitFor();
    await page.context().close();
    await panel.look('system-connections', '#/system/connections', 'access-list');
  });

  await context.test('a listener is added, tried, put right and taken away', async () => {
    const listener = await ListenerServer.start();
    context.after(() => listener.stop());
    const page = await panel.page();
    await page.goto(ingress.url('#/system/connections'));
    const card = page.locator('listeners-card');
    await card.getByText('Nobody is called yet.').waitFor();
    await card.getByRole('button', { name: 'Add a listener' }).click();
    await card.getByRole('button', { name: 'Save' }).click();
    await card
      .getByText(/required/)
      .first()
      .waitFor();
    await card.getByLabel('Address').fill(listener.url);
    await card.getByLabel('Called when').fill('detection');
    await panel.inspect(page, 'system-listener-desktop');
    await card.getByRole('button', { name: 'Save' }).click();
    await card.getByRole('button', { name: `Test call: ${listener.url}` }).click();
    await card.getByText(/It does not work: .*this machine itself.*allow_local_listeners/).waitFor();
    assert.deepEqual(listener.received, []);
    await card.getByRole('button', { name: `Change: ${listener.url}` }).click();
    await card.getByLabel('Note').fill('Node-RED');
    await card.getByRole('button', { name: 'Save' }).click();
    await card.getByText('refused', { exact: true }).waitFor();
    await panel.inspect(page, 'system-listeners-desktop');
    await card.getByRole('button', { name: `Delete: ${listener.url}` }).click();
    await card.getByText('Nobody is called yet.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await card.getByText(listener.url).waitFor();
    const rows = await house.get<{ url: string; description: string }[]>('/rest/camera_listeners');
    assert.partialDeepStrictEqual(rows.at(-1), { url: listener.url, description: 'Node-RED' });
    await page.context().close();
  });

  await context.test(
    'the configuration is written into a file, and read in again after a look at what would change',
    async () => {
      const page = await panel.page();
      await page.goto(ingress.url('#/system/storage'));
      await page.getByLabel('Passphrase, if passwords').fill('correct horse battery');
      const downloading = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download' }).click();
      const download = await downloading;
      assert.match(download.suggestedFilename(), /^concierge-settings-\d{4}-\d\d-\d\d\.json$/);
      const file = await download.path();
      await house.addCamera('Back Yard');
      await page.getByLabel('File of such a backup').setInputFiles(file);
      await page.getByText('Goes: Back Yard').waitFor();
      await page.getByLabel('Passphrase of the file').fill('wrong horse battery');
      await page.getByRole('button', { name: 'Look again' }).click();
      await page.getByText(/does not open the passwords of this file/).waitFor();
      await page.getByLabel('Passphrase of the file').fill('correct horse battery');
      await page.getByRole('button', { name: 'Look again' }).click();
      await page.getByText('Goes: Back Yard').waitFor();
      await panel.inspect(page, 'system-restore-desktop');
      const names = async () => (await house.get<{ name: string }[]>('/rest/cameras')).map(({ name }) => name);
      assert.deepEqual(await names(), ['Front Door', 'Back Yard'], 'a look changes nothing');
      await page.getByRole('button', { name: 'Take it over' }).click();
      await page.getByText('Done. This was changed:').waitFor();
      assert.deepEqual(await names(), ['Front Door']);
      await page.getByLabel('File of such a backup').setInputFiles({
        name: 'other.json',
        mimeType: 'application/json',
        buffer: Buffer.from('{"format": "something else"}'),
      });
      await page.locator('restore-form').getByRole('alert').waitFor();
      await page.context().close();
    },
  );

  await context.test('a new token takes the place of the old one', async () => {
    const page = await panel.page();
    await page.goto(ingress.url('#/system/connections'));
    const before = await house.addOn.credentials();
    await page.getByRole('button', { name: 'New token' }).click();
    await page.locator('modal-dialog').getByRole('button', { name: 'New token' }).click();
    await page.getByText('There is a new token.').waitFor();
    const after = await house.addOn.credentials();
    assert.notEqual(after.api_token, before.api_token);
    await page.getByRole('button', { name: 'Show: Token for REST calls' }).click();
    await page.getByText(after.api_token, { exact: true }).waitFor();
    await page.context().close();
  });

  await context.test('what could not be analysed says why, is tried again, and is forgotten', async () => {
    const page = await panel.page();
    await page.goto(ingress.url('#/system/queue'));
    await page.getByText('Nothing waits').waitFor();
    const broken = `Front Door_00_${stampAgo(60)}.mp4`;
    await house.upload(Readable.from([Buffer.alloc(5000, 7)]), `/${broken}`);
    await page.getByText('1 file could not be analysed and was set aside').waitFor();
    const entry = page.locator('queue-card li').filter({ hasText: broken });
    await entry.locator('.warn').waitFor();
    const from = house.addOn.lines.length;
    await entry.getByRole('button', { name: 'Try again' }).click();
    await house.addOn.line(/set aside/, 120_000, from);
    await entry.getByRole('button', { name: 'Forget' }).click();
    await entry.waitFor({ state: 'detached' });
    await page.context().close();
  });

  await context.test('a busy queue says how closely clips are looked at, and why', async () => {
    keepBusy(join(house.dataDir, 'concierge.db'), cameraId);
    const page = await panel.page();
    await page.goto(ingress.url('#/system/queue'));
    await page.getByText('14 clips wait', { exact: true }).waitFor();
    await page.getByText('one frame in 15, since 14 clips wait').first().waitFor();
    await page.context().close();
    await panel.look('system-queue', '#/system/queue', 'queue-card li');
  });

  await context.test('the log is read from its end', async () => {
    await panel.look('system-log', '#/system/log', 'log-card li');
    const page = await panel.page();
    await page.goto(ingress.url('#/system/log'));
    await page.getByText('Concierge is ready').waitFor();
    await page.getByLabel('Show').selectOption('warnings');
    await page.locator('log-card li.warn').first().waitFor();
    assert.equal(await page.getByText('Concierge is ready').count(), 0);
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByText('Copied').waitFor();
    await page.context().close();
  });

  await context.test('nothing jumps while a tab is read', async (test) => {
    for (const [tab, ready] of Object.entries(READY)) {
      const page = await panel.page();
      await page.goto(ingress.url(`#/system/${tab}`));
      await page.locator(ready).first().waitFor();

      const shift = await page.evaluate(layoutShift);
      test.diagnostic(`${tab}: layout shift ${shift.toFixed(3)}`);
      assert.ok(shift < 0.1, `${tab}: ${shift}`);
      await page.context().close();
    }
  });

  await context.test('a token that is refused is said in words, with what to do', async () => {
    const page = await panel.page();
    await page.goto(ingress.url('#/system/connections'));
    house.homeAssistant.token = 'another';
    house.homeAssistant.dropConnections();
    await page.getByText('Home Assistant refuses the token.').waitFor();
    await page.getByText(/As an add-on: restart Concierge/).waitFor();
    await panel.inspect(page, 'system-refused-desktop');
    await page.context().close();
  });
});

/** A tab, and what it shows when all of it is there. */
const READY = {
  health: 'engine-card li',
  queue: 'queue-card li',
  storage: 'jobs-card li',
  connections: 'listeners-card li',
  log: 'log-card li',
};

/** How much of the page moved, as web vitals count it: below 0.1 is good. */
function layoutShift(): Promise<number> {
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => {
      const shifts = list.getEntries().map((entry) => ('value' in entry ? Number(entry.value) : 0));
      resolve(shifts.reduce((sum, shift) => sum + shift, 0));
    });
    observer.observe({ type: 'layout-shift', buffered: true });
    // One that has nothing to tell is never called.
    setTimeout(() => resolve(0), 300);
  });
}

/** A machine that cannot keep up, for as long as the test looks: clips whose turn comes in an hour. */
function keepBusy(file: string, cameraId: number): void {
  const database = new DatabaseSync(file);
  const nowMs = Date.now();
  for (let clip = 0; clip < 14; clip++) {
    const { lastInsertRowid } = database
      .prepare(
        `INSERT INTO assets (file, media_type, camera_id, taken_at_ms, received_at_ms, size_bytes, state)
         VALUES (?, 'mp4', ?, ?, ?, 1000, 'waiting')`,
      )
      .run(`Front Door_00_${stampAgo(1000 - clip)}.mp4`, cameraId, nowMs, nowMs);
    database
      .prepare(
        "INSERT INTO jobs (kind, asset_id, camera_id, enqueued_at_ms, available_at_ms) VALUES ('clip', ?, ?, ?, ?)",
      )
      .run(lastInsertRowid, cameraId, nowMs, nowMs + 3_600_000);
  }
  database.close();
}
