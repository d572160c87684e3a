import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_BROWSER } from './support/browser.ts';
import { PanelHouse, VIEWS } from './support/panel-house.ts';

test('the frame of the panel', { skip: NO_BROWSER }, async (context) => {
  const panel = await PanelHouse.open(context);
  const { ingress } = panel;

  await context.test('the first paint comes within a second', async () => {
    const page = await panel.page();
    await page.goto(ingress.url('#/system'));
    await page.getByText('Concierge is running.').waitFor();
    const paintedMs = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime);
    context.diagnostic(`first contentful paint after ${Math.round(paintedMs ?? Number.NaN)} ms`);
    assert.ok(paintedMs !== undefined);
    await page.context().close();
  });

  await context.test('it wears the theme of Home Assistant, and changes with it', async () => {
    ingress.home = {
      lang: 'de',
      theme: {
        '--primary-background-color': '#101418',
        '--card-background-color': '#1a2026',
        '--primary-color': '#e05d44',
      },
    };
    const page = await panel.page(VIEWS.desktop);
    await page.goto(ingress.origin);
    const frame = page.frameLocator('iframe');
    await frame.getByRole('link', { name: 'System' }).first().click();
    await frame.getByText('Concierge läuft.').waitFor();
    const background = () => frame.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
    assert.equal(await background(), 'rgb(16, 20, 24)');
    assert.equal(await frame.locator('html').getAttribute('lang'), 'de');
    await page.evaluate(() => document.documentElement.style.setProperty('--primary-background-color', '#fafafa'));
    await frame.locator('html:not(.dark)').waitFor();
    assert.equal(await background(), 'rgb(250, 250, 250)');
    const worn = (name: string) =>
      frame.locator('html').evaluate((root, of) => getComputedStyle(root).getPropertyValue(of), name);
    await page.evaluate(() => {
      const home = document.documentElement.style;
      home.setProperty('--primary-background-color', 'hsl(0 0% 0%)');
      home.setProperty('--card-background-color', 'rgba(255, 255, 255, 0.2)');
      home.setProperty('--primary-color', 'orange');
    });
    await frame.locator('html.dark').waitFor();
    assert.equal(await worn('--accent'), 'rgb(255 165 0)', 'a colour by its name');
    assert.equal(await worn('--card'), 'rgb(51 51 51)', 'what shows through a card counts');
    await page.context().close();
  });

  await context.test('a session that Home Assistant ends is waited for, or Home Assistant loaded anew', async () => {
    const page = await panel.page(VIEWS.phone);
    await page.goto(ingress.origin);
    const frame = page.frameLocator('iframe');
    await frame.getByText('Noch keine Kamera').or(frame.getByText('Füge deine erste Kamera hinzu')).first().waitFor();
    ingress.sessionOver = true;
    ingress.cut();
    await frame.getByText(/Home Assistant hat diese Sitzung beendet/).waitFor();
    await panel.inspect(page, 'session-over-phone');
    await panel.house.addCamera('Front Door');
    ingress.sessionOver = false;
    await frame.getByText(/Home Assistant hat diese Sitzung beendet/).waitFor({ state: 'detached' });
    await frame.getByText('Noch wurde nichts gesehen').waitFor();
    ingress.sessionOver = true;
    ingress.cut();
    const reload = frame.getByRole('button', { name: 'Neu laden' });
    await reload.waitFor();
    ingress.sessionOver = false;
    const loaded = page.waitForEvent('load');
    await reload.click();
    await loaded;
    await frame.getByText('Noch wurde nichts gesehen').waitFor();
    await page.context().close();
  });

  await context.test('an address that is none says so and leads back', async () => {
    const page = await panel.page();
    await page.goto(ingress.url('#/nowhere'));
    await page.getByText('There is no such page').waitFor();
    await page.goto(ingress.url());
    await page.waitForURL(/#\/\w+/);
    await page.context().close();
  });
});
