import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { EventPage } from '../../../../../src/ports/panel/event-page.ts';
import { mediaUrl, send } from '../../api/client.ts';
import { table } from '../../api/tables.ts';
import { go, href } from '../../app/router.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/modal-dialog.ts';
import type { ModalDialog } from '../../ui/modal-dialog.ts';
import { toast, toastError } from '../../ui/toast.ts';
import { t } from './messages.ts';

/** What can be done with an event. Fires `changed` when something was. */
@customElement('event-actions')
export class EventActions extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .kept ui-icon { fill: currentColor; color: var(--warn); }
      select { width: auto; }
      .again { display: inline-flex; gap: .4rem; align-items: center; }
    `,
  ];

  @property({ attribute: false }) event: EventPage | null = null;
  @state() private profiles: readonly { readonly id: number; readonly name: string }[] = [];
  @state() private busy = false;
  #profile = '';

  override connectedCallback(): void {
    super.connectedCallback();
    table('analytics_profiles').then(
      (profiles) => {
        this.profiles = profiles;
      },
      () => {},
    );
  }

  private get dialog(): ModalDialog | null {
    return this.renderRoot.querySelector('modal-dialog');
  }

  protected override render() {
    const { event } = this;
    if (!event) return nothing;
    const best = event.assets.find(({ mediaType }) => mediaType === 'mp4') ?? event.assets[0];
    return html`<div class="row">
      <button class=${event.keep ? 'kept' : ''} aria-pressed=${event.keep} ?disabled=${this.busy} @click=${() => this.#keep(!event.keep)}>
        <ui-icon name="star"></ui-icon>${event.keep ? t('kept') : t('keep')}</button>
      ${best ? html`<a class="button" href=${mediaUrl(best.file)} download><ui-icon name="download"></ui-icon>${t('download')}</a>` : nothing}
      ${best ? this.#again() : nothing}
      <button class="danger" ?disabled=${this.busy} @click=${() => this.dialog?.open()}><ui-icon name="trash"></ui-icon>${t('remove')}</button>
    </div>
    <modal-dialog heading=${t('removeAsk')}>
      <p>${t('removeWhat')}</p>
      <button slot="actions" class="danger" @click=${() => this.#remove()}><ui-icon name="trash"></ui-icon>${t('remove')}</button>
    </modal-dialog>`;
  }

  #again() {
    const pick = ({ target }: Event) => {
      if (target instanceof HTMLSelectElement) this.#profile = target.value;
    };
    return html`<span class="again">
      <button ?disabled=${this.busy} @click=${() => this.#analyseAgain()}><ui-icon name="refresh"></ui-icon>${t('again')}</button>
      <select aria-label=${t('againWith')} @change=${pick}>
        <option value="">${t('againWith')}: ${t('ownProfile')}</option>
        ${this.profiles.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
      </select></span>`;
  }

  #keep(keep: boolean): Promise<void> {
    return this.#do(async (id) => {
      await send('PATCH', `rest/events/${id}`, { keep });
      const back = { label: keep ? t('kept') : t('keep'), run: () => void this.#keep(!keep) };
      toast(keep ? t('keepDone') : t('unkeepDone'), { action: { ...back, label: '↶' } });
    });
  }

  #analyseAgain(): Promise<void> {
    return this.#do(async (id) => {
      const body = this.#profile === '' ? {} : { analytics_profile: Number(this.#profile) };
      const outcome = await send('POST', `rest/events/${id}/reanalyse`, body);
      toast(t.count('againDone', queuedIn(outcome)));
    });
  }

  async #remove(): Promise<void> {
    this.dialog?.close();
    await this.#do(async (id) => {
      await send('DELETE', `panel/events/${id}`);
      toast(t('removeDone'));
      go(href('events'));
    });
  }

  async #do(work: (id: string) => Promise<void>): Promise<void> {
    if (!this.event) return;
    this.busy = true;
    try {
      await work(encodeURIComponent(this.event.card.id));
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      toastError(error);
    }
    this.busy = false;
  }
}

function queuedIn(outcome: unknown): number {
  return typeof outcome === 'object' && outcome !== null && 'queued' in outcome ? Number(outcome.queued) : 0;
}
