import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Camera } from '../../api/tables.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import './camera-by-hand.ts';
import './camera-setup.ts';
import { t } from './messages.ts';
import './upload-watch.ts';

/** Makes a camera upload, and waits with the user until it does. */
@customElement('camera-connect')
export class CameraConnect extends LitElement {
  static override styles = [baseStyles, css`.card { display: grid; gap: .9rem; }`];

  @property({ attribute: false }) camera: Camera | null = null;
  /** It has uploaded before. */
  @property({ type: Boolean }) known = false;
  /** It was added just now. */
  @property({ type: Boolean }) fresh = false;

  protected override render() {
    const { camera, known, fresh } = this;
    if (!camera) return nothing;
    return html`<section class="card">
      <h2>${t('connect')}</h2>
      ${
        isReachable(camera)
          ? html`<camera-setup .camera=${camera} ?fresh=${fresh}></camera-setup>`
          : html`<camera-by-hand .camera=${camera}></camera-by-hand>`
      }
      <upload-watch .camera=${camera} ?known=${known}></upload-watch>
    </section>`;
  }
}

/** Concierge can log in to it. */
function isReachable({ brand, host, user }: Camera): boolean {
  return brand.brand.name === 'Reolink' && host !== '' && user !== '';
}
