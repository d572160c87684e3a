import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { KnownPerson, PersonPicture } from '../../../../../src/ports/gallery.ts';
import { mediaUrl, send } from '../../api/client.ts';
import { go, href } from '../../app/router.ts';
import { percent } from '../../format/numbers.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/modal-dialog.ts';
import type { ModalDialog } from '../../ui/modal-dialog.ts';
import '../../ui/name-field.ts';
import { toast, toastError } from '../../ui/toast.ts';
import type { Quality } from './gallery-quality.ts';
import { t } from './messages.ts';
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
      li { display: grid; gap: .3rem; align-content: start; }
      img { width: 100%; aspect-ratio: 1; object-fit: cover; border-radius: var(--radius-small); }
    `,
  ];

  @property({ attribute: false }) person: KnownPerson | null = null;
  @property({ attribute: false }) quality: Quality = { tone: 'bad', words: '' };
  @state() private busy = false;

  private get dialog(): ModalDialog | null {
    return this.renderRoot.querySelector('modal-dialog');
  }

  protected override render() {
    const { person, quality } = this;
    if (!person) return nothing;
    const { id, name, ignored, pictures } = person;
    const rename = ({ detail }: CustomEvent<string>) => this.#change({ name: detail });
    return html`<div><h1>${name}</h1><p class=${quality.tone}>${quality.words}</p></div>
      <section class="card"><h2>${t.count('pictures', pictures.length)}</h2>
        <ul>${pictures.map((picture) => this.#picture(id, picture))}</ul>
        <picture-upload .person=${() => Promise.resolve(id)} @enrolled=${this.#enrolled}></picture-upload></section>
      <section class="card"><h2>${t('settings')}</h2>
        <name-field label=${t('nameField')} action=${t('rename')} .value=${name} ?busy=${this.busy} @name=${rename}></name-field>
        <p class="quiet small">${t('ignoreHint')}</p>
        <div class="row"><button ?disabled=${this.busy} @click=${() => this.#change({ ignored: !ignored })}>${t(ignored ? 'unignore' : 'ignore')}</button>
          <button class="danger" ?disabled=${this.busy} @click=${() => this.dialog?.open()}><ui-icon name="trash"></ui-icon>${t('remove')}</button></div></section>
      <modal-dialog heading=${t('removeAsk', { name })}><p>${t('removeWhat')}</p>
        <button slot="actions" class="danger" @click=${() => this.#remove(person)}><ui-icon name="trash"></ui-icon>${t('remove')}</button></modal-dialog>`;
  }

  #picture(personId: number, { id, file, quality, problem, doubts }: PersonPicture) {
    const remove = () => this.#do(t('pictureRemoved'), () => send('DELETE', `rest/people/${personId}/pictures/${id}`));
    return html`<li><img src=${mediaUrl(file)} alt=${t('pictureOf', { name: this.person?.name ?? '' })} loading="lazy" />
      ${quality === null ? nothing : html`<span class="quiet small">${t('quality', { quality: percent(quality) })}</span>`}
      ${problem === null ? nothing : html`<span class="bad small">${problem}</span>`}
      ${doubts.map((doubt) => html`<span class="warn small">${doubt}</span>`)}
      <button ?disabled=${this.busy} aria-label=${t('removePicture', { n: id })} @click=${remove}><ui-icon name="trash"></ui-icon></button></li>`;
  }

  readonly #enrolled = ({ detail }: CustomEvent<string>) => {
    toast(detail || t('pictureAdded'));
    this.#changed();
  };

  #change(change: { readonly name?: string; readonly ignored?: boolean }): Promise<void> {
    return this.#do(t('saved'), () => send('PATCH', `rest/people/${this.person?.id}`, change));
  }

  async #remove({ id, name }: KnownPerson): Promise<void> {
    this.dialog?.close();
    await this.#do(t('removed', { name }), async () => {
      await send('DELETE', `rest/people/${id}`);
      go(href('people'));
    });
  }

  async #do(done: string, work: () => Promise<unknown>): Promise<void> {
    this.busy = true;
    try {
      await work();
      toast(done);
    } catch (error) {
      toastError(error);
    }
    this.busy = false;
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new CustomEvent('changed', { bubbles: true, composed: true }));
  }
}
