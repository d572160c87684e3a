import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CameraVerdict } from '../../../../../src/domain/camera-verdict.ts';
import { SHAPES_OF_VERDICT } from '../../../../../src/domain/camera-verdict.ts';
import type { StoredTrack } from '../../../../../src/ports/history.ts';
import type { EventAsset, EventPage } from '../../../../../src/ports/panel/event-page.ts';
import { getJson } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { follow } from '../../api/follow.ts';
import { live } from '../../api/live.ts';
import { type Camera, table } from '../../api/tables.ts';
import type { Route } from '../../app/router.ts';
import { timelineAddress } from '../../app/timeline-address.ts';
import { bytes, decimal } from '../../format/numbers.ts';
import { dateAndTime, exactTime } from '../../format/time.ts';
import { inWords } from '../../i18n/in-words.ts';
import { shapeName } from '../../i18n/shape-messages.ts';
import type { ClipPlayer } from '../../media/clip-player.ts';
import '../../media/clip-player.ts';
import { t as mediaWord } from '../../media/messages.ts';
import '../../media/picture-view.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/empty-note.ts';
import '../../ui/ui-icon.ts';
import './event-actions.ts';
import './face-list.ts';
import { t } from './messages.ts';
import './object-list.ts';
import './track-list.ts';

/** One event: its clip or picture with what was found drawn over it, and what can be done with it. */
@customElement('event-page')
export class EventPageElement extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .columns { display: grid; gap: 1.1rem; grid-template-columns: minmax(0, 1fr) 20rem; align-items: start; }
      .stack { display: grid; gap: .9rem; min-width: 0; }
      h1::first-letter { text-transform: uppercase; }
      .switch { display: inline-flex; gap: .5rem; align-items: center; }
      .files li { padding: .55rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
      .verdict { margin-top: .6rem; }
      .files li:first-child { border-top: 0; }
      [aria-pressed='true'].pick { border-color: var(--accent); color: var(--accent-text); }
      @media (max-width: 960px) { .columns { grid-template-columns: minmax(0, 1fr); } }
    `,
  ];

  @property({ attribute: false }) route: Route | null = null;
  @state() private camera: Camera | null = null;
  @state() private shown: number | null = null;
  @state() private boxes = true;
  @state() private chosen = 0;
  /** It was deleted while it was looked at. */
  @state() private gone = false;
  readonly #event = new Fetched(this, (signal) => this.#read(signal));

  constructor() {
    super();
    const isThis = (id: string) => id === this.route?.rest[0];
    follow(this, () => [
      live.on('event', ({ id }) => void (isThis(id) && this.#event.reload())),
      live.on('config', () => void this.#event.reload()),
      live.on('gone', ({ eventIds }) => {
        this.gone ||= eventIds.some(isThis);
      }),
    ]);
  }

  async #read(signal: AbortSignal): Promise<EventPage> {
    const event = await getJson<EventPage>(`panel/events/${encodeURIComponent(this.route?.rest[0] ?? '')}`, signal);
    const cameras = await table('cameras');
    this.camera = cameras.find(({ id }) => id === event.card.cameraId) ?? null;
    return event;
  }

  private get player(): ClipPlayer | null {
    return this.renderRoot.querySelector('clip-player');
  }

  protected override render() {
    return html`<div class="page">
      <a href=${timelineAddress()}><ui-icon name="back"></ui-icon>${t('back')}</a>
      ${
        this.gone
          ? html`<empty-note icon="trash" heading=${t('gone')} hint=${t('goneHint')}></empty-note>`
          : this.#event.render((event) => this.#draw(event))
      }
    </div>`;
  }

  #draw(event: EventPage) {
    const what = event.card.shapes.map(({ shape }) => shapeName(shape)).join(', ') || t('motion');
    const asset = event.assets.find(({ id }) => id === this.shown) ?? firstOf(event.assets);
    const tracks = event.tracks.filter(({ assetId }) => assetId === asset?.id);
    const compared = tracks.filter(({ object }) => object !== null);
    return html`
      <div class="page-head">
        <div><h1>${t('seen', { what, camera: this.camera?.name ?? t('removedCamera') })}</h1>
          <p class="quiet">${dateAndTime(event.card.startedAtMs)}</p></div>
      </div>
      <div class="columns">
        <div class="stack">
          ${asset ? this.#stage(asset, tracks) : html`<p class="card">${t('noFiles')}</p>`}
          <div class="row">${event.assets.length > 1 ? event.assets.map((one) => this.#pick(one, asset)) : nothing}
            ${asset ? html`<label class="switch"><input type="checkbox" .checked=${this.boxes} @change=${this.#turnBoxes} />${t('boxes')}</label>` : nothing}</div>
          <event-actions .event=${event} @changed=${() => this.#event.reload()}></event-actions>
        </div>
        <div class="stack">
          <section class="card"><h2>${t('found')}</h2>
            <track-list .tracks=${tracks} ?clip=${asset?.mediaType === 'mp4'} .chosen=${this.chosen} @choose=${this.#choose}></track-list>
            ${event.cameraSays.map((verdict) => drawVerdict(verdict, event))}</section>
          ${event.faces.length > 0 ? html`<face-list .event=${event} @changed=${() => this.#event.reload()}></face-list>` : nothing}
          ${compared.length + event.changes.length > 0 ? html`<object-list .event=${event} .tracks=${compared} @changed=${() => this.#event.reload()}></object-list>` : nothing}
          <section class="card"><h2>${t('files')}</h2><ul class="files">${event.assets.map(drawFile)}</ul></section>
        </div>
      </div>`;
  }

  #stage(asset: EventAsset, tracks: readonly StoredTrack[]) {
    const { boxes, chosen } = this;
    return asset.mediaType === 'mp4'
      ? html`<clip-player .asset=${asset} .tracks=${tracks} ?boxes=${boxes} .chosen=${chosen}></clip-player>`
      : html`<picture-view .asset=${asset} .tracks=${tracks} ?boxes=${boxes} .chosen=${chosen}></picture-view>`;
  }

  #pick(asset: EventAsset, current: EventAsset | undefined) {
    const show = () => {
      this.shown = asset.id;
    };
    return html`<button class="pick" aria-pressed=${asset.id === current?.id} @click=${show}>
      <ui-icon .name=${asset.mediaType === 'mp4' ? 'film' : 'camera'}></ui-icon>${mediaWord(asset.mediaType === 'mp4' ? 'clip' : 'picture')} ${exactTime(asset.takenAtMs)}</button>`;
  }

  readonly #turnBoxes = () => {
    this.boxes = !this.boxes;
  };

  readonly #choose = ({ detail }: CustomEvent<StoredTrack>) => {
    this.chosen = detail.id;
    this.player?.seek(detail.bestShot.timeMs);
  };
}

/** The camera's own word against ours; while files wait, ours is not there yet. */
function drawVerdict(verdict: CameraVerdict, { card, tracks }: EventPage) {
  const isFound = tracks.some(({ shape }) => SHAPES_OF_VERDICT[verdict].includes(shape));
  const against = card.state === 'waiting' ? '' : t(isFound ? 'cameraToo' : 'cameraAlone');
  return html`<p class="small verdict">${t('cameraSays', { what: t(`says_${verdict}`) })} <span class=${isFound ? 'quiet' : 'warn'}>${against}</span></p>`;
}

/** A clip says more than a picture. */
function firstOf(assets: readonly EventAsset[]): EventAsset | undefined {
  return assets.find(({ mediaType }) => mediaType === 'mp4') ?? assets[0];
}

function drawFile({ file, sizeBytes, state, reason, analysis, mediaType }: EventAsset) {
  const seconds = decimal(Math.round((analysis?.elapsedMs ?? 0) / 100) / 10);
  const looked =
    analysis && mediaType === 'mp4'
      ? t('looked', { n: analysis.everyNthFrame, frames: analysis.framesAnalysed, seconds })
      : analysis && t('lookedPicture', { seconds });
  return html`<li>
    <span>${file.slice(file.lastIndexOf('/') + 1)}</span> <span class="quiet small">${bytes(sizeBytes)}</span>
    ${looked ? html`<p class="quiet small">${looked}</p>` : nothing}
    ${state === 'waiting' ? html`<p class="quiet small">${t('waiting')}</p>` : nothing}
    ${reason ? html`<p class="warn small">${inWords(reason)}</p>` : nothing}
  </li>`;
}
