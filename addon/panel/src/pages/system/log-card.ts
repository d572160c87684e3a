import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { getJson } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { t } from './messages.ts';

/** The last lines of the log, coloured by their level. */
@customElement('log-card')
export class LogCard extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .head { display: flex; align-items: center; justify-content: space-between; gap: 1rem; margin-bottom: .5rem; }
      ol { max-height: 26rem; overflow: auto; margin: 0; padding: .8rem; list-style: none; border-radius: var(--radius-small); background: var(--page); border: 1px solid var(--line); font: .8rem/1.5 var(--mono); }
      li { overflow-wrap: anywhere; }
    `,
  ];

  readonly #lines = new Fetched(this, (signal) => getJson<readonly string[]>('panel/log', signal));

  protected override render() {
    return html`<section class="card">
      <div class="head">
        <div><h2>${t('log')}</h2><p class="quiet small">${t('logHint')}</p></div>
        <button @click=${() => this.#lines.reload()}><ui-icon name="refresh"></ui-icon>${t('logRefresh')}</button>
      </div>
      ${this.#lines.render((lines) =>
        lines.length === 0
          ? html`<p class="quiet">${t('logEmpty')}</p>`
          : html`<ol tabindex="0" aria-label=${t('log')}>${lines.toReversed().map((line) => html`<li class=${toneOf(line)}>${line}</li>`)}</ol>`,
      )}
    </section>`;
  }
}

function toneOf(line: string): string {
  if (/\] (ERROR|FATAL)/.test(line)) return 'bad';
  return /\] WARN/.test(line) ? 'warn' : '';
}
