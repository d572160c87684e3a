import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CameraGlance } from '../../../../../src/ports/panel/camera-glance.ts';
import { getJson, mediaUrl, send } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { type Camera, forgetTables, table } from '../../api/tables.ts';
import { href, type Route } from '../../app/router.ts';
import { holdUnsaved } from '../../app/unsaved.ts';
import { shapeName } from '../../i18n/shape-messages.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/empty-note.ts';
import { toast, toastError } from '../../ui/toast.ts';
import { type DrawnZone, type Point, zoneColour } from './drawn-zone.ts';
import './zone-canvas.ts';
import { cssVariables } from '../../ui/css-variables.ts';
import { t } from './zone-messages.ts';

interface Shown {
  readonly camera: Camera;
  readonly frame: string | null;
  readonly shapes: readonly string[];
}

/** Draws a camera's zones and masks on what it sees. */
@customElement('zones-page')
export class ZonesPage extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .columns { display: grid; gap: 1.1rem; grid-template-columns: minmax(0, 1fr) 20rem; align-items: start; }
      .stack { display: grid; gap: .8rem; min-width: 0; }
      .zone { display: flex; gap: .6rem; justify-content: flex-start; width: 100%; border-radius: var(--radius-small); border-left: 4px solid var(--colour); }
      .options { display: flex; flex-wrap: wrap; gap: .4rem .9rem; }
      .options label { display: inline-flex; gap: .4rem; align-items: center; font-weight: 400; }
      @media (max-width: 960px) { .columns { grid-template-columns: minmax(0, 1fr); } }
    `,
  ];

  @property({ attribute: false }) route: Route | null = null;
  @state() private zones: readonly DrawnZone[] = [];
  @state() private chosen = -1;
  @state() private busy = false;
  readonly #shown = new Fetched(this, (signal) => this.#read(signal));

  constructor() {
    super();
    holdUnsaved(this, () => this.#shown.value !== null && this.zones !== this.#shown.value.camera.zones);
  }

  async #read(signal: AbortSignal): Promise<Shown> {
    const [cameras, glances, profiles, shapes] = await Promise.all([
      table('cameras'),
      getJson<readonly CameraGlance[]>('panel/cameras', signal),
      table('analytics_profiles'),
      table('analytics_shapes'),
    ]);
    const camera = cameras.find(({ id }) => String(id) === this.route?.rest[0]);
    if (!camera) throw new Error(t('noFrame'));
    this.zones = camera.zones;
    this.chosen = camera.zones.length > 0 ? 0 : -1;
    const glance = glances.find(({ cameraId }) => cameraId === camera.id);
    const looked = new Set(profiles.flatMap((profile) => profile.shapes));
    const frame = glance?.frame ?? glance?.picture ?? null;
    return { camera, frame, shapes: shapes.filter(({ id }) => looked.has(id)).map(({ shape }) => shape) };
  }

  protected override render() {
    return html`<div class="page">
      <a href=${href('cameras', [this.route?.rest[0] ?? ''])}><ui-icon name="back"></ui-icon>${t('back')}</a>
      ${this.#shown.render((shown) => this.#draw(shown))}
    </div>`;
  }

  #draw({ camera, frame, shapes }: Shown) {
    if (!frame) return html`<empty-note icon="camera" heading=${t('noFrame')} hint=${t('noFrameHint')}></empty-note>`;
    const zone = this.zones[this.chosen];
    const drawn = ({ detail }: CustomEvent<readonly Point[]>) => this.#change({ points: [...detail] });
    return html`<h1>${t('title', { name: camera.name })}</h1>
      <div class="columns">
        <div class="stack">
          <zone-canvas src=${mediaUrl(frame)} .zones=${this.zones} .chosen=${this.chosen} @points=${drawn}></zone-canvas>
          <p class="quiet small">${t('help')}</p>
        </div>
        <div class="stack">
          <div class="row">
            <button @click=${() => this.#add('zone')}><ui-icon name="plus"></ui-icon>${t('addZone')}</button>
            <button @click=${() => this.#add('mask')}><ui-icon name="plus"></ui-icon>${t('addMask')}</button>
          </div>
          ${this.zones.map((one, index) => this.#choice(one, index))}
          ${zone ? this.#details(zone, shapes) : html`<p class="quiet small">${t('zoneHint')} ${t('maskHint')}</p>`}
          <button class="primary" ?disabled=${this.busy} @click=${() => this.#save(camera)}>${t('save')}</button>
        </div>
      </div>`;
  }

  #choice({ name, kind }: DrawnZone, index: number) {
    const choose = () => {
      this.chosen = index;
    };
    return html`<button class="zone" aria-pressed=${index === this.chosen} @click=${choose} ${cssVariables({ '--colour': zoneColour(index) })}>
      <strong>${name}</strong><span class="quiet">${t(kind)}</span></button>`;
  }

  #details(zone: DrawnZone, shapes: readonly string[]) {
    const rename = ({ target }: Event) => {
      if (target instanceof HTMLInputElement) this.#change({ name: target.value });
    };
    const turn = (shape: string) => () => {
      const others = zone.shapes.filter((one) => one !== shape);
      this.#change({ shapes: others.length < zone.shapes.length ? others : [...others, shape] });
    };
    return html`<section class="card stack">
      <div class="field"><label for="name">${t('name')}</label><input id="name" maxlength="40" .value=${zone.name} @input=${rename} /></div>
      <p class="quiet small">${zone.kind === 'mask' ? t('maskHint') : t('zoneHint')}</p>
      <fieldset class="field"><legend>${t('shapes')}</legend><div class="options">${shapes.map(
        (shape) =>
          html`<label><input type="checkbox" .checked=${zone.shapes.includes(shape)} @change=${turn(shape)} />${shapeName(shape)}</label>`,
      )}</div></fieldset>
      <div class="row">
        ${zone.points.length > 0 ? html`<button @click=${() => this.#change({ points: zone.points.slice(0, -1) })}>${t('undo')}</button>` : nothing}
        <button class="danger" @click=${() => this.#remove()}><ui-icon name="trash"></ui-icon>${t('remove')}</button>
      </div>
    </section>`;
  }

  #add(kind: DrawnZone['kind']): void {
    const n = this.zones.filter((zone) => zone.kind === kind).length + 1;
    const name = t(kind === 'mask' ? 'maskName' : 'zoneName', { n });
    this.chosen = this.zones.length;
    this.zones = [...this.zones, { name, kind, points: [], shapes: [] }];
  }

  #change(change: Partial<DrawnZone>): void {
    this.zones = this.zones.map((zone, index) => (index === this.chosen ? { ...zone, ...change } : zone));
  }

  #remove(): void {
    this.zones = this.zones.toSpliced(this.chosen, 1);
    this.chosen = this.zones.length - 1;
  }

  async #save({ id }: Camera): Promise<void> {
    const unfinished = this.zones.find(({ points }) => points.length < 3);
    if (unfinished) {
      toast(t('tooFew', { name: unfinished.name }), { kind: 'failed' });
      return;
    }
    this.busy = true;
    try {
      await send('PATCH', `rest/cameras/${id}`, { zones: this.zones });
      forgetTables();
      await this.#shown.reload();
      toast(t('saved'));
    } catch (error) {
      toastError(error);
    }
    this.busy = false;
  }
}
