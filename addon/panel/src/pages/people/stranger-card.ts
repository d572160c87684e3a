import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { strangerLabel } from '../../../../../src/domain/identity.ts';
import type { FaceGlance, StrangerGlance } from '../../../../../src/ports/panel/people-glance.ts';
import { mediaUrl, send } from '../../api/client.ts';
import { rejectFace } from '../../api/people.ts';
import { href } from '../../app/router.ts';
import { ago } from '../../format/time.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/name-field.ts';
import { toast, toastError } from '../../ui/toast.ts';
import { t } from './messages.ts';

/** Somebody without a name, and what can be made of it. Fires `changed`. */
@customElement('stranger-card')
export class StrangerCard extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .card { display: grid; gap: .7rem; align-content: start; }
      .ignored { opacity: .75; }
      .faces { display: flex; gap: .4rem; }
      .faces a { width: 4.2rem; height: 4.2rem; border-radius: var(--radius-small); overflow: hidden; }
      img { width: 100%; height: 100%; object-fit: cover; display: block; }
      select { width: auto; max-width: 11rem; }
    `,
  ];

  @property({ attribute: false }) stranger: StrangerGlance | null = null;
  @property({ attribute: false }) others: readonly StrangerGlance[] = [];
  @property({ attribute: false }) names: readonly string[] = [];
  @state() private busy = false;

  protected override render() {
    const { stranger } = this;
    if (!stranger) return nothing;
    const name = ({ detail }: CustomEvent<string>) => this.#name(stranger.id, detail);
    return html`<section class="card ${stranger.ignored ? 'ignored' : ''}">
      <div><h3>${strangerLabel(stranger.id)}</h3>
        <p class="quiet small">${t.count('seenWeek', stranger.recentSightings)}${
          stranger.lastSeenMs === null ? nothing : html` · ${t('lastSeen', { when: ago(stranger.lastSeenMs) })}`
        }${stranger.ignored ? html` · ${t('ignored')}` : nothing}</p></div>
      <div class="faces">${stranger.faces.map(drawFace)}</div>
      <name-field label=${t('thisIs')} action=${t('name')} .known=${this.names} ?busy=${this.busy} @name=${name}></name-field>
      <div class="row">
        ${this.#merge(stranger)}
        <button ?disabled=${this.busy} @click=${() => this.#ignore(stranger)}>${t(stranger.ignored ? 'unignore' : 'ignore')}</button>
        <button ?disabled=${this.busy} @click=${() => this.#reject(stranger)}>${t('noFace')}</button>
      </div></section>`;
  }

  #merge({ id }: StrangerGlance) {
    const others = this.others.filter((other) => other.id !== id);
    if (others.length === 0) return nothing;
    const merge = ({ target }: Event) => {
      if (target instanceof HTMLSelectElement && target.value !== '') void this.#into(id, Number(target.value));
    };
    return html`<select aria-label=${t('same')} ?disabled=${this.busy} @change=${merge}>
      <option value="">${t('same')}</option>
      ${others.map((other) => html`<option value=${other.id}>${strangerLabel(other.id)}</option>`)}</select>`;
  }

  #name(id: number, name: string): Promise<void> {
    return this.#do(t('named', { name }), () => send('POST', `rest/strangers/${id}/name`, { name }));
  }

  #into(id: number, into: number): Promise<void> {
    const done = t('merged', { one: strangerLabel(id), other: strangerLabel(into) });
    return this.#do(done, () => send('POST', `rest/strangers/${id}/merge`, { into }));
  }

  #ignore({ id, ignored }: StrangerGlance): Promise<void> {
    const done = t(ignored ? 'unignoreDone' : 'ignoreDone', { name: strangerLabel(id) });
    return this.#do(done, () => send('PATCH', `rest/strangers/${id}`, { ignored: !ignored }));
  }

  #reject({ faces, bestFaceId }: StrangerGlance): Promise<void> {
    const face = faces[0]?.id ?? bestFaceId;
    if (face === null) return Promise.resolve();
    return this.#do(t('noFaceDone'), () => rejectFace(face, null));
  }

  async #do(done: string, work: () => Promise<unknown>): Promise<void> {
    this.busy = true;
    try {
      await work();
      toast(done);
    } catch (error) {
      toastError(error);
    }
    this.busy = false;
    this.dispatchEvent(new CustomEvent('changed', { bubbles: true, composed: true }));
  }
}

function drawFace({ eventId, picture }: FaceGlance) {
  return html`<a href=${href('events', [eventId])}><img src=${mediaUrl(picture)} alt=${t('itsEvent')} loading="lazy" /></a>`;
}
