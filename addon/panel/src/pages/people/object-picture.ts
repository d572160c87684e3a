import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ObjectPicture } from '../../../../../src/ports/panel/objects-glance.ts';
import { copyOfPicture, mediaUrl } from '../../api/client.ts';
import { addObjectPicture, removeObject } from '../../api/objects.ts';
import { inWords } from '../../i18n/in-words.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { Doing } from '../../ui/doing.ts';
import '../../ui/picture-tile.ts';
import { t } from './object-messages.ts';

/** A picture by which something is known, whether anything can be compared with it, and its bin. Fires `changed`. */
@customElement('object-picture')
export class ObjectPictureElement extends LitElement {
  static override styles = baseStyles;

  /** What it shows; empty: nobody has said. */
  @property() name = '';
  @property({ attribute: false }) picture: ObjectPicture | null = null;
  /** Some profile compares. */
  @property({ type: Boolean }) compares = false;
  readonly #doing = new Doing(this);

  protected override render() {
    const { picture, name } = this;
    if (!picture) return html``;
    const shown = name === '' ? t('noName') : name;
    return html`<picture-tile src=${mediaUrl(picture.file)} alt=${t('pictureOf', { name: shown })} bin=${t('removePicture', { n: picture.id, name: shown })}
      ?busy=${this.#doing.busy} @remove=${() => this.#remove(picture)}>${this.#state(picture)}</picture-tile>`;
  }

  #state({ isDescribed, problem }: ObjectPicture): TemplateResult {
    if (problem !== null) return html`<span class="bad small">${inWords(problem)}</span>`;
    if (!isDescribed) return html`<span class="warn small">${t('waits')}</span>`;
    return this.compares
      ? html`<span class="good small">${t('described')}</span>`
      : html`<span class="quiet small">${t('isOff')}</span>`;
  }

  /** Its file goes with it: what is to be put back is read before. */
  #remove({ id, file, shape }: ObjectPicture): void {
    const { name } = this;
    let copy: Blob | null = null;
    const run = async () => {
      copy = await copyOfPicture(file);
      await removeObject([id]);
    };
    const undo = async () => {
      if (copy) await addObjectPicture(name, shape, copy);
    };
    void this.#doing.do({ done: t('pictureRemoved'), run, ...(name !== '' && { undo }) });
  }
}
