import { css, html, LitElement } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ApiError, send } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { forgetTables } from '../../api/tables.ts';
import { go, href } from '../../app/router.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/schema-form.ts';
import { toastError } from '../../ui/toast.ts';
import { readCameraForm } from './camera-form.ts';
import { t } from './messages.ts';

/** What the first minute needs; all else can be set later. */
const LATER = [
  'zones',
  'snapshot_url',
  'live_url_hd',
  'live_url_sd',
  'analytics_enabled',
  'ftp_user',
  'ftp_password',
  'confidence_level',
  'face_recognition',
];

/** The first step of adding a camera: which it is, and how to log in to it. The next are on its own page. */
@customElement('camera-new')
export class CameraNew extends LitElement {
  static override styles = [baseStyles, css`.card { display: grid; gap: 1rem; max-width: 52rem; }`];

  @state() private errors: Readonly<Record<string, string>> = {};
  @state() private busy = false;
  readonly #form = new Fetched(this, readCameraForm);

  protected override render() {
    return html`<div class="page">
      <a href=${href('cameras')}><ui-icon name="back"></ui-icon>${t('back')}</a>
      <h1>${t('newTitle')}</h1>
      <section class="card"><p class="quiet">${t('newHint')}</p>
        ${this.#form.render(({ form, choices }) => {
          const row = {
            brand: choices['brand']?.[0]?.id ?? null,
            timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
          };
          const save = ({ detail }: CustomEvent<object>) => this.#create({ ...row, ...detail });
          return html`<schema-form .form=${form} .hints=${{ name: t('nameHint') }} .choices=${choices} .row=${row} .without=${LATER} .errors=${this.errors}
            ?busy=${this.busy} action=${t('create')} @save=${save}></schema-form>`;
        })}</section>
    </div>`;
  }

  async #create(row: object): Promise<void> {
    this.busy = true;
    this.errors = {};
    try {
      const made = await send('POST', 'rest/cameras', row);
      forgetTables();
      if (typeof made === 'object' && made !== null && 'id' in made) go(href('cameras', [Number(made.id)]));
    } catch (error) {
      if (error instanceof ApiError) this.errors = error.fields;
      else toastError(error);
    }
    this.busy = false;
  }
}
