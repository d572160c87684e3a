import { html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { addObjectPicture } from '../../api/objects.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/picture-field.ts';
import { toast } from '../../ui/toast.ts';
import { t } from './object-messages.ts';

/** Sends a picture of something that is called so. Fires `enrolled`. */
@customElement('object-upload')
export class ObjectUpload extends LitElement {
  static override styles = baseStyles;

  @property() name = '';
  /** COCO's name. */
  @property() shape = '';
  @state() private busy = false;
  @state() private error: unknown = null;

  protected override render() {
    return html`<picture-field label=${t('picture')} hint=${t('pictureHint')} doing=${this.busy ? t('looking') : ''} .error=${this.error} @picture=${this.#picked}></picture-field>`;
  }

  readonly #picked = async ({ detail }: CustomEvent<File>) => {
    this.busy = true;
    this.error = null;
    try {
      await addObjectPicture(this.name, this.shape, detail);
      toast(t('pictureAdded'));
      this.dispatchEvent(new CustomEvent('enrolled'));
    } catch (error) {
      this.error = error;
    }
    this.busy = false;
  };
}
