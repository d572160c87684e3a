import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ChangedEventAnswer } from '../../../../../src/domain/reanalysis-schemas.ts';
import { getJson } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import type { Camera } from '../../api/tables.ts';
import { href } from '../../app/router.ts';
import { dateAndTime } from '../../format/time.ts';
import { shapeName } from '../../i18n/shape-messages.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { t } from './again-messages.ts';

const PAGE = 50;

/** The events that a run found to be otherwise; each leads to its page. */
@customElement('changed-events')
export class ChangedEvents extends LitElement {
  static override styles = [
    baseStyles,
    css`
      summary { cursor: pointer; font-weight: 500; padding: .3rem 0; }
      li { display: flex; flex-wrap: wrap; gap: .15rem 1rem; padding: .45rem 0; border-top: 1px solid var(--line); }
      li a { flex: 0 0 auto; }
    `,
  ];

  @property({ attribute: false }) runId = 0;
  @property({ attribute: false }) count = 0;
  @property({ attribute: false }) cameras: readonly Camera[] = [];
  #isOpen = false;
  #limit = PAGE;
  readonly #changes = new Fetched(this, (signal) =>
    this.#isOpen
      ? getJson<readonly ChangedEventAnswer[]>(`rest/reanalyses/${this.runId}/changes?limit=${this.#limit}`, signal)
      : Promise.resolve([]),
  );

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.#isOpen && changed.get('count') !== undefined) void this.#changes.reload();
  }

  protected override render() {
    return html`<details @toggle=${this.#toggled}>
      <summary>${t.count('changed', this.count)}</summary>
      ${this.#changes.render((changes) => html`<ul>${changes.map((change) => this.#change(change))}</ul>`)}
      ${this.count > this.#limit && this.#isOpen ? html`<button @click=${this.#more}>${t('more')}</button>` : nothing}
    </details>`;
  }

  #change({ event, camera, started_at: startedAt, gained, lost }: ChangedEventAnswer) {
    const name = this.cameras.find(({ id }) => id === camera)?.name ?? t('removedCamera');
    const [more, less] = [inWords(gained), inWords(lost)];
    return html`<li><a href=${href('events', [event])}>${name}, ${dateAndTime(Date.parse(startedAt))}</a>
      ${more === '' ? nothing : html`<span class="good">${t('gained', { what: more })}</span>`}
      ${less === '' ? nothing : html`<span class="quiet">${t('lost', { what: less })}</span>`}</li>`;
  }

  readonly #toggled = ({ target }: Event): void => {
    this.#isOpen = target instanceof HTMLDetailsElement && target.open;
    if (this.#isOpen) void this.#changes.reload();
  };

  readonly #more = (): void => {
    this.#limit += PAGE;
    void this.#changes.reload();
  };
}

/** `2 × person, Anna, 1 × unknown person, Our car` */
function inWords({ shapes, people, strangers, objects }: ChangedEventAnswer['gained']): string {
  const counted = shapes.map(({ shape, count }) => (count === 1 ? shapeName(shape) : `${count} × ${shapeName(shape)}`));
  const unknown = strangers === 0 ? [] : [`${strangers} × ${t('stranger')}`];
  return [...counted, ...people, ...unknown, ...objects].join(', ');
}
