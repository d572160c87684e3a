import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { EventCard } from '../../../../../src/ports/panel/event-card.ts';
import type { SystemReport } from '../../../../../src/ports/panel/system-report.ts';
import { apiUrl, getJson, mediaUrl, send } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { live } from '../../api/live.ts';
import { type Camera, forgetTables } from '../../api/tables.ts';
import { href } from '../../app/router.ts';
import '../../ui/access-list.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/error-note.ts';
import { t } from './messages.ts';

/** Makes a camera upload, and waits with the user until it does. */
@customElement('camera-connect')
export class CameraConnect extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .card { display: grid; gap: .9rem; }
      img { width: 100%; border-radius: var(--radius-small); }
      .waiting { display: flex; gap: .8rem; align-items: center; }
      .waiting .loading { min-height: 0; }
      .waiting .loading span { width: 1.3rem; height: 1.3rem; }
    `,
  ];

  @property({ attribute: false }) camera: Camera | null = null;
  /** It has uploaded before. */
  @property({ type: Boolean }) known = false;
  @state() private doing: 'nothing' | 'setting up' | 'done' = 'nothing';
  @state() private error: unknown = null;
  @state() private arrived: EventCard | null = null;
  @state() private snapshot = 0;
  readonly #system = new Fetched(this, (signal) => getJson<SystemReport>('panel/system', signal));
  #dispose = () => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.#dispose = live.on('event', (event) => {
      if (event.cameraId === this.camera?.id && event.picture) this.arrived = event;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#dispose();
  }

  protected override render() {
    const { camera } = this;
    if (!camera) return nothing;
    const isReolink = camera.brand.brand.name === 'Reolink' && camera.host !== '';
    return html`<section class="card">
      <h2>${t('connect')}</h2>
      ${isReolink ? this.#setup(camera) : this.#byHand()}
      ${this.#upload()}
    </section>`;
  }

  #setup(camera: Camera) {
    return html`<p class="quiet">${t('setUpHint')}</p>
      ${this.doing === 'setting up' ? html`<p class="waiting" role="status"><span class="loading"><span></span></span>${t('settingUp')}</p>` : nothing}
      ${this.doing === 'done' ? html`<p class="banner good" role="status"><ui-icon name="check"></ui-icon>${t('setUpDone')}</p>` : nothing}
      ${this.error ? html`<error-note .error=${this.error}></error-note>` : nothing}
      <div class="row">
        <button ?disabled=${this.doing === 'setting up'} @click=${() => this.#setUp(camera.id)}><ui-icon name="wand"></ui-icon>${t('setUp')}</button>
        <button @click=${() => this.#look()}><ui-icon name="eye"></ui-icon>${t('snapshot')}</button>
      </div>
      ${this.snapshot > 0 ? html`<img src="${apiUrl(`rest/cameras/${camera.id}/snapshot`)}?${this.snapshot}" alt=${t('snapshot')} @error=${() => this.#noPicture(camera.id)} />` : nothing}`;
  }

  #byHand() {
    return html`<p class="quiet">${t('byHand')}</p>
      ${this.#system.render(({ access }) => html`<access-list .access=${access}></access-list>`)}`;
  }

  #upload() {
    if (this.arrived?.picture) {
      return html`<p class="banner good" role="status"><ui-icon name="check"></ui-icon>${t('arrived')}</p>
        <a href=${href('events', [this.arrived.id])}><img src=${mediaUrl(this.arrived.picture)} alt=${t('arrived')} /></a>`;
    }
    if (this.known) return nothing;
    return html`<p class="waiting" role="status"><span class="loading"><span></span></span>${t('waitingFor')}</p>`;
  }

  #look(): void {
    this.error = null;
    this.snapshot = Date.now();
  }

  /** An image tells nothing of why there is none. */
  async #noPicture(id: number): Promise<void> {
    this.snapshot = 0;
    await getJson(`rest/cameras/${id}/snapshot`).catch((error: unknown) => {
      this.error = error;
    });
  }

  async #setUp(id: number): Promise<void> {
    this.doing = 'setting up';
    this.error = null;
    try {
      await send('POST', `rest/cameras/${id}/setup`);
      this.doing = 'done';
    } catch (error) {
      this.error = error;
      this.doing = 'nothing';
    }
    forgetTables();
  }
}
