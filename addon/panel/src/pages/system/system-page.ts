import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { NamedHealth } from '../../../../../src/ports/panel/live-message.ts';
import type { SystemReport } from '../../../../../src/ports/panel/system-report.ts';
import { getJson } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { live } from '../../api/live.ts';
import type { Route } from '../../app/router.ts';
import { bytes, percent } from '../../format/numbers.ts';
import { duration } from '../../format/time.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/access-list.ts';
import '../../ui/copy-field.ts';
import '../../ui/meter-bar.ts';
import { t } from './messages.ts';
import './disk-forecast.ts';
import './jobs-card.ts';
import './listeners-card.ts';
import './log-card.ts';

/** How Concierge is, and what to type into cameras and scripts. */
@customElement('system-page')
export class SystemPage extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .grid { display: grid; gap: 1.1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); align-items: start; }
      .stack { display: grid; gap: 1.1rem; min-width: 0; }
      .service { display: grid; grid-template-columns: .7rem 1fr; gap: 0 .7rem; padding: .5rem 0; border-top: 1px solid var(--line); align-items: baseline; }
      .service:first-child { border-top: 0; }
      .dot { width: .62rem; height: .62rem; border-radius: 50%; background: currentColor; align-self: center; }
      .service .detail { grid-column: 2; overflow-wrap: anywhere; }
      .lines { display: grid; gap: .5rem; }
    `,
  ];

  @property({ attribute: false }) route: Route | null = null;
  @state() private services: readonly NamedHealth[] | null = null;
  readonly #report = new Fetched(this, (signal) => getJson<SystemReport>('panel/system', signal));
  #disposers: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#disposers = [
      live.on('health', (services) => {
        this.services = services;
      }),
      live.on('queue', (queue) => {
        const { value } = this.#report;
        if (value) this.#report.set({ ...value, queue });
      }),
      live.onConnection((connected) => connected && this.#report.reload()),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const dispose of this.#disposers) dispose();
  }

  protected override render() {
    return html`<div class="page">
      <div class="page-head"><h1>${t('title')}</h1></div>
      ${this.#report.render((report) => this.#draw(report))}
    </div>`;
  }

  #draw(report: SystemReport) {
    const services = this.services ?? report.services;
    const well = services.every(({ state }) => state === 'running' || state === 'degraded');
    return html`
      <p class="banner ${well ? 'good' : 'bad'}" role="status">
        <ui-icon name=${well ? 'check' : 'warning'}></ui-icon>
        <span><strong>${t(well ? 'well' : 'unwell')}</strong> <span class="quiet">${t('version', { version: report.version })}</span></span>
      </p>
      <div class="grid">
        <section class="card"><h2>${t('services')}</h2><ul>${services.map(drawService)}</ul></section>
        <div class="stack">
          <section class="card"><h2>${t('camera')}</h2><access-list .access=${report.access}></access-list></section>
          <section class="card lines"><h2>${t('queue')}</h2>${drawQueue(report.queue)}
            <h3>${t('model')}</h3><p>${report.model}</p></section>
          <section class="card lines"><h2>${t('disk')}</h2>${drawDisk(report)}<disk-forecast></disk-forecast></section>
          <section class="card lines"><h2>${t('token')}</h2>
            <copy-field secret label=${t('token')} .value=${report.access.apiToken}></copy-field>
            <p class="quiet small">${t('tokenHint')}</p></section>
        </div>
      </div>
      <jobs-card></jobs-card>
      <listeners-card></listeners-card>
      <log-card></log-card>`;
  }
}

const TONE = { running: 'good', degraded: 'warn', starting: 'warn', stopped: 'bad', failed: 'bad' } as const;

function drawService({ name, state, detail }: NamedHealth) {
  return html`<li class="service">
    <span class="dot ${TONE[state]}"></span>
    <span><strong>${name}</strong> <span class="small ${TONE[state]}">${t(state)}</span></span>
    <span class="detail quiet small">${detail}</span>
  </li>`;
}

function drawQueue({ stills, clips, oldestWaitMs, setAside }: SystemReport['queue']) {
  return html`
    ${stills + clips === 0 ? html`<p>${t('nothingWaits')}</p>` : nothing}
    ${stills > 0 ? html`<p>${t.count('stillsWaiting', stills)}</p>` : nothing}
    ${clips > 0 ? html`<p>${t.count('clipsWaiting', clips)}</p>` : nothing}
    ${oldestWaitMs > 0 ? html`<p class="quiet small">${t('oldest', { time: duration(oldestWaitMs) })}</p>` : nothing}
    ${setAside > 0 ? html`<p class="warn">${t.count('setAside', setAside)}</p>` : nothing}
  `;
}

function drawDisk({ disk, diskHighMark }: SystemReport) {
  if (!disk) return html`<p class="warn">${t('diskUnknown')}</p>`;
  const total = disk.usedBytes + disk.availableBytes;
  const used = total > 0 ? disk.usedBytes / total : 0;
  return html`
    <meter-bar label=${t('disk')} .share=${used} .mark=${diskHighMark}></meter-bar>
    <p>${t('diskFree', { free: bytes(disk.availableBytes), total: bytes(total) })}</p>
    <p class="quiet small">${t('diskMark', { mark: percent(diskHighMark) })}</p>`;
}
