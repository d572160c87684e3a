import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { StoredTrack } from '../../../../../src/ports/history.ts';
import type { EventPage } from '../../../../../src/ports/panel/event-page.ts';
import { send } from '../../api/client.ts';
import { table } from '../../api/tables.ts';
import { href } from '../../app/router.ts';
import { percent } from '../../format/numbers.ts';
import { dateAndTime } from '../../format/time.ts';
import { shapeName } from '../../i18n/shape-messages.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { Doing } from '../../ui/doing.ts';
import { NameField } from '../../ui/name-field.ts';
import { t } from './messages.ts';
import { drawSeenThing, seenThingStyles } from './seen-thing.ts';

/** A parking lot has more; the largest come first. */
const MOST_OBJECTS = 6;

/** What was compared with known objects, and what it is, which can be said here. Fires `changed` when it was. */
@customElement('object-list')
export class ObjectList extends LitElement {
  static override styles = [baseStyles, seenThingStyles];

  @property({ attribute: false }) event: EventPage | null = null;
  /** Those of the file that is shown, as far as they were compared. */
  @property({ attribute: false }) tracks: readonly StoredTrack[] = [];
  @state() private names: readonly string[] = [];
  readonly #doing = new Doing(this);

  override connectedCallback(): void {
    super.connectedCallback();
    table('known_objects').then(
      (rows) => {
        this.names = [...new Set(rows.map(({ name }) => name).filter((name) => name !== ''))];
      },
      // Names are an aid to typing; what is done with one says by itself what fails.
      () => {},
    );
  }

  protected override render() {
    return html`<section class="card"><h2>${t('objects')}</h2>
      ${this.event?.changes.map(({ kind, shape }) => html`<p><strong>${t(kind === 'left_behind' ? 'leftBehind' : 'takenAway', { shape: shapeName(shape) })}</strong></p>`)}
      <ul>${this.tracks.slice(0, MOST_OBJECTS).map((track) => this.#object(track))}</ul></section>`;
  }

  #object({ id, shape, snapshot, object, seenBefore }: StoredTrack) {
    const named = ({ detail, target }: CustomEvent<string>) => this.#name(id, detail, target);
    const what = whatIs(object) ?? t('nothingKnown', { shape: shapeName(shape) });
    const actions = html`${seenBefore ? html`<a class="small" href=${href('events', [seenBefore.eventId])}>${t('seenBefore', { time: dateAndTime(seenBefore.seenAtMs) })}</a>` : nothing}
        <name-field label=${t('thisIs')} action=${t('name')} .known=${this.names} ?busy=${this.#doing.busy} @name=${named}></name-field>`;
    return drawSeenThing(snapshot, what, actions);
  }

  async #name(track: number, name: string, field: EventTarget | null): Promise<void> {
    const run = () => send('POST', 'rest/known_objects/from_track', { track_id: track, name });
    if ((await this.#doing.do({ done: t('named', { name }), run })) && field instanceof NameField) field.clear();
  }
}

function whatIs(object: StoredTrack['object']): string | null {
  if (object?.kind === 'known') return `${object.name} · ${percent(object.similarity)}`;
  const [likeliest] = object?.kind === 'unsure' ? object.candidates : [];
  return likeliest ? t('perhaps', { name: likeliest.name }) : null;
}
