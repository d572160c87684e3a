import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { strangerLabel } from '../../../../../src/domain/identity.ts';
import type { StrangerFaces, StrangerGlance } from '../../../../../src/ports/panel/people-glance.ts';
import { getJson, send } from '../../api/client.ts';
import { rejectFace, splitStranger } from '../../api/people.ts';
import { go, href } from '../../app/router.ts';
import { identityName } from '../../i18n/identity-name.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { Doing } from '../../ui/doing.ts';
import '../../ui/name-field.ts';
import { t } from './messages.ts';

/** What can be made of somebody without a name. Fires `changed`. */
@customElement('stranger-actions')
export class StrangerActions extends LitElement {
  static override styles = [
    baseStyles,
    css`:host { display: grid; gap: .7rem; } select { width: auto; max-width: 11rem; }`,
  ];

  @property({ attribute: false }) stranger: StrangerGlance | null = null;
  @property({ attribute: false }) others: readonly StrangerGlance[] = [];
  @property({ attribute: false }) names: readonly string[] = [];
  readonly #doing = new Doing(this);

  protected override render() {
    const { stranger } = this;
    if (!stranger) return nothing;
    const { busy } = this.#doing;
    const name = ({ detail }: CustomEvent<string>) => this.#name(stranger.id, detail);
    return html`
      <name-field label=${t('thisIs')} action=${t('name')} .known=${this.names} ?busy=${busy} @name=${name}></name-field>
      <div class="row">
        ${this.#merge(stranger)}
        <button ?disabled=${busy} @click=${() => this.#ignore(stranger)}>${t(stranger.ignored ? 'unignore' : 'ignore')}</button>
        <button ?disabled=${busy} @click=${() => this.#reject(stranger)}>${t('noFace')}</button>
      </div>`;
  }

  #merge({ id }: StrangerGlance) {
    const others = this.others.filter((other) => other.id !== id);
    if (others.length === 0) return nothing;
    const merge = ({ target }: Event) => {
      if (target instanceof HTMLSelectElement && target.value !== '') void this.#into(id, Number(target.value));
    };
    return html`<select aria-label=${t('same')} ?disabled=${this.#doing.busy} @change=${merge}>
      <option value="">${t('same')}</option>
      ${others.map((other) => html`<option value=${other.id}>${nameOf(other.id)}</option>`)}</select>`;
  }

  async #name(id: number, name: string): Promise<void> {
    const run = () => send('POST', `rest/strangers/${id}/name`, { name });
    if (await this.#doing.do({ done: t('named', { name }), run })) this.#leave();
  }

  /** What it was seen as is asked before, so that it can be taken apart again. */
  async #into(id: number, into: number): Promise<void> {
    let faces: readonly number[] = [];
    const run = async () => {
      ({ faces } = idsOf(await getJson<StrangerFaces>(`panel/strangers/${id}`)));
      await send('POST', `rest/strangers/${id}/merge`, { into });
    };
    const undo = () => splitStranger(into, faces);
    const done = t('merged', { one: nameOf(id), other: nameOf(into) });
    if (await this.#doing.do({ done, run, undo })) this.#leave(into);
  }

  #ignore({ id, ignored }: StrangerGlance): void {
    const turn = (to: boolean) => () => send('PATCH', `rest/strangers/${id}`, { ignored: to });
    const done = t(ignored ? 'unignoreDone' : 'ignoreDone', { name: nameOf(id) });
    void this.#doing.do({ done, run: turn(!ignored), undo: turn(ignored) });
  }

  async #reject({ faces, bestFaceId }: StrangerGlance): Promise<void> {
    const face = faces[0]?.id ?? bestFaceId;
    if (face === null) return;
    if (await this.#doing.do({ done: t('noFaceDone'), run: () => rejectFace(face, null) })) this.#leave();
  }

  /** Whose page it is may be nobody's any more. */
  #leave(to?: number): void {
    if (location.hash.startsWith(href('people', ['strangers']))) go(href('people', to ? ['strangers', to] : []));
  }
}

function nameOf(id: number): string {
  return identityName({ kind: 'unknown', strangerId: id }) ?? strangerLabel(id);
}

function idsOf({ faces }: StrangerFaces) {
  return { faces: faces.map(({ id }) => id) };
}
