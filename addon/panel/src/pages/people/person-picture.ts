import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { KnownPerson, PersonPicture } from '../../../../../src/ports/gallery.ts';
import { copyOfPicture, mediaUrl, send, sendPicture } from '../../api/client.ts';
import { percent } from '../../format/numbers.ts';
import { inWords } from '../../i18n/in-words.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { Doing } from '../../ui/doing.ts';
import '../../ui/picture-tile.ts';
import { t } from './messages.ts';

/** A picture by which somebody is known, what is odd about it, and its bin. Fires `changed`. */
@customElement('person-picture')
export class PersonPictureElement extends LitElement {
  static override styles = baseStyles;

  @property({ attribute: false }) person: KnownPerson | null = null;
  @property({ attribute: false }) picture: PersonPicture | null = null;
  readonly #doing = new Doing(this);

  protected override render() {
    const { person, picture } = this;
    if (!person || !picture) return nothing;
    const { id, file, quality, problem, doubts } = picture;
    return html`<picture-tile src=${mediaUrl(file)} alt=${t('pictureOf', { name: person.name })} bin=${t('removePicture', { n: id })} ?busy=${this.#doing.busy} @remove=${() => this.#remove(person.id, picture)}>
      ${quality === null ? nothing : html`<span class="quiet small">${t('quality', { quality: percent(quality) })}</span>`}
      ${problem === null ? nothing : html`<span class="bad small">${inWords(problem)}</span>`}
      ${doubts.map((doubt) => html`<span class="warn small">${inWords(doubt)}</span>`)}</picture-tile>`;
  }

  /** Its file goes with it: what is to be put back is read before. */
  #remove(personId: number, { id, file }: PersonPicture): void {
    let copy: Blob | null = null;
    const run = async () => {
      copy = await copyOfPicture(file);
      await send('DELETE', `rest/people/${personId}/pictures/${id}`);
    };
    const undo = async () => {
      if (copy) await sendPicture(`rest/people/${personId}/pictures`, copy);
    };
    void this.#doing.do({ done: t('pictureRemoved'), run, undo });
  }
}
