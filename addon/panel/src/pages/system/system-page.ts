import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { href, type Route } from '../../app/router.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/empty-note.ts';
import '../../ui/tab-links.ts';
import './access-card.ts';
import './backup-card.ts';
import './cleanup-card.ts';
import './disk-card.ts';
import './engine-card.ts';
import './health-cards.ts';
import './home-assistant-card.ts';
import './jobs-card.ts';
import './listeners-card.ts';
import './log-card.ts';
import { t } from './messages.ts';
import './queue-card.ts';

/** What belongs together; the first is where one begins. */
const TABS = {
  health: () => html`<health-cards></health-cards><engine-card></engine-card>`,
  queue: () => html`<queue-card></queue-card>`,
  storage: () =>
    html`<div class="stack"><disk-card></disk-card><cleanup-card></cleanup-card></div><div class="stack"><backup-card></backup-card><jobs-card></jobs-card></div>`,
  connections: () =>
    html`<div class="stack"><home-assistant-card></home-assistant-card><listeners-card></listeners-card></div><access-card></access-card>`,
  log: () => html`<log-card></log-card>`,
} as const satisfies Readonly<Record<string, () => TemplateResult>>;

type Tab = keyof typeof TABS;

/** How Concierge is, and what to type into cameras and scripts. */
@customElement('system-page')
export class SystemPage extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .cards { display: grid; gap: 1.1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr)); align-items: start; }
      .cards > * { min-width: 0; }
      .stack { display: grid; gap: 1.1rem; }
    `,
  ];

  @property({ attribute: false }) route: Route | null = null;

  protected override render() {
    const tab = this.route?.rest[0] ?? 'health';
    return html`<div class="page">
      <div class="page-head"><h1>${t('title')}</h1></div>
      <tab-links label=${t('title')} .links=${tabs.map((name) => link(name, name === tab))}></tab-links>
      ${isTab(tab) ? html`<div class="cards">${TABS[tab]()}</div>` : html`<empty-note icon="warning" heading=${t('noTab')}></empty-note>`}
    </div>`;
  }
}

const tabs = Object.keys(TABS).filter(isTab);

function isTab(name: string): name is Tab {
  return Object.hasOwn(TABS, name);
}

function link(name: Tab, isHere: boolean) {
  return { words: t(name), target: name === 'health' ? href('system') : href('system', [name]), isHere };
}
