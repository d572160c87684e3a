import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Camera } from '../../api/tables.ts';
import { go, href } from '../../app/router.ts';
import { dayKey } from '../../format/time.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/ui-icon.ts';
import { type DayFilter, dayBeside } from './day-filter.ts';
import { t } from './messages.ts';

/** Which day and camera; the day before and after are a step away. */
@customElement('day-bar')
export class DayBar extends LitElement {
  static override styles = [
    baseStyles,
    css`
      form { display: flex; flex-wrap: wrap; gap: .6rem .8rem; align-items: end; }
      label.field { font-size: .82rem; color: var(--text-quiet); flex: 1 1 9rem; max-width: 18rem; }
      select, input { background: var(--card); color: var(--text); font-size: .95rem; }
      .days { display: flex; gap: .4rem; align-items: end; flex: 1 1 15rem; max-width: 22rem; }
      .icon-only { flex: none; }
    `,
  ];

  @property({ attribute: false }) filter: DayFilter = { day: '', camera: '' };
  @property({ attribute: false }) cameras: readonly Camera[] = [];

  protected override render() {
    const { day, camera } = this.filter;
    const today = dayKey(Date.now());
    return html`<form role="search" @submit=${(event: Event) => event.preventDefault()}>
      <div class="days">
        <button type="button" class="icon-only" aria-label=${t('dayBefore')} @click=${() => this.#step(-1)}><ui-icon name="back"></ui-icon></button>
        <label class="field">${t('day')}<input type="date" required max=${today} .value=${day} @change=${this.#pick('day')} /></label>
        <button type="button" class="icon-only" aria-label=${t('dayAfter')} ?disabled=${day >= today} @click=${() => this.#step(1)}><ui-icon name="forward"></ui-icon></button>
      </div>
      <label class="field">${t('camera')}<select @change=${this.#pick('camera')}>
        <option value="" ?selected=${camera === ''}>${t('everyCamera')}</option>
        ${this.cameras.map(({ id, name }) => html`<option value=${id} ?selected=${String(id) === camera}>${name}</option>`)}
      </select></label>
    </form>`;
  }

  #step(days: number): void {
    this.#apply({ ...this.filter, day: dayBeside(this.filter.day, days) });
  }

  #pick(name: keyof DayFilter) {
    return ({ target }: Event) => {
      if (target instanceof HTMLSelectElement || target instanceof HTMLInputElement) {
        this.#apply({ ...this.filter, [name]: target.value });
      }
    };
  }

  #apply(filter: DayFilter): void {
    go(href('recordings', [], { ...filter }));
  }
}
