import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { KnownPerson } from '../../../../../src/ports/gallery.ts';
import { send } from '../../api/client.ts';
import { go, href } from '../../app/router.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { Doing } from '../../ui/doing.ts';
import '../../ui/modal-dialog.ts';
import type { ModalDialog } from '../../ui/modal-dialog.ts';
import '../../ui/name-field.ts';
import { toast } from '../../ui/toast.ts';
import type { Quality } from './gallery-quality.ts';
import { t } from './messages.ts';
import './person-picture.ts';
import './picture-upload.ts';

/** One known person: by which pictures, and what can be done about it. Fires `changed`. */
@customElement('person-page')
export class PersonPage extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host, .card { display: grid; gap: 1rem; }
      .card { max-width: 60rem; }
      ul { display: grid; gap: .8rem; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); }
    `,
  ];

  @property({ attribute: false }) person: KnownPerson | null = null;
  @property({ attribute: false }) quality: Quality = { tone: 'bad', words: '' };
  readonly #doing = new Doing(this);

  private get dialog(): ModalDialog | null {
    return this.renderRoot.querySelector('modal-dialog');
  }

  protected override render() {
    const { person, quality } = this;
    if (!person) return nothing;
    const { id, name, ignored, pictures } = person;
    const { busy } = this.#doing;
    const rename = ({ detail }: CustomEvent<string>) => this.#rename(detail);
    return html`<div><h1>${name}</h1><p class=${quality.tone}>${quality.words}</p></div>
      <section class="card"><h2>${t.count('pictures', pictures.length)}</h2>
        <ul>${pictures.map((picture) => html`<li><person-picture .person=${person} .picture=${picture}></person-picture></li>`)}</ul>
        <picture-upload .person=${() => Promise.resolve(id)} @enrolled=${this.#enrolled}></picture-upload></section>
      <section class="card"><h2>${t('settings')}</h2>
        <name-field label=${t('nameField')} action=${t('rename')} .value=${name} ?busy=${busy} @name=${rename}></name-field>
        <p class="quiet small">${t('ignoreHint')}</p>
        <div class="row"><button ?disabled=${busy} @click=${() => this.#ignore(person)}>${t(ignored ? 'unignore' : 'ignore')}</button>
          <button class="danger" ?disabled=${busy} @click=${() => this.dialog?.open()}><ui-icon name="trash"></ui-icon>${t('remove')}</button></div></section>
      <modal-dialog heading=${t('removeAsk', { name })}><p>${t('removeWhat')}</p>
        <button slot="actions" class="danger" @click=${() => this.#remove(person)}><ui-icon name="trash"></ui-icon>${t('remove')}</button></modal-dialog>`;
  }

  readonly #enrolled = ({ detail }: CustomEvent<string>) => {
    toast(detail || t('pictureAdded'));
    this.#changed();
  };

  #rename(to: string): void {
    const rename = (name: string) => () => send('PATCH', `rest/people/${this.person?.id}`, { name });
    const before = this.person?.name ?? '';
    void this.#doing.do({ done: t('saved'), run: rename(to), undo: rename(before) });
  }

  #ignore({ id, name, ignored }: KnownPerson): void {
    const turn = (to: boolean) => () => send('PATCH', `rest/people/${id}`, { ignored: to });
    const done = t(ignored ? 'unignoreDone' : 'ignoreDone', { name });
    void this.#doing.do({ done, run: turn(!ignored), undo: turn(ignored) });
  }

  async #remove({ id, name }: KnownPerson): Promise<void> {
    this.dialog?.close();
    const run = () => send('DELETE', `rest/people/${id}`);
    if (await this.#doing.do({ done: t('removed', { name }), run })) go(href('people'));
  }

  #changed(): void {
    this.dispatchEvent(new CustomEvent('changed', { bubbles: true, composed: true }));
  }
}
