import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { KnownPerson } from '../../../../../src/ports/gallery.ts';
import { addPerson } from '../../api/people.ts';
import { go, href } from '../../app/router.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { toast } from '../../ui/toast.ts';
import { t } from './messages.ts';
import './picture-upload.ts';

/** Adds somebody: a name, and a photo. */
@customElement('person-new')
export class PersonNew extends LitElement {
  static override styles = [baseStyles, css`.card { display: grid; gap: 1rem; max-width: 46rem; margin-top: 1rem; }`];

  @property({ attribute: false }) people: readonly KnownPerson[] = [];
  @state() private name = '';
  /** Whom the first photo added, though no face may have been found in it yet. */
  #added: { readonly name: string; readonly id: number } | null = null;

  protected override render() {
    const name = this.name.trim();
    return html`<h1>${t('add')}</h1><section class="card">
      <label class="field">${t('nameField')}<input name="name" maxlength="100" autocomplete="off" .value=${this.name} @input=${this.#typed} /></label>
      ${
        name === ''
          ? html`<p class="quiet">${t('nameFirst')}</p>`
          : html`<picture-upload .person=${() => this.#personNamed(name)} @enrolled=${this.#enrolled}></picture-upload>`
      }
      ${name !== '' && this.#added?.name !== name && this.#known(name) ? html`<p class="quiet small">${t('isKnown', { name })}</p>` : nothing}
    </section>`;
  }

  readonly #typed = ({ target }: Event) => {
    if (target instanceof HTMLInputElement) this.name = target.value;
  };

  #known(name: string): KnownPerson | undefined {
    return this.people.find((person) => person.name.toLowerCase() === name.toLowerCase());
  }

  async #personNamed(name: string): Promise<number> {
    if (this.#added?.name !== name) this.#added = { name, id: this.#known(name)?.id ?? (await addPerson(name)) };
    return this.#added.id;
  }

  readonly #enrolled = ({ detail }: CustomEvent<string>) => {
    toast(detail || t('pictureAdded'));
    if (this.#added) go(href('people', [this.#added.id]));
  };
}
