import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { SeenFace, StrangerFaces, StrangerGlance } from '../../../../../src/ports/panel/people-glance.ts';
import { getJson, mediaUrl, send } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { splitStranger } from '../../api/people.ts';
import { href } from '../../app/router.ts';
import { dateAndTime } from '../../format/time.ts';
import { identityName } from '../../i18n/identity-name.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { Doing } from '../../ui/doing.ts';
import { t } from './messages.ts';
import { seenWords } from './seen-words.ts';
import './stranger-actions.ts';

/** All faces that are taken for one stranger; those of somebody else are chosen and taken away. Fires `changed`. */
@customElement('stranger-page')
export class StrangerPage extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host, .card { display: grid; gap: 1rem; }
      ul { display: grid; gap: .8rem; grid-template-columns: repeat(auto-fill, minmax(7.5rem, 1fr)); }
      li { display: grid; gap: .3rem; align-content: start; }
      label { position: relative; display: block; cursor: pointer; border-radius: var(--radius-small); overflow: hidden; outline: 3px solid transparent; outline-offset: 1px; }
      label:has(:checked) { outline-color: var(--accent); }
      label:has(:focus-visible) { outline-color: var(--accent-text); }
      input { position: absolute; left: .45rem; top: .45rem; }
      img { display: block; width: 100%; aspect-ratio: 1; object-fit: cover; }
    `,
  ];

  @property({ attribute: false }) stranger: StrangerGlance | null = null;
  @property({ attribute: false }) others: readonly StrangerGlance[] = [];
  @property({ attribute: false }) names: readonly string[] = [];
  @state() private chosen: ReadonlySet<number> = new Set();
  readonly #doing = new Doing(this);
  readonly #faces = new Fetched(this, (signal) =>
    getJson<StrangerFaces>(`panel/strangers/${this.stranger?.id}`, signal),
  );

  protected override render() {
    const { stranger, others, names } = this;
    if (!stranger) return nothing;
    return html`<div><h1>${nameOf(stranger.id)}</h1><p class="quiet">${seenWords(stranger)}</p></div>
      <section class="card"><stranger-actions .stranger=${stranger} .others=${others} .names=${names}></stranger-actions></section>
      <section class="card"><h2>${t('theseFaces')}</h2>        ${this.#faces.render(({ faces }) => this.#draw(stranger.id, faces))}</section>`;
  }

  #draw(id: number, faces: readonly SeenFace[]) {
    const chosen = faces.filter((face) => this.chosen.has(face.id)).map((face) => face.id);
    const canSplit = chosen.length > 0 && chosen.length < faces.length && !this.#doing.busy;
    const list = html`<ul>${faces.map((face) => this.#face(face))}</ul>`;
    if (faces.length < 2) return list;
    return html`<p class="quiet small">${t('splitHint')}</p>${list}
      <div class="row"><button class="primary" ?disabled=${!canSplit} @click=${() => this.#split(id, chosen)}>
        <ui-icon name="people"></ui-icon>${chosen.length === 0 ? t('splitNone') : t.count('split', chosen.length)}</button></div>`;
  }

  #face({ id, eventId, picture, seenAtMs }: SeenFace) {
    const when = dateAndTime(seenAtMs);
    const choose = () => {
      const chosen = new Set(this.chosen);
      if (!chosen.delete(id)) chosen.add(id);
      this.chosen = chosen;
    };
    return html`<li><label><input type="checkbox" .checked=${this.chosen.has(id)} @change=${choose} aria-label=${t('faceOf', { when })} />
      <img src=${mediaUrl(picture)} alt="" loading="lazy" /></label>
      <a class="small" href=${href('events', [eventId])}>${when}</a></li>`;
  }

  async #split(id: number, faces: readonly number[]): Promise<void> {
    let other = 0;
    const run = async () => {
      other = await splitStranger(id, faces);
    };
    const undo = () => send('POST', `rest/strangers/${other}/merge`, { into: id });
    await this.#doing.do({ done: t.count('splitDone', faces.length), run, undo });
    this.chosen = new Set();
    await this.#faces.reload();
  }

  /** The page above has read anew who there is. */
  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.get('stranger')) void this.#faces.reload();
  }
}

function nameOf(id: number): string {
  return identityName({ kind: 'unknown', strangerId: id }) ?? '';
}
