import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ClipProgress, ClipSource, EventAsset } from '../../../../src/ports/panel/event-page.ts';
import { apiUrl, getJson } from '../api/client.ts';
import { percent } from '../format/numbers.ts';
import { baseStyles } from '../ui/base-styles.ts';
import '../ui/error-note.ts';
import type { ShownTrack } from './shown-track.ts';
import './box-layer.ts';
import { t } from './messages.ts';
import { playableCodecs } from './playable-codecs.ts';

/** How often it is asked how far a clip is that is made playable. */
const LOOK_EVERY_MS = 700;

/** A clip, whatever its codec, with what was found drawn over it as it plays. */
@customElement('clip-player')
export class ClipPlayer extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .stage { position: relative; display: grid; background: #000; border-radius: var(--radius); overflow: hidden; aspect-ratio: 16 / 9; }
      video { width: 100%; height: 100%; object-fit: contain; }
      .picture { position: absolute; inset: 0; margin: auto; pointer-events: none; }
      .preparing { position: absolute; inset: 0; display: grid; place-content: center; justify-items: center; gap: .8rem; color: #fff; text-align: center; padding: 1rem; }
      .preparing .loading { min-height: 0; }
      progress { width: 14rem; max-width: 100%; accent-color: var(--accent); }
      error-note { position: absolute; inset: auto 1rem; align-self: center; }
      p { margin-top: .4rem; }
    `,
  ];

  @property({ attribute: false }) asset: EventAsset | null = null;
  @property({ attribute: false }) tracks: readonly ShownTrack[] = [];
  @property({ type: Boolean }) boxes = true;
  @property({ type: Number }) chosen = 0;
  /** The moment that it shows at first, and stays at; below 0: it plays from the beginning. */
  @property({ type: Number }) stillAtMs = -1;
  @state() private source: ClipSource | null = null;
  @state() private error: unknown = null;
  /** 0..1; null: not known. */
  @state() private share: number | null = null;
  @state() private timeMs = 0;
  @state() private frame = { width: 16, height: 9 };
  #preparing = new AbortController();
  #drawing = 0;
  readonly #resized = new ResizeObserver(() => this.#fit());

  /** Shows this moment, and stays there. */
  seek(timeMs: number): void {
    if (!this.video) return;
    this.video.pause();
    this.video.currentTime = timeMs / 1000;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#preparing.abort();
    this.#resized.disconnect();
    cancelAnimationFrame(this.#drawing);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('asset') && changed.get('asset')?.id !== this.asset?.id) void this.#prepare();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('stillAtMs') && this.stillAtMs >= 0) this.seek(this.stillAtMs);
    const stage = this.renderRoot.querySelector('.stage');
    if (stage) this.#resized.observe(stage);
  }

  async #prepare(): Promise<void> {
    this.#preparing.abort();
    this.#preparing = new AbortController();
    this.source = null;
    this.error = null;
    if (!this.asset) return;
    try {
      const { signal } = this.#preparing;
      const { id } = this.asset;
      this.#lookLater(id, signal);
      this.source = await getJson<ClipSource>(`panel/clips/${id}?can=${playableCodecs()}`, signal);
    } catch (error) {
      if (!this.#preparing.signal.aborted) this.error = error;
    }
  }

  /** Until the clip is there; how far it is, is never worth an error. */
  #lookLater(id: number, signal: AbortSignal): void {
    this.share = null;
    setTimeout(async () => {
      if (signal.aborted || this.source || this.error) return;
      const { share } = await getJson<ClipProgress>(`panel/clips/${id}/progress`, signal).catch(() => ({
        share: null,
      }));
      if (signal.aborted || this.source || this.error) return;
      this.#lookLater(id, signal);
      this.share = share;
    }, LOOK_EVERY_MS);
  }

  private get video(): HTMLVideoElement | null {
    return this.renderRoot.querySelector('video');
  }

  protected override render() {
    if (!this.asset) return nothing;
    return html`<div class="stage">
      ${this.source ? this.#video(this.source) : nothing}
      ${this.boxes && this.source ? html`<div class="picture"><box-layer .frame=${this.frame} .tracks=${this.tracks} .timeMs=${this.timeMs} .chosen=${this.chosen}></box-layer></div>` : nothing}
      ${
        this.source || this.error
          ? nothing
          : html`<div class="preparing"><div class="loading"><span></span></div><span role="status">${t('preparing')}</span>
        <progress aria-label=${t('preparing')} max="1" .value=${this.share ?? 0}></progress>
        <span>${percent(this.share ?? 0)}</span></div>`
      }
      ${this.error ? html`<error-note .error=${this.error} .again=${() => this.#prepare()}></error-note>` : nothing}
    </div>
    ${this.source && this.source.kind !== 'as it is' ? html`<p class="quiet small">${t('converted')}</p>` : nothing}`;
  }

  #video({ path }: ClipSource) {
    return html`<video controls playsinline muted ?autoplay=${this.stillAtMs < 0} preload="auto" src=${apiUrl(path)} aria-label=${t('clip')}
      @loadedmetadata=${this.#opened} @play=${this.#follow} @seeked=${this.#look} @timeupdate=${this.#look} @error=${this.#failed}></video>`;
  }

  readonly #failed = () => {
    this.error = new Error(t('notPlayable'));
  };

  readonly #look = () => {
    if (this.video) this.timeMs = this.video.currentTime * 1000;
  };

  /** Boxes move with every frame that is shown, not four times a second as `timeupdate` comes. */
  readonly #follow = () => {
    cancelAnimationFrame(this.#drawing);
    this.#look();
    if (this.video && !this.video.paused) this.#drawing = requestAnimationFrame(this.#follow);
  };

  readonly #opened = () => {
    this.#fit();
    if (this.stillAtMs >= 0) this.seek(this.stillAtMs);
  };

  /** The layer lies over the picture itself, without the bars beside it. */
  readonly #fit = () => {
    const { video } = this;
    const stage = this.renderRoot.querySelector('.stage');
    const layer = this.renderRoot.querySelector('.picture');
    if (!video || !stage || !(layer instanceof HTMLElement) || video.videoWidth === 0) return;
    const scale = Math.min(stage.clientWidth / video.videoWidth, stage.clientHeight / video.videoHeight);
    layer.style.width = `${video.videoWidth * scale}px`;
    layer.style.height = `${video.videoHeight * scale}px`;
    const measured = this.asset?.frame ?? { width: video.videoWidth, height: video.videoHeight };
    if (measured.width !== this.frame.width || measured.height !== this.frame.height) this.frame = measured;
  };
}
