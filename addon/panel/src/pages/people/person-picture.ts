import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { KnownPerson, PersonPicture } from '../../../../../src/ports/gallery.ts';
import { mediaUrl, send, sendPicture } from '../../api/client.ts';
import { percent } from '../../format/numbers.ts';
import { inWords } from '../../i18n/in-words.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { Doing } from '../../ui/doing.ts';
import '../../ui/ui-icon.ts';
import { t } from './messages.ts';

/** A picture by which somebody is known, what is odd about it, and its bin. Fires `changed`. */
@customElement('person-picture')
export class PersonPictureElement extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host { display: grid; gap: .3rem; align-content: start; }
      img { width: 100%; aspect-ratio: 1; object-fit: cover; border-radius: var(--radius-small); }
    `,
  ];

  @property({ attribute: false }) person: KnownPerson | null = null;
  @property({ attribute: false }) picture: PersonPicture | null = null;
  readonly #doing = new Doing(this);

  protected override render() {
    const { person, picture } = this;
    if (!person || !picture) return nothing;
    const { id, file, quality, problem, doubts } = picture;
    return html`<img src=${mediaUrl(file)} alt=${t('pictureOf', { name: person.name })} loading="lazy" />
      ${quality === null ? nothing : html`<span class="quiet small">${t('quality', { quality: percent(quality) })}</span>`}
      ${problem === null ? nothing : html`<span class="bad small">${inWords(problem)}</span>`}
      ${doubts.map((doubt) => html`<span class="warn small">${inWords(doubt)}</span>`)}
      <button ?disabled=${this.#doing.busy} aria-label=${t('removePicture', { n: id })} @click=${() => this.#remove(person.id, picture)}><ui-icon name="trash"></ui-icon></button>`;
  }

  /** Its file goes with it: what is to be put back is read before. */
  #remove(personId: number, { id, file }: PersonPicture): void {
    let copy: Blob | null = null;
    const run = async () => {
      const answer = await fetch(mediaUrl(file)).catch(() => null);
      copy = answer?.ok ? await answer.blob() : null;
      await send('DELETE', `rest/people/${personId}/pictures/${id}`);
    };
    const undo = async () => {
      if (copy) await sendPicture(`rest/people/${personId}/pictures`, copy);
    };
    void this.#doing.do({ done: t('pictureRemoved'), run, undo });
  }
}
