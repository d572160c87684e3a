import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { go, href } from '../../app/router.ts';
import { shapeName } from '../../i18n/shape-messages.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { t } from './object-messages.ts';
import './object-upload.ts';

/** Adds something: a name, what it is, and a picture. */
@customElement('object-new')
export class ObjectNew extends LitElement {
  static override styles = [baseStyles, css`.card { display: grid; gap: 1rem; max-width: 46rem; margin-top: 1rem; }`];

  /** What is known already. */
  @property({ attribute: false }) names: readonly string[] = [];
  /** What is looked for most comes first. */
  @property({ attribute: false }) shapes: readonly string[] = [];
  @state() private name = '';
  @state() private shape = '';

  protected override render() {
    const name = this.name.trim();
    const shape = this.shape === '' ? (this.shapes[0] ?? '') : this.shape;
    const isKnown = this.names.some((known) => known.toLowerCase() === name.toLowerCase());
    return html`<h1>${t('add')}</h1><section class="card">
      <label class="field">${t('name')}<input name="name" maxlength="100" autocomplete="off" list="known" .value=${this.name} @input=${this.#typed} /></label>
      <datalist id="known">${this.names.map((known) => html`<option value=${known}></option>`)}</datalist>
      <label class="field">${t('kind')}<select name="shape" @change=${this.#chosen}>
        ${this.shapes.map((one) => html`<option value=${one} ?selected=${one === shape}>${shapeName(one)}</option>`)}</select></label>
      ${
        name === ''
          ? html`<p class="quiet">${t('nameFirst')}</p>`
          : html`<object-upload .name=${name} .shape=${shape} @enrolled=${() => go(href('people', ['objects']))}></object-upload>`
      }
      ${isKnown ? html`<p class="quiet small">${t('isKnown', { name })}</p>` : nothing}
    </section>`;
  }

  readonly #typed = ({ target }: Event) => {
    if (target instanceof HTMLInputElement) this.name = target.value;
  };

  readonly #chosen = ({ target }: Event) => {
    if (target instanceof HTMLSelectElement) this.shape = target.value;
  };
}
