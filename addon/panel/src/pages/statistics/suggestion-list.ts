import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SuggestionAnswer } from '../../../../../src/domain/statistics-schemas.ts';
import type { Camera } from '../../api/tables.ts';
import { href } from '../../app/router.ts';
import { count, percent } from '../../format/numbers.ts';
import { shapeName } from '../../i18n/shape-messages.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/ui-icon.ts';
import { t } from './messages.ts';

/** What mostly stood still, and where to draw a mask over it. */
@customElement('suggestion-list')
export class SuggestionList extends LitElement {
  static override styles = [
    baseStyles,
    css`
      ul { display: grid; gap: .8rem; }
      li { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between; }
      li + li { border-top: 1px solid var(--line); padding-top: .8rem; }
      p { flex: 1 1 16rem; }
    `,
  ];

  @property({ attribute: false }) suggestions: readonly SuggestionAnswer[] = [];
  @property({ attribute: false }) cameras: readonly Camera[] = [];

  protected override render() {
    if (this.suggestions.length === 0) return html`<p class="quiet">${t('noSuggestions')}</p>`;
    return html`<ul>${this.suggestions.map((one) => this.#one(one))}</ul>`;
  }

  #one({ camera: id, profile, shape, sightings, stood_still_pct: stillPct }: SuggestionAnswer) {
    const camera = this.cameras.find((one) => one.id === id);
    const words = t('suggestion', {
      shape: shapeName(shape),
      camera: camera?.name ?? t('removedCamera'),
      share: percent(stillPct / 100),
      count: count(sightings),
    });
    return html`<li><p><strong>${words}</strong> <span class="quiet">${t('suggestionHint')}</span></p>
      ${camera ? html`<a class="button" href=${href('cameras', [id, 'zones'])}><ui-icon name="pencil"></ui-icon>${t('drawMask')}</a>` : ''}
      ${profile ? html`<a class="button" href=${href('profiles', [profile], { shape })}><ui-icon name="sliders"></ui-icon>${t('askMore')}</a>` : ''}</li>`;
  }
}
