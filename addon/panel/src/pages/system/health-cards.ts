import { css, html, LitElement } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { NamedHealth } from '../../../../../src/ports/panel/live-message.ts';
import type { SystemReport } from '../../../../../src/ports/panel/system-report.ts';
import { getJson } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { live } from '../../api/live.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/ui-icon.ts';
import { detailWords } from './detail-words.ts';
import { t } from './messages.ts';
import { serviceName } from './service-messages.ts';

/** Whether Concierge is well, and each of its services. */
@customElement('health-cards')
export class HealthCards extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .page { gap: 1.1rem; }
      .service { display: grid; grid-template-columns: .7rem 1fr; gap: 0 .7rem; padding: .5rem 0; border-top: 1px solid var(--line); align-items: baseline; }
      .service:first-child { border-top: 0; }
      .dot { width: .62rem; height: .62rem; border-radius: 50%; background: currentColor; align-self: center; }
      .service .detail { grid-column: 2; overflow-wrap: anywhere; }
    `,
  ];

  @state() private services: readonly NamedHealth[] | null = null;
  readonly #report = new Fetched(this, (signal) => getJson<SystemReport>('panel/system', signal));
  #disposers: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#disposers = [
      live.on('health', (services) => {
        this.services = services;
      }),
      live.onConnection((connected) => connected && this.#report.reload()),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const dispose of this.#disposers) dispose();
  }

  protected override render() {
    return this.#report.render((report) => this.#draw(report));
  }

  #draw(report: SystemReport) {
    const services = this.services ?? report.services;
    const well = services.every(({ state }) => state === 'running' || state === 'degraded');
    return html`<div class="page">
      <p class="banner ${well ? 'good' : 'bad'}" role="status">
        <ui-icon name=${well ? 'check' : 'warning'}></ui-icon>
        <span><strong>${t(well ? 'well' : 'unwell')}</strong> <span class="quiet">${t('version', { version: report.version })}</span></span>
      </p>
      <section class="card"><h2>${t('services')}</h2><ul>${services.map(drawService)}</ul></section>
    </div>`;
  }
}

const TONE = { running: 'good', degraded: 'warn', starting: 'warn', stopped: 'bad', failed: 'bad' } as const;

function drawService({ name, state, detail }: NamedHealth) {
  return html`<li class="service">
    <span class="dot ${TONE[state]}"></span>
    <span><strong>${serviceName(name)}</strong> <span class="small ${TONE[state]}">${t(state)}</span></span>
    <span class="detail quiet small">${detailWords(detail)}</span>
  </li>`;
}
