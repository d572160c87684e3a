import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { EventCard } from '../../../../../src/ports/panel/event-card.ts';
import type { EventAsset, EventPage } from '../../../../../src/ports/panel/event-page.ts';
import type { PreviewAnswer } from '../../../../../src/ports/profile-preview.ts';
import { ApiError, getJson, send } from '../../api/client.ts';
import type { Camera } from '../../api/tables.ts';
import { exactTime } from '../../format/time.ts';
import { t as mediaWord } from '../../media/messages.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/error-note.ts';
import { t as formWord } from '../../ui/field-messages.ts';
import '../../ui/ui-icon.ts';
import './preview-events.ts';
import { t } from './preview-messages.ts';
import './preview-result.ts';

/** Both runs on one picture or clip. */
interface Compared {
  readonly asset: EventAsset;
  readonly now: PreviewAnswer;
  readonly tried: PreviewAnswer;
  /** What was not saved then. */
  readonly changes: object;
}

/** Runs the profile as it stands in the form on an event, beside what holds now. Fires `save`, and `refused` with fields that are wrong. */
@customElement('profile-preview')
export class ProfilePreviewElement extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .card { display: grid; gap: .9rem; }
      .sides { display: grid; gap: 1.2rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); align-items: start; }
      [aria-pressed='true'].pick { border-color: var(--accent); color: var(--accent-text); }
    `,
  ];

  /** Null: a new one. */
  @property({ attribute: false }) profileId: number | null = null;
  @property({ attribute: false }) changes: object = {};
  /** That use the profile. */
  @property({ attribute: false }) cameras: readonly Camera[] = [];
  @property({ attribute: false }) allCameras: readonly Camera[] = [];
  @state() private event: EventPage | null = null;
  @state() private asset: EventAsset | null = null;
  @state() private compared: Compared | null = null;
  @state() private busy = false;
  @state() private error: unknown = null;
  #running = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#running.abort();
  }

  protected override render() {
    return html`<section class="card"><h2>${t('title')}</h2>
      <p class="quiet">${t('intro')}</p>
      <preview-events .cameras=${this.cameras} .allCameras=${this.allCameras} chosen=${this.event?.card.id ?? ''} @choose=${this.#choose}></preview-events>
      ${this.event ? this.#controls(this.event) : nothing}
      ${this.error ? html`<error-note .error=${this.error} .again=${() => this.#run()}></error-note>` : nothing}
      ${this.compared ? this.#sides(this.compared) : nothing}
    </section>`;
  }

  #controls({ assets }: EventPage) {
    if (!this.asset) return html`<p class="quiet">${t('noFiles')}</p>`;
    const isStale = this.compared !== null && this.compared.changes !== this.changes;
    return html`<div class="row">
      ${assets.length > 1 ? assets.map((asset) => this.#pick(asset)) : nothing}
      <button type="button" class=${isStale || !this.compared ? 'primary' : ''} ?disabled=${this.busy} @click=${() => this.#run()}>
        <ui-icon name="play"></ui-icon>${t(isStale ? 'again' : 'run')}</button>
      ${this.#save(isStale)}
      <span role="status" class="quiet">${this.busy ? t('running') : ''}</span></div>`;
  }

  /** The form's own button is far up by now. */
  #save(isStale: boolean) {
    if (!this.compared || isStale || Object.keys(this.changes).length === 0) return nothing;
    const save = () => this.dispatchEvent(new CustomEvent('save'));
    return html`<button type="button" class="primary" ?disabled=${this.busy} @click=${save}>${formWord('save')}</button>`;
  }

  #pick(asset: EventAsset) {
    const show = () => {
      this.asset = asset;
      void this.#run();
    };
    const isClip = asset.mediaType === 'mp4';
    return html`<button type="button" class="pick" aria-pressed=${asset.id === this.asset?.id} @click=${show}>
      <ui-icon .name=${isClip ? 'film' : 'camera'}></ui-icon>${mediaWord(isClip ? 'clip' : 'picture')} ${exactTime(asset.takenAtMs)}</button>`;
  }

  #sides({ asset, now, tried }: Compared) {
    return html`<div class="sides">
      <preview-result heading=${t('now')} .asset=${asset} .answer=${now}></preview-result>
      <preview-result heading=${t('tried')} .asset=${asset} .answer=${tried}></preview-result></div>`;
  }

  readonly #choose = ({ detail }: CustomEvent<EventCard>) =>
    this.#work(async (signal) => {
      this.compared = null;
      this.event = await getJson<EventPage>(`panel/events/${encodeURIComponent(detail.id)}`, signal);
      const { assets } = this.event;
      // A picture is answered at once.
      this.asset = assets.find(({ mediaType }) => mediaType === 'jpg') ?? assets[0] ?? null;
      await this.#compare(signal);
    });

  #run(): Promise<void> {
    return this.#work((signal) => this.#compare(signal));
  }

  async #compare(signal: AbortSignal): Promise<void> {
    const { asset, changes, profileId } = this;
    if (!asset) return;
    // The server declares what it answers.
    const ask = (more: object) =>
      send('POST', 'panel/profile-preview', { asset: asset.id, ...more }, signal) as Promise<PreviewAnswer>;
    const [now, tried] = await Promise.all([ask({}), ask({ profile: profileId, changes })]);
    this.compared = { asset, changes, now, tried };
  }

  /** Only the last is of interest: what was begun before is given up, at the server as well. */
  async #work(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#running.abort();
    const running = new AbortController();
    this.#running = running;
    this.busy = true;
    this.error = null;
    try {
      await work(running.signal);
    } catch (error) {
      if (running.signal.aborted) return;
      this.error = error;
      if (error instanceof ApiError && error.status === 400)
        this.dispatchEvent(new CustomEvent('refused', { detail: error.fields }));
    }
    this.busy = false;
  }
}
