import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { House } from '../../end-to-end/house.ts';
import { launchBrowser } from './browser.ts';
import { Ingress } from './ingress.ts';

const PROJECT = join(import.meta.dirname, '../../..');
const SCREENSHOTS = join(PROJECT, 'build/screenshots');
const AXE = join(PROJECT, 'node_modules/axe-core/axe.min.js');

/** The sizes and manners in which each page is looked at. */
export const VIEWS = {
  phone: { viewport: { width: 390, height: 844 }, colorScheme: 'dark', hasTouch: true, deviceScaleFactor: 2 },
  tablet: { viewport: { width: 820, height: 1180 }, colorScheme: 'light' },
  desktop: { viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
} as const satisfies Record<string, BrowserContextOptions>;

/** A household whose panel is open in a browser, behind ingress. */
export class PanelHouse {
  readonly house: House;
  readonly ingress: Ingress;
  readonly #browser: Browser;
  readonly #context: TestContext;

  private constructor(context: TestContext, house: House, ingress: Ingress, browser: Browser) {
    this.#context = context;
    this.house = house;
    this.ingress = ingress;
    this.#browser = browser;
  }

  static async open(context: TestContext): Promise<PanelHouse> {
    await promisify(execFile)(join(PROJECT, 'script/build-panel'));
    await mkdir(SCREENSHOTS, { recursive: true });
    const browser = await launchBrowser();
    context.after(() => browser.close());
    const house = await House.open(context);
    const ingress = await Ingress.start(house.addOn.ports.ingress);
    context.after(() => ingress.stop());
    return new PanelHouse(context, house, ingress, browser);
  }

  /** A browser window of its own; whatever its console complains of, or its policy forbids, fails the test. */
  async page(options: BrowserContextOptions = VIEWS.desktop): Promise<Page> {
    const context = await this.#browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', ...options });
    context.setDefaultTimeout(120_000);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error.stack)));
    this.#context.after(async () => {
      await context.close();
      assert.deepEqual(complaints, [], 'the browser complains of nothing');
    });
    return page;
  }

  /** Looks at a page in every view: keeps a screenshot, and has axe find nothing that is more than minor, and nothing too wide. */
  async look(name: string, hash: string, ready: string): Promise<void> {
    for (const [view, options] of Object.entries(VIEWS)) {
      const page = await this.page(options);
      await page.goto(this.ingress.url(hash));
      await page.locator(ready).first().waitFor();
      await this.inspect(page, `${name}-${view}`);
      await page.context().close();
    }
  }

  async inspect(page: Page, name: string): Promise<void> {
    await page.waitForFunction(() => document.fonts.status === 'loaded');
    await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: !name.endsWith('phone') });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `${name} is ${overflow} px wider than its window`);
    assert.deepEqual(await findings(page), [], `axe on ${name}`);
  }
}

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(AXE, 'utf8'));
  return page.evaluate(async () => {
    // axe puts itself there; it is not part of the panel's own types.
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact !== 'minor')
      .map(
        ({ id, nodes }) =>
          `${id}: ${nodes.map(({ target, failureSummary }) => `${target} (${failureSummary})`).join('; ')}`,
      );
  });
}
