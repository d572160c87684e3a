import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { FoundFace } from '../../../../../src/ports/gallery.ts';
import { sendPicture } from '../../api/client.ts';
import { inWords } from '../../i18n/in-words.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { cssVariables } from '../../ui/css-variables.ts';
import '../../ui/picture-field.ts';
import { t } from './messages.ts';

type Choice = Pick<FoundFace, 'face' | 'box' | 'fault'>;

/**
 * Sends a photo of somebody. Of several faces it shows all, and the user chooses. `person` says whose it is, and may add
 * somebody for it. Fires `enrolled`, with what is doubtful about the picture, in words.
 */
@customElement('picture-upload')
export class PictureUpload extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .stack { display: grid; gap: .8rem; }
      .photo { position: relative; width: fit-content; max-width: 100%; }
      img { display: block; max-width: 100%; max-height: 60vh; border-radius: var(--radius-small); }
      .face { position: absolute; left: var(--left); top: var(--top); width: var(--width); height: var(--height); min-height: 0; padding: 0; border-radius: 6px; border: 3px solid var(--accent); background: none; align-items: start; justify-content: start; }
      .face:hover { background: rgb(255 255 255 / 20%); }
      .face span { padding: 0 .35rem; border-radius: 0 0 6px; background: var(--accent); color: var(--on-accent); }
    `,
  ];

  @property({ attribute: false }) person: () => Promise<number> = () => Promise.reject(new Error());
  @state() private busy = false;
  @state() private error: unknown = null;
  @state() private faces: readonly Choice[] = [];
  @state() private size = { width: 1, height: 1 };
  @state() private photoUrl = '';
  #photo: File | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forget();
  }

  protected override render() {
    return html`<div class="stack">
      <picture-field label=${t('photo')} hint=${t('photoHint')} doing=${this.busy ? t('looking') : ''} .error=${this.error} @picture=${this.#picked}></picture-field>
      ${this.faces.length > 0 ? this.#choices() : nothing}
    </div>`;
  }

  #choices() {
    return html`<p role="status"><strong>${t('whichFace')}</strong></p>
      <div class="photo"><img src=${this.photoUrl} alt=${t('photo')} @load=${this.#measured} />
        ${this.faces.filter(({ fault }) => fault === null).map((choice) => this.#face(choice))}</div>`;
  }

  #face({ face, box }: Choice) {
    const { width, height } = this.size;
    const place = {
      '--left': `${(100 * box.startX) / width}%`,
      '--top': `${(100 * box.startY) / height}%`,
      '--width': `${(100 * (box.endX - box.startX)) / width}%`,
      '--height': `${(100 * (box.endY - box.startY)) / height}%`,
    } as const;
    return html`<button class="face" ?disabled=${this.busy} aria-label=${t('face', { n: face })} @click=${() => this.#send(face)}
      ${cssVariables(place)}><span>${face}</span></button>`;
  }

  readonly #measured = ({ target }: Event) => {
    if (target instanceof HTMLImageElement) this.size = { width: target.naturalWidth, height: target.naturalHeight };
  };

  readonly #picked = ({ detail }: CustomEvent<File>) => {
    this.#forget();
    this.#photo = detail;
    this.photoUrl = URL.createObjectURL(detail);
    void this.#send(null);
  };

  async #send(face: number | null): Promise<void> {
    if (!this.#photo || this.busy) return;
    this.busy = true;
    this.error = null;
    try {
      const which = face === null ? '' : `?face=${face}`;
      const answer = await sendPicture(`rest/people/${await this.person()}/pictures${which}`, this.#photo);
      const { enrolled, faces, doubts } = readAnswer(answer);
      this.faces = faces;
      if (enrolled) {
        this.#forget();
        this.dispatchEvent(new CustomEvent('enrolled', { detail: doubts.map(inWords).join(' ') }));
      }
    } catch (error) {
      this.error = error;
    }
    this.busy = false;
  }

  #forget(): void {
    if (this.photoUrl !== '') URL.revokeObjectURL(this.photoUrl);
    this.photoUrl = '';
    this.faces = [];
    this.error = null;
    this.#photo = null;
  }
}

function readAnswer(answer: unknown) {
  // As the route for pictures of a person declares it.
  const { enrolled, faces, picture } = answer as {
    readonly enrolled: boolean;
    readonly faces: readonly Choice[];
    readonly picture: { readonly doubts: readonly string[] } | null;
  };
  return { enrolled, faces, doubts: picture?.doubts ?? [] };
}
