import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { KnownPerson } from '../../../../../src/ports/gallery.ts';
import type { EventPage } from '../../../../../src/ports/panel/event-page.ts';
import type { FaceGlance } from '../../../../../src/ports/panel/people-glance.ts';
import { nameFace, readPeople, rejectFace } from '../../api/people.ts';
import { identityName } from '../../i18n/identity-name.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { Doing } from '../../ui/doing.ts';
import { NameField } from '../../ui/name-field.ts';
import { t } from './messages.ts';
import { drawSeenThing, seenThingStyles } from './seen-thing.ts';

/** The faces of an event, and whose they are, which can be said here. Fires `changed` when it was. */
@customElement('face-list')
export class FaceList extends LitElement {
  static override styles = [baseStyles, seenThingStyles];

  @property({ attribute: false }) event: EventPage | null = null;
  @state() private people: readonly KnownPerson[] = [];
  readonly #doing = new Doing(this);

  override connectedCallback(): void {
    super.connectedCallback();
    readPeople().then(
      ({ people }) => {
        this.people = people;
      },
      // Names are an aid to typing; what is done with one says by itself what fails.
      () => {},
    );
  }

  protected override render() {
    return html`<section class="card"><h2>${t('faces')}</h2>
      <ul>${this.event?.faces.map((face) => this.#face(face))}</ul></section>`;
  }

  #face({ id, trackId, picture }: FaceGlance) {
    const track = this.event?.tracks.find((one) => one.id === trackId);
    const known = track?.identity?.kind === 'known' ? track.identity : null;
    const named = ({ detail, target }: CustomEvent<string>) => this.#name(id, detail, target);
    const who = identityName(track?.identity ?? null) ?? t('nobodyKnown');
    const actions = html`<name-field label=${t('thisIs')} action=${t('name')} .known=${this.people.map(({ name }) => name)} ?busy=${this.#doing.busy} @name=${named}></name-field>
        <div class="row">
          ${known ? html`<button ?disabled=${this.#doing.busy} @click=${() => this.#notThem(id, known)}>${t('notThem', { name: known.name })}</button>` : nothing}
          <button ?disabled=${this.#doing.busy} @click=${() => this.#noFace(id)}>${t('noFace')}</button></div>`;
    return drawSeenThing(picture, who, actions);
  }

  async #name(face: number, name: string, field: EventTarget | null): Promise<void> {
    const run = async () => {
      // Somebody may have been added since this page was opened.
      const { people } = await readPeople();
      this.people = people;
      await nameFace(people, face, name);
    };
    if ((await this.#doing.do({ done: t('named', { name }), run })) && field instanceof NameField) field.clear();
  }

  #notThem(face: number, { personId, name }: { readonly personId: number; readonly name: string }): void {
    void this.#doing.do({ done: t('notThemDone', { name }), run: () => rejectFace(face, personId) });
  }

  #noFace(face: number): void {
    void this.#doing.do({ done: t('noFaceDone'), run: () => rejectFace(face, null) });
  }
}
