import { css, html, LitElement, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { ListenerHealthAnswer } from '../../../../../src/domain/listener-health-schema.ts';
import { getJson } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { t } from './upkeep-messages.ts';

const TONE = { own: 'quiet', idle: 'quiet', ok: 'good', failing: 'bad', refused: 'bad' } as const;

/** Who is called when something happens, and how that goes. */
@customElement('listeners-card')
export class ListenersCard extends LitElement {
  static override styles = [
    baseStyles,
    css`li { display: grid; gap: .1rem; padding: .5rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }`,
  ];

  readonly #listeners = new Fetched(this, (signal) =>
    getJson<readonly ListenerHealthAnswer[]>('rest/listener_health', signal),
  );

  protected override render() {
    return this.#listeners.render((listeners) =>
      listeners.length === 0
        ? html``
        : html`<section class="card"><h2>${t('listeners')}</h2><ul>${listeners.map(drawListener)}</ul></section>`,
    );
  }
}

function drawListener({ url, state, detail, waiting, dropped }: ListenerHealthAnswer) {
  return html`<li>
    <span><strong>${url}</strong> <span class="small ${TONE[state]}">${t(state)}</span></span>
    ${detail === '' ? nothing : html`<span class="quiet small">${detail}</span>`}
    ${waiting > 0 ? html`<span class="warn small">${t.count('messagesWait', waiting)}</span>` : nothing}
    ${dropped > 0 ? html`<span class="warn small">${t.count('dropped', dropped)}</span>` : nothing}
  </li>`;
}
