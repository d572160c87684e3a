import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CameraGlance } from '../../../../../src/ports/panel/camera-glance.ts';
import { ApiError, getJson, send } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { follow } from '../../api/follow.ts';
import { live } from '../../api/live.ts';
import { type Camera, forgetTables, table } from '../../api/tables.ts';
import { go, href, type Route } from '../../app/router.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/modal-dialog.ts';
import type { ModalDialog } from '../../ui/modal-dialog.ts';
import '../../ui/schema-form.ts';
import type { SchemaForm } from '../../ui/schema-form.ts';
import { toast, toastError } from '../../ui/toast.ts';
import './camera-connect.ts';
import { type CameraForm, readCameraForm, rowOf } from './camera-form.ts';
import './camera-health.ts';
import './camera-trial.ts';
import { t } from './messages.ts';

interface Shown extends CameraForm {
  readonly camera: Camera;
  readonly row: Readonly<Record<string, unknown>>;
  readonly glance: CameraGlance | undefined;
}

/** One camera: its connection, its settings, its zones. */
@customElement('camera-page')
export class CameraPage extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .columns { display: grid; gap: 1.1rem; grid-template-columns: minmax(0, 1fr) minmax(0, 24rem); align-items: start; }
      camera-trial { margin-top: 1rem; }
      .stack { display: grid; gap: 1.1rem; min-width: 0; }
      @media (max-width: 960px) { .columns { grid-template-columns: minmax(0, 1fr); } .second { order: -1; } }
    `,
  ];

  @property({ attribute: false }) route: Route | null = null;
  @state() private errors: Readonly<Record<string, string>> = {};
  @state() private busy = false;
  readonly #shown = new Fetched(this, (signal) => this.#read(signal));

  constructor() {
    super();
    follow(this, () => [live.on('config', () => void this.#shown.reload())]);
  }

  get #form(): SchemaForm | null {
    return this.renderRoot.querySelector('schema-form');
  }

  private get dialog(): ModalDialog | null {
    return this.renderRoot.querySelector('modal-dialog');
  }

  async #read(signal: AbortSignal): Promise<Shown> {
    const [form, cameras, glances] = await Promise.all([
      readCameraForm(signal),
      table('cameras'),
      getJson<readonly CameraGlance[]>('panel/cameras', signal),
    ]);
    const camera = cameras.find(({ id }) => String(id) === this.route?.rest[0]);
    if (!camera) throw new Error(t('noCamera'));
    return {
      ...form,
      camera,
      row: await rowOf(camera),
      glance: glances.find(({ cameraId }) => cameraId === camera.id),
    };
  }

  protected override render() {
    return html`<div class="page">
      <a href=${href('cameras')}><ui-icon name="back"></ui-icon>${t('back')}</a>
      ${this.#shown.render((shown) => this.#draw(shown))}
    </div>`;
  }

  #draw({ camera, row, form, choices, glance }: Shown) {
    const isReolink = camera.brand.brand.name === 'Reolink';
    const save = ({ detail }: CustomEvent<object>) => this.#save(camera, detail);
    return html`
      <div class="page-head"><h1>${camera.name}</h1>
        <a class="button" href=${href('events', [], { camera: String(camera.id), all: 'yes' })}><ui-icon name="bell"></ui-icon>${t('events')}</a></div>
      <div class="columns">
        <div class="stack">
          <section class="card"><h2>${t('edit')}</h2>
            <schema-form .form=${form} .hints=${{ name: t('nameHint') }} .row=${row} .choices=${choices} .without=${['zones']} .errors=${this.errors} ?busy=${this.busy} @save=${save}></schema-form>
            ${isReolink ? html`<camera-trial .values=${() => this.#form?.values ?? {}}></camera-trial>` : nothing}</section>
        </div>
        <div class="stack second">
          <camera-connect .camera=${camera} ?known=${glance?.lastReceivedAtMs != null} ?fresh=${this.route?.query.has('fresh')}></camera-connect>
          <camera-health .camera=${camera} .glance=${glance}></camera-health>
          <section class="card"><h2>${t('zones')}</h2><div class="row"><span class="quiet">${t.count('zonesHint', camera.zones.length)}</span>
            <a class="button" href=${href('cameras', [camera.id, 'zones'])}><ui-icon name="pencil"></ui-icon>${t('draw')}</a></div></section>
          <button class="danger" @click=${() => this.dialog?.open()}><ui-icon name="trash"></ui-icon>${t('remove')}</button>
        </div>
      </div>
      <modal-dialog heading=${t('removeAsk', { name: camera.name })}><p>${t('removeWhat')}</p>
        <button slot="actions" class="danger" @click=${() => this.#remove(camera)}>${t('remove')}</button></modal-dialog>`;
  }

  async #save({ id }: Camera, changed: object): Promise<void> {
    this.busy = true;
    this.errors = {};
    try {
      await send('PATCH', `rest/cameras/${id}`, changed);
      toast(t('saved'));
      forgetTables();
      this.#form?.reset();
      await this.#shown.reload();
    } catch (error) {
      if (error instanceof ApiError) this.errors = error.fields;
      else toastError(error);
    }
    this.busy = false;
  }

  async #remove({ id, name }: Camera): Promise<void> {
    this.dialog?.close();
    try {
      await send('DELETE', `rest/cameras/${id}`);
      forgetTables();
      toast(t('removed', { name }));
      go(href('cameras'));
    } catch (error) {
      toastError(error);
    }
  }
}
