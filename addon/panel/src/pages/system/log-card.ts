import { css, html, LitElement } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { getJson } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { copyText } from '../../ui/copy-text.ts';
import { t as ui } from '../../ui/messages.ts';
import { toast } from '../../ui/toast.ts';
import { t } from './messages.ts';

/** From this level on, lines are shown. */
const LEVELS = { all: 0, warnings: 1, errors: 2 } as const;
type Level = keyof typeof LEVELS;

/** The last lines of the log, coloured by their level. */
@customElement('log-card')
export class LogCard extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .row { justify-content: space-between; margin-bottom: .7rem; }
      select { width: auto; }
      ol { max-height: 70vh; overflow: auto; margin: 0; padding: .8rem; list-style: none; border-radius: var(--radius-small); background: var(--page); border: 1px solid var(--line); font: .8rem/1.5 var(--mono); }
      li { overflow-wrap: anywhere; }
    `,
  ];

  @state() private level: Level = 'all';
  readonly #lines = new Fetched(this, (signal) => getJson<readonly string[]>('panel/log', signal));

  protected override render() {
    return html`<section class="card"><h2>${t('log')}</h2>
      ${this.#lines.render((lines) => this.#draw(lines.filter((line) => levelOf(line) >= LEVELS[this.level])))}</section>`;
  }

  #draw(lines: readonly string[]) {
    return html`<div class="row">
        <select aria-label=${t('logLevel')} @change=${this.#choose}>
          ${levels.map((level) => html`<option value=${level} ?selected=${level === this.level}>${t(level)}</option>`)}</select>
        <span class="row">
          <button @click=${() => this.#copy(lines)}><ui-icon name="copy"></ui-icon>${ui('copy')}</button>
          <button @click=${() => this.#lines.reload()}><ui-icon name="refresh"></ui-icon>${t('logRefresh')}</button></span></div>
      ${
        lines.length === 0
          ? html`<p class="quiet">${t('logEmpty')}</p>`
          : html`<ol tabindex="0" aria-label=${t('log')}>${lines.toReversed().map((line) => html`<li class=${TONES[levelOf(line)] ?? ''}>${line}</li>`)}</ol>`
      }`;
  }

  readonly #choose = ({ target }: Event) => {
    if (target instanceof HTMLSelectElement) this.level = levels.find((level) => level === target.value) ?? 'all';
  };

  async #copy(lines: readonly string[]): Promise<void> {
    if (await copyText(lines.join('\n'))) toast(ui('copied'));
  }
}

const levels = Object.keys(LEVELS) as Level[]; // its own keys

const TONES = ['', 'warn', 'bad'];

function levelOf(line: string): number {
  if (/\] (ERROR|FATAL)/.test(line)) return LEVELS.errors;
  return /\] WARN/.test(line) ? LEVELS.warnings : LEVELS.all;
}
