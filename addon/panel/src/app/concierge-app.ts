import { html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { live } from '../api/live.ts';
import { t as sessionWords } from '../api/messages.ts';
import { baseStyles } from '../ui/base-styles.ts';
import '../ui/empty-note.ts';
import '../ui/error-note.ts';
import '../ui/toast-host.ts';
import '../ui/ui-icon.ts';
import iconUrl from '../ui/icon.svg?url';
import { appStyles } from './app-styles.ts';
import './leave-guard.ts';
import { reloadHome } from './home-assistant.ts';
import type { LeaveGuard } from './leave-guard.ts';
import { t } from './messages.ts';
import { PAGES, type Page } from './pages.ts';
import { currentRoute, go, href, onRoute, type Route } from './router.ts';

/** How many pages a phone shows beside "More". */
const ON_PHONE = 4;
/** A connection that comes back within this is no news. */
const OFFLINE_AFTER_MS = 2500;

/** The frame: where one is, where one can go, and how Concierge is. */
@customElement('concierge-app')
export class ConciergeApp extends LitElement {
  static override styles = [baseStyles, appStyles];

  @state() private route: Route = currentRoute();
  @state() private drawn: Page | null = null;
  @state() private loadError = false;
  @state() private waiting = 0;
  @state() private well = true;
  @state() private offline = false;
  @state() private sessionOver = false;
  /** The hash of what is shown. */
  #address = location.hash;
  #disposers: (() => void)[] = [];
  #offlineLater: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#disposers = [
      onRoute((route) => this.#follow(route)),
      live.on('queue', ({ stills, clips }) => {
        this.waiting = stills + clips;
      }),
      live.on('health', (services) => {
        this.well = services.every(({ state }) => state === 'running');
      }),
      live.onConnection((connected) => this.#connection(connected)),
      live.onSession((isOver) => {
        this.sessionOver = isOver;
      }),
    ];
    void this.#show(currentRoute());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const dispose of this.#disposers) dispose();
  }

  #connection(connected: boolean): void {
    clearTimeout(this.#offlineLater);
    if (connected) this.offline = false;
    else
      this.#offlineLater = setTimeout(() => {
        this.offline = true;
      }, OFFLINE_AFTER_MS);
  }

  #follow(route: Route): void {
    const guard = this.renderRoot.querySelector<LeaveGuard>('leave-guard');
    if (!this.#isElsewhere(route) || !guard || guard.mayLeave(this.#address)) void this.#show(route);
  }

  /** Another query is the same page, seen otherwise. */
  #isElsewhere({ page, rest }: Route): boolean {
    return page !== this.route.page || rest.join('/') !== this.route.rest.join('/');
  }

  async #show(route: Route): Promise<void> {
    if (route.page === '') {
      go(href(PAGES[0]?.name ?? ''), { replace: true });
      return;
    }
    const page = PAGES.find(({ name }) => name === route.page) ?? null;
    const moved = page !== this.drawn || this.#isElsewhere(route);
    this.loadError = false;
    try {
      await page?.load();
    } catch {
      this.loadError = true;
    }
    // Another address may have come while the script did.
    if (currentRoute().page !== route.page) return;
    this.#address = location.hash;
    this.route = route;
    this.drawn = page;
    document.title = page ? `${t(page.title)} · Concierge` : 'Concierge';
    if (moved) window.scrollTo(0, 0);
  }

  protected override render() {
    return html`
      <header>
        <button class="skip" @click=${this.#skip}>${t('toContent')}</button>
        <a class="brand" href=${href(PAGES[0]?.name ?? '')}><img src=${iconUrl} alt="" width="30" height="30"><span>Concierge</span></a>
        <nav class="tabs" aria-label=${t('pages')}>${PAGES.map((page) => this.#link(page))}</nav>
        ${this.#status()}
      </header>
      ${this.offline ? this.#offline() : nothing}
      <main id="content" tabindex="-1">${this.#page()}</main>
      ${this.#bottomBar()}
      <leave-guard></leave-guard><toast-host></toast-host>
    `;
  }

  #page() {
    if (this.loadError) {
      return html`<div class="banner bad" role="alert"><ui-icon name="warning"></ui-icon><div>
        <p>${t('pageFailed')}</p><button @click=${this.#reload}>${t('reload')}</button></div></div>`;
    }
    if (this.drawn) return this.drawn.draw(this.route);
    const known = this.route.page === '' || PAGES.some(({ name }) => name === this.route.page);
    if (known) return html`<div class="loading" role="status" aria-label=${t('loading')}><span></span></div>`;
    return html`<empty-note icon="warning" heading=${t('noPage')} hint=${t('noPageHint')}></empty-note>`;
  }

  #offline() {
    return html`<div class="offline" role="status">${
      this.sessionOver
        ? html`${sessionWords('sessionOver')} <button @click=${this.#reload}>${t('reload')}</button>`
        : t('offline')
    }</div>`;
  }

  /** The panel alone would be refused without a session. */
  readonly #reload = () => (this.sessionOver ? reloadHome() : location.reload());

  #status() {
    const queue =
      this.waiting > 0 ? html`<span class="chip" role="status">${t.count('waiting', this.waiting)}</span>` : nothing;
    const attention = this.well
      ? nothing
      : html`<a class="attention" href=${href('system')} title=${t('attention')} aria-label=${t('attention')}><ui-icon name="warning"></ui-icon></a>`;
    return html`<div class="status">${queue}${attention}</div>`;
  }

  #bottomBar() {
    const more = PAGES.slice(ON_PHONE);
    const menu =
      more.length === 0
        ? nothing
        : html`<button class="tab" popovertarget="more" aria-current=${more.includes(this.drawn as Page) ? 'true' : 'false'}>
              <ui-icon name="dots"></ui-icon><span>${t('more')}</span></button>
            <div id="more" popover class="more" @click=${this.#closeMore}>${more.map((page) => this.#link(page))}</div>`;
    return html`<nav class="bottom" aria-label=${t('pages')}>${PAGES.slice(0, ON_PHONE).map((page) => this.#link(page))}${menu}</nav>`;
  }

  #link(page: Page) {
    const here = this.route.page === page.name;
    return html`<a class="tab" href=${href(page.name)} aria-current=${here ? 'page' : 'false'}>
      <ui-icon .name=${page.icon}></ui-icon><span>${t(page.title)}</span></a>`;
  }

  #closeMore(event: Event): void {
    if (event.currentTarget instanceof HTMLElement) event.currentTarget.hidePopover();
  }

  /** The address is the route's: no link could lead there. */
  #skip(): void {
    this.renderRoot.querySelector<HTMLElement>('#content')?.focus();
  }
}
