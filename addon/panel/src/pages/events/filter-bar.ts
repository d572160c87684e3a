import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { KnownPerson } from '../../../../../src/ports/gallery.ts';
import type { Camera } from '../../api/tables.ts';
import { go, href } from '../../app/router.ts';
import { dayKey } from '../../format/time.ts';
import { shapeName } from '../../i18n/shape-messages.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { type EventFilter, NO_FILTER } from './event-filter.ts';
import { t } from './messages.ts';

/** What to look for. The address changes with it, so that it can be kept and the way back leads there. */
@customElement('filter-bar')
export class FilterBar extends LitElement {
  static override styles = [
    baseStyles,
    css`
      form { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .6rem .8rem; align-items: end; }
      label.field { font-size: .82rem; color: var(--text-quiet); }
      select, input[type='date'] { background: var(--card); color: var(--text); font-size: .95rem; }
      .also { display: flex; gap: .55rem; align-items: center; min-height: 2.6rem; font-size: .88rem; font-weight: 400; }
      /* What was seen is what one came for; each field says by itself what it is. */
      @media (max-width: 760px) { form { gap: .4rem .6rem; } .what { position: absolute; clip-path: inset(50%); } .also { grid-column: 1 / -1; min-height: 2.2rem; } }
    `,
  ];

  @property({ attribute: false }) filter: EventFilter = NO_FILTER;
  @property({ attribute: false }) cameras: readonly Camera[] = [];
  /** What any camera looks for. */
  @property({ attribute: false }) shapes: readonly string[] = [];
  @property({ attribute: false }) people: readonly Pick<KnownPerson, 'id' | 'name'>[] = [];

  protected override render() {
    const { filter } = this;
    const filtered = Object.values(filter).some((value) => value !== '');
    return html`<form role="search" @submit=${(event: Event) => event.preventDefault()}>
      <label class="field"><span class="what">${t('camera')}</span>
        <select @change=${this.#pick('camera')}>
          <option value="" ?selected=${filter.camera === ''}>${t('everyCamera')}</option>
          ${this.cameras.map(({ id, name }) => html`<option value=${id} ?selected=${String(id) === filter.camera}>${name}</option>`)}
        </select></label>
      <label class="field"><span class="what">${t('shape')}</span>
        <select @change=${this.#pick('shape')}>
          <option value="" ?selected=${filter.shape === ''}>${t('everything')}</option>
          ${this.shapes.map((shape) => html`<option value=${shape} ?selected=${shape === filter.shape}>${shapeName(shape)}</option>`)}
        </select></label>
      <label class="field"><span class="what">${t('who')}</span>
        <select @change=${this.#pick('who')}>${this.#whos().map(
          ([value, words]) => html`<option value=${value} ?selected=${value === filter.who}>${words}</option>`,
        )}</select></label>
      <label class="field"><span class="what">${t('day')}</span>
        <input type="date" max=${dayKey(Date.now())} .value=${filter.day} @change=${this.#pick('day')} /></label>
      <label class="also"><input type="checkbox" .checked=${filter.all !== ''} @change=${this.#pickAll} />${t('alsoEmpty')}</label>
      ${filtered ? html`<button type="button" class="plain" @click=${() => this.#apply(NO_FILTER)}><ui-icon name="cross"></ui-icon>${t('clear')}</button>` : nothing}
    </form>`;
  }

  /** One who is asked for is there even before everybody's names are, or when that person is gone. */
  #whos(): readonly (readonly [value: string, words: string])[] {
    const known = this.people.map(({ id, name }) => [String(id), name] as const);
    const all = [['', t('anybody')], ...known, ['stranger', t('aStranger')], ['unsure', t('unsure')]] as const;
    const { who } = this.filter;
    return all.some(([value]) => value === who) ? all : [...all, [who, t('removedPerson')]];
  }

  #pick(name: keyof EventFilter) {
    return ({ target }: Event) => {
      if (target instanceof HTMLSelectElement || target instanceof HTMLInputElement) {
        this.#apply({ ...this.filter, [name]: target.value });
      }
    };
  }

  readonly #pickAll = ({ target }: Event) => {
    if (target instanceof HTMLInputElement) this.#apply({ ...this.filter, all: target.checked ? 'yes' : '' });
  };

  #apply(filter: EventFilter): void {
    go(href('events', [], { ...filter }));
  }
}
