import { css, html, LitElement, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { CameraGlance } from '../../../../../src/ports/panel/camera-glance.ts';
import { getJson, mediaUrl } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { live } from '../../api/live.ts';
import { type Camera, table } from '../../api/tables.ts';
import { href } from '../../app/router.ts';
import { ago } from '../../format/time.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/empty-note.ts';
import { problemsOf } from './camera-problems.ts';
import { t } from './messages.ts';

interface Seen {
  readonly camera: Camera;
  readonly glance: CameraGlance | undefined;
}

/** Every camera, what it saw last, and whether it is well. */
@customElement('cameras-page')
export class CamerasPage extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .cards { display: grid; gap: .9rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); }
      a.card { display: block; padding: 0; overflow: hidden; color: var(--text); transition: border-color .15s; }
      a.card:hover { text-decoration: none; border-color: var(--accent); }
      .shot { position: relative; aspect-ratio: 16 / 9; display: grid; place-items: center; font-size: 2.2rem; color: var(--text-quiet); background: color-mix(in srgb, var(--text) 7%, var(--card)); }
      img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; }
      .words { display: grid; gap: .2rem; padding: .8rem 1rem .9rem; }
    `,
  ];

  readonly #cameras = new Fetched(this, (signal) => this.#read(signal));
  #disposers: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    const again = () => void this.#cameras.reload();
    this.#disposers = [live.on('event', again), live.on('config', again), live.onConnection((on) => on && again())];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const dispose of this.#disposers) dispose();
  }

  async #read(signal: AbortSignal): Promise<readonly Seen[]> {
    const [cameras, glances] = await Promise.all([
      table('cameras'),
      getJson<readonly CameraGlance[]>('panel/cameras', signal),
    ]);
    return cameras.map((camera) => ({ camera, glance: glances.find(({ cameraId }) => cameraId === camera.id) }));
  }

  protected override render() {
    const add = html`<a class="button primary" href=${href('cameras', ['new'])}><ui-icon name="plus"></ui-icon>${t('add')}</a>`;
    return html`<div class="page">
      <div class="page-head"><h1>${t('title')}</h1>${this.#cameras.value?.length ? add : nothing}</div>
      ${this.#cameras.render((cameras) =>
        cameras.length === 0
          ? html`<empty-note icon="camera" heading=${t('noCameras')} hint=${t('noCamerasHint')}>${add}</empty-note>`
          : html`<div class="cards">${cameras.map(drawCamera)}</div>`,
      )}
    </div>`;
  }
}

function drawCamera({ camera, glance }: Seen) {
  const problems = problemsOf(camera, glance);
  return html`<a class="card" href=${href('cameras', [camera.id])}>
    <div class="shot"><ui-icon name="camera"></ui-icon>
      ${glance?.picture ? html`<img src=${mediaUrl(glance.picture)} alt="" loading="lazy" />` : nothing}</div>
    <div class="words">
      <h2>${camera.name}</h2>
      <span class="quiet small">${camera.brand.brand.name} · ${
        glance?.lastReceivedAtMs ? t('lastUpload', { when: ago(glance.lastReceivedAtMs) }) : t('never')
      }</span>
      ${problems.map((problem) => html`<span class="warn small"><ui-icon name="warning"></ui-icon> ${problem}</span>`)}
    </div></a>`;
}
