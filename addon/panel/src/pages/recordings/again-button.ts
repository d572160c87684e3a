import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { getJson, send } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import type { Camera, Profile } from '../../api/tables.ts';
import { go, href } from '../../app/router.ts';
import { dayName, dayStartMs } from '../../format/time.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/modal-dialog.ts';
import type { ModalDialog } from '../../ui/modal-dialog.ts';
import { toastError } from '../../ui/toast.ts';
import '../../ui/ui-icon.ts';
import { t } from './again-messages.ts';
import type { DayFilter } from './day-filter.ts';

interface Model {
  readonly id: string;
  readonly name: string;
  readonly in_use: boolean;
}

/** Has the day, or everything, analysed again; leads to where one sees how that goes. */
@customElement('again-button')
export class AgainButton extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .check { display: flex; gap: .6rem; align-items: center; }
      form { display: grid; gap: .9rem; }
    `,
  ];

  @property({ attribute: false }) filter: DayFilter = { day: '', camera: '' };
  @property({ attribute: false }) cameras: readonly Camera[] = [];
  @property({ attribute: false }) profiles: readonly Profile[] = [];

  readonly #models = new Fetched(this, (signal) => getJson<readonly Model[]>('rest/detector_models', signal));

  private get dialog(): ModalDialog | null {
    return this.renderRoot.querySelector('modal-dialog');
  }

  protected override render() {
    const { day, camera } = this.filter;
    const name = this.cameras.find(({ id }) => String(id) === camera)?.name;
    const when = dayName(dayStartMs(day));
    return html`<button @click=${() => this.dialog?.open()}><ui-icon name="refresh"></ui-icon>${t('again')}</button>
    <modal-dialog heading=${t('again')}>
      <form id="again" @submit=${this.#start}>
        <label class="field">${t('what')}<select name="what">
          <option value="day">${name === undefined ? t('theDay', { day: when }) : t('theDayOf', { day: when, camera: name })}</option>
          ${name === undefined ? nothing : html`<option value="camera">${t('allOf', { camera: name })}</option>`}
          <option value="all">${t('all')}</option>
        </select></label>
        <label class="field">${t('profile')}<select name="profile">
          <option value="">${t('ownProfile')}</option>
          ${this.profiles.map((profile) => html`<option value=${profile.id}>${profile.name}</option>`)}
        </select></label>
        ${this.#model()}
        <label class="check"><input type="checkbox" name="compare" />${t('compareOnly')}</label>
        <p class="quiet small">${t('explain')}</p>
      </form>
      <button slot="actions" class="primary" type="submit" form="again"><ui-icon name="play"></ui-icon>${t('start')}</button>
    </modal-dialog>`;
  }

  /** Where there is but one, there is nothing to choose. */
  #model() {
    const models = this.#models.value ?? [];
    if (models.length < 2) return nothing;
    const own = models.find((model) => model.in_use)?.name ?? '';
    return html`<label class="field">${t('model')}<select name="model">
      <option value="">${t('ownModel', { model: own })}</option>
      ${models.filter((model) => !model.in_use).map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
    </select></label>`;
  }

  readonly #start = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!(event.target instanceof HTMLFormElement)) return;
    const given = new FormData(event.target);
    const { day, camera } = this.filter;
    const what = given.get('what');
    const seconds = (ms: number) => String(ms / 1000);
    try {
      await send('POST', 'rest/reanalyses', {
        ...(what === 'day' && { from: seconds(dayStartMs(day)), to: seconds(dayStartMs(day, 1) - 1) }),
        ...(what !== 'all' && camera !== '' && { camera: Number(camera) }),
        ...(given.get('profile') !== '' && { analytics_profile: Number(given.get('profile')) }),
        ...(given.get('model') && { model: given.get('model') }),
        compare_only: given.has('compare'),
      });
      this.dialog?.close();
      go(href('recordings', ['again']));
    } catch (error) {
      toastError(error);
    }
  };
}
