import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Page, WebSocketRoute } from 'playwright-core';
import type { HomeAssistantRig } from '../../script/home-assistant-rig/rig.ts';
import { stampAgo } from '../end-to-end/house.ts';
import type { FakeSupervisor } from '../fakes/supervisor.ts';
import { launchBrowser, NO_BROWSER } from '../panel/support/browser.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { FrontDoor } from './front-door.ts';
import { withHomeAssistant } from './given-rig.ts';
import { RealHouse } from './real-house.ts';

const SCREENSHOTS = join(import.meta.dirname, '../../build/screenshots');
const PATH = '/concierge';
const SLUG = 'local_concierge';
const VIEWS = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
} as const;

interface Message {
  readonly id?: number;
  readonly type?: string;
  readonly result?: unknown;
}

withHomeAssistant('the panel in Home Assistant’s own frontend', (rig) => {
  test('it is shown, wears the theme and speaks the language', { skip: NO_BROWSER }, async (context) => {
    const house = await RealHouse.open(context, rig(), { supervised: true });
    const supervisor = house.supervisor ?? assert.fail('it is there');
    const door = await FrontDoor.open(rig().url, supervisor.url, PATH);
    context.after(() => door.close());
    await house.restartCore(() => endFirstSteps(rig()));
    // Else it asks whether to keep the port that the rig gave it.
    await house.view.client.ask({ type: 'http/config/promote' });
    await house.addCamera('Hall');
    await house.upload(await mediaFixture('picture'), `/Hall_00_${stampAgo(10)}.jpg`);
    await mkdir(SCREENSHOTS, { recursive: true });
    for (const [name, view] of Object.entries(VIEWS)) {
      const page = await frontend(context, door.url, rig().token, supervisor, view);
      await page.goto(`${door.url}${PATH}`);
      const frame = page.frameLocator('iframe[title="Concierge"]');
      await frame.locator('event-card').getByText('Hall').waitFor({ timeout: 60_000 });
      const ground = () =>
        frame
          .locator('body')
          .evaluate((body): string => Reflect.get(globalThis, 'getComputedStyle')(body).backgroundColor);
      await setTheme(page, { dark: false });
      await frame.locator('html:not(.dark)').waitFor();
      const light = await ground();
      await page.screenshot({ path: join(SCREENSHOTS, `frontend-light-${name}.png`) });
      await setTheme(page, { dark: true });
      await frame.locator('html.dark').waitFor();
      assert.notEqual(await ground(), light);
      assert.equal(await ground(), await page.evaluate(GROUND_OF_HOME), 'the very colour of what is round it');
      await page.screenshot({ path: join(SCREENSHOTS, `frontend-dark-${name}.png`) });
      assert.equal(await frame.locator('html').getAttribute('lang'), 'en');
      await page.evaluate(() => localStorage.setItem('selectedLanguage', '"de"'));
      await page.reload();
      await frame.getByRole('heading', { name: 'Ereignisse' }).waitFor({ timeout: 60_000 });
      await page.context().close();
    }
  });
});

/** Before that, the frontend shows nothing else; taken one by one, they ask the network for the weather. */
async function endFirstSteps({ mediaFolder }: HomeAssistantRig): Promise<void> {
  const file = join(mediaFolder, '../.storage/onboarding');
  const stored = JSON.parse(await readFile(file, 'utf8'));
  stored.data.done = ['user', 'core_config', 'analytics', 'integration'];
  await writeFile(file, JSON.stringify(stored));
}

/** The frontend with somebody logged in; what Supervisor would answer is answered here, all else by the core. */
async function frontend(
  context: TestContext,
  url: string,
  token: string,
  supervisor: FakeSupervisor,
  view: object,
): Promise<Page> {
  const browser = await launchBrowser();
  context.after(() => browser.close());
  const page = await (await browser.newContext({ locale: 'en-GB', serviceWorkers: 'block', ...view })).newPage();
  const tokens = { access_token: token, token_type: 'Bearer', expires_in: 1e6, refresh_token: '', hassUrl: url };
  const login = { ...tokens, clientId: `${url}/`, expires: Date.now() + 1e9 };
  await page.addInitScript((text) => localStorage.setItem('hassTokens', text), JSON.stringify(login));
  await page.routeWebSocket(/\/api\/websocket/, (socket) => withSupervisor(socket, supervisor));
  return page;
}

function withSupervisor(socket: WebSocketRoute, supervisor: FakeSupervisor): void {
  const core = socket.connectToServer();
  const panels = new Set<number>();
  socket.onMessage((text) => {
    for (const message of messagesIn(text)) {
      const { id = 0, type = '' } = message;
      if (type === 'get_panels') panels.add(id);
      const result = answerOf(supervisor, type);
      if (result === undefined) core.send(JSON.stringify(message));
      else socket.send(JSON.stringify({ id, type: 'result', success: true, result }));
    }
  });
  core.onMessage((text) => {
    const messages = messagesIn(text).map((message) =>
      panels.has(message.id ?? 0) ? { ...message, result: { ...Object(message.result), concierge: PANEL } } : message,
    );
    // While one logs in, messages come alone.
    socket.send(JSON.stringify(messages.length === 1 ? messages[0] : messages));
  });
}

/** What the core's hassio integration answers for Supervisor; undefined: it is not asked. */
function answerOf({ ingress }: FakeSupervisor, type: string): unknown {
  if (type === 'supervisor/ingress/session') return { session: ingress?.session };
  if (type === 'supervisor/ingress/validate_session') return null;
  if (type !== 'supervisor/ingress/info') return undefined;
  const address = `/api/hassio_ingress/${ingress?.token}/`;
  return { slug: SLUG, name: 'Concierge', version: '0.1.0', state: 'started', ingress_url: address };
}

/** As the core's hassio integration registers an add-on with a panel. */
const PANEL = {
  component_name: 'app',
  icon: 'mdi:cctv',
  title: 'Concierge',
  url_path: 'concierge',
  require_admin: true,
  config: { addon: SLUG },
};

/** One, or several in an array. */
function messagesIn(text: string | Buffer): readonly Message[] {
  const parsed: Message | readonly Message[] = JSON.parse(String(text));
  return Array.isArray(parsed) ? parsed : [parsed as Message];
}

/** As the user's profile page does. */
async function setTheme(page: Page, detail: object): Promise<void> {
  const event = `new CustomEvent('settheme', { detail: ${JSON.stringify(detail)}, bubbles: true, composed: true })`;
  await page.evaluate(`document.querySelector('home-assistant').dispatchEvent(${event})`);
}

/** The browser's own way to say what Home Assistant's ground is. */
const GROUND_OF_HOME = `(() => {
  const probe = document.createElement('i');
  probe.style.color = 'var(--primary-background-color)';
  document.body.append(probe);
  return getComputedStyle(probe).color;
})()`;
