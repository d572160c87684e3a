import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { EventPage } from '../../../../../src/ports/panel/event-page.ts';
import { mediaUrl, send } from '../../api/client.ts';
import { table } from '../../api/tables.ts';
import { go } from '../../app/router.ts';
import { timelineAddress } from '../../app/timeline-address.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { Doing } from '../../ui/doing.ts';
import '../../ui/modal-dialog.ts';
import type { ModalDialog } from '../../ui/modal-dialog.ts';
import { t } from './messages.ts';

/** What can be done with an event. Fires `changed` when something was. */
@customElement('event-actions')
export class EventActions extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .kept ui-icon { fill: currentColor; color: var(--warn); }
      select { width: auto; min-width: 0; flex: 1; }
      .again { display: inline-flex; gap: .4rem; align-items: center; max-width: 100%; }
    `,
  ];

  @property({ attribute: false }) event: EventPage | null = null;
  @state() private profiles: readonly { readonly id: number; readonly name: string }[] = [];
  readonly #doing = new Doing(this);
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
    const { busy } = this.#doing;
    const id = encodeURIComponent(event.card.id);
    const best = event.assets.find(({ mediaType }) => mediaType === 'mp4') ?? event.assets[0];
    return html`<div class="row">
      <button class=${event.keep ? 'kept' : ''} aria-pressed=${event.keep} ?disabled=${busy} @click=${() => this.#keep(id, !event.keep)}>
        <ui-icon name="star"></ui-icon>${event.keep ? t('kept') : t('keep')}</button>
      ${best ? html`<a class="button" href=${mediaUrl(best.file)} download><ui-icon name="download"></ui-icon>${t('download')}</a>` : nothing}
      ${best ? this.#again(id) : nothing}
      <button class="danger" ?disabled=${busy} @click=${() => this.dialog?.open()}><ui-icon name="trash"></ui-icon>${t('remove')}</button>
    </div>
    <modal-dialog heading=${t('removeAsk')}>
      <p>${t('removeWhat')}</p>
      <button slot="actions" class="danger" @click=${() => this.#remove(id)}><ui-icon name="trash"></ui-icon>${t('remove')}</button>
    </modal-dialog>`;
  }

  #again(id: string) {
    const { busy } = this.#doing;
    const pick = ({ target }: Event) => {
      if (target instanceof HTMLSelectElement) this.#profile = target.value;
    };
    return html`<span class="again">
      <button ?disabled=${busy} @click=${() => this.#analyseAgain(id)}><ui-icon name="refresh"></ui-icon>${t('again')}</button>
      <select aria-label=${t('againWith')} @change=${pick}>
        <option value="">${t('againWith')}: ${t('ownProfile')}</option>
        ${this.profiles.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
      </select></span>`;
  }

  #keep(id: string, keep: boolean): void {
    const mark = (to: boolean) => () => send('PATCH', `rest/events/${id}`, { keep: to });
    void this.#doing.do({ done: keep ? t('keepDone') : t('unkeepDone'), run: mark(keep), undo: mark(!keep) });
  }

  async #analyseAgain(id: string): Promise<void> {
    const body = this.#profile === '' ? {} : { analytics_profile: Number(this.#profile) };
    const run = () => send('POST', `rest/events/${id}/reanalyse`, body);
    await this.#doing.do({ done: (outcome) => t.count('againDone', queuedIn(outcome)), run });
  }

  async #remove(id: string): Promise<void> {
    this.dialog?.close();
    if (await this.#doing.do({ done: t('removeDone'), run: () => send('DELETE', `panel/events/${id}`) }))
      go(timelineAddress());
  }
}

function queuedIn(outcome: unknown): number {
  return typeof outcome === 'object' && outcome !== null && 'queued' in outcome ? Number(outcome.queued) : 0;
}
