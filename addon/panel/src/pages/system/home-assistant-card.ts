import { css, html, LitElement, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { HomeAssistantStatus, TransportStatus } from '../../../../../src/ports/home-assistant-status.ts';
import { getJson } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { ago, dateAndTime } from '../../format/time.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { t } from './home-assistant-messages.ts';

const LOOK_EVERY_MS = 5000;

/** Whether Home Assistant is there, what it is shown and by which way; when not, why, and what to do. */
@customElement('home-assistant-card')
export class HomeAssistantCard extends LitElement {
  static override styles = [
    baseStyles,
    css`.lines { display: grid; gap: .35rem; align-content: start; min-height: 8rem; overflow-wrap: anywhere; }`,
  ];

  readonly #status = new Fetched(
    this,
    (signal) => getJson<HomeAssistantStatus>('panel/home-assistant', signal),
    () => LOOK_EVERY_MS,
  );

  protected override render() {
    return html`<section class="card"><h2>Home Assistant</h2>${this.#status.render(draw)}</section>`;
  }
}

function draw(status: HomeAssistantStatus) {
  const { reconnects, lastHeardAtMs } = status;
  return html`<div class="lines">
    ${drawLink(status)}
    ${status.link.kind === 'connected' ? drawShown(status) : nothing}
    ${
      lastHeardAtMs === null
        ? nothing
        : html`<p class="quiet small">${t('heard', { when: ago(lastHeardAtMs) })}
      ${reconnects > 0 ? t.count('reconnects', reconnects) : nothing}</p>`
    }
  </div>`;
}

const TROUBLE = {
  'not configured': 'notConfigured',
  'not started': 'connecting',
  connecting: 'connecting',
  'token refused': 'refused',
} as const;

function drawLink({ link, url }: HomeAssistantStatus) {
  if (link.kind === 'connected') {
    return html`<p class="good">${t('connected', { version: link.version, when: dateAndTime(link.sinceMs) })}</p>`;
  }
  if (link.kind === 'unreachable') {
    return html`<p class="bad">${t('unreachable', { url: url ?? '', reason: link.reason })}</p><p>${t('unreachableHint')}</p>`;
  }
  return html`<p class=${link.kind === 'token refused' ? 'bad' : 'warn'}>${t(TROUBLE[link.kind])}</p>
    ${link.kind === 'token refused' ? html`<p>${t('refusedHint')}</p>` : nothing}`;
}

function drawShown({ transport, entities, devices }: HomeAssistantStatus) {
  return html`${drawTransport(transport)}<p>${t('shown', { entities, devices })}</p>`;
}

function drawTransport(transport: TransportStatus) {
  switch (transport.kind) {
    case 'mqtt':
      return html`<p>${t('mqtt')}</p>`;
    case 'mobile_app':
      return html`<p class="warn">${t('mobileApp')}</p><p>${t('mobileAppHint')}</p>`;
    case 'waiting':
      return html`<p class="warn">${t('starting')}</p>`;
    case 'failing':
      return html`<p class="bad">${t('failing', { reason: transport.reason })}</p>`;
  }
}
