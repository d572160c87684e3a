import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { KnownPerson, ReidentificationProgress } from '../../../../../src/ports/gallery.ts';
import type { PeopleGlance } from '../../../../../src/ports/panel/people-glance.ts';
import { mediaUrl } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { follow } from '../../api/follow.ts';
import { live } from '../../api/live.ts';
import { readPeople } from '../../api/people.ts';
import { type Camera, type Profile, table } from '../../api/tables.ts';
import { href, type Route } from '../../app/router.ts';
import { count } from '../../format/numbers.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/empty-note.ts';
import '../../ui/off-note.ts';
import '../../ui/ui-icon.ts';
import { qualityOf } from './gallery-quality.ts';
import { t } from './messages.ts';
import './people-tabs.ts';
import './person-new.ts';
import './person-page.ts';
import './stranger-card.ts';
import './stranger-page.ts';
import './works-report.ts';

interface Shown extends PeopleGlance {
  readonly profiles: readonly Profile[];
  readonly cameras: readonly Camera[];
}

/** Who is known by face, who was seen without a name, and whether they are told apart. */
@customElement('people-page')
export class PeoplePage extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .cards { display: grid; gap: .9rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); }
      .strangers { grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); }
      a.person { display: grid; grid-template-columns: 4.5rem 1fr; gap: .9rem; align-items: center; padding: .8rem; color: var(--text); }
      a.person:hover { text-decoration: none; border-color: var(--accent); }
      .face { width: 4.5rem; height: 4.5rem; border-radius: 50%; overflow: hidden; display: grid; place-items: center; font-size: 1.8rem; color: var(--text-quiet); background: color-mix(in srgb, var(--text) 8%, transparent); }
      .face img { width: 100%; height: 100%; object-fit: cover; }
      .words { display: grid; gap: .15rem; min-width: 0; }
      .words h2 { font-size: .95rem; }
    `,
  ];

  @property({ attribute: false }) route: Route | null = null;
  readonly #shown = new Fetched(this, (signal) => this.#read(signal));

  constructor() {
    super();
    const again = () => void this.#shown.reload();
    follow(this, () => [
      // What is judged again is read once, at its end.
      live.on('event', () => void (this.#shown.value?.judging.isRunning || again())),
      live.on('judging', (judging) => this.#judged(judging)),
      live.on('config', again),
      live.onConnection((on) => on && again()),
    ]);
  }

  #judged(judging: ReidentificationProgress): void {
    const shown = this.#shown.value;
    if (shown) this.#shown.set({ ...shown, judging });
    if (!judging.isRunning) void this.#shown.reload();
  }

  async #read(signal: AbortSignal): Promise<Shown> {
    const [glance, profiles, cameras] = await Promise.all([
      readPeople(signal),
      table('analytics_profiles'),
      table('cameras'),
    ]);
    return { ...glance, profiles, cameras };
  }

  protected override render() {
    const [which, stranger] = this.route?.rest ?? [];
    return html`<div class="page" @changed=${() => this.#shown.reload()}>
      ${which === undefined ? nothing : html`<a href=${href('people')}><ui-icon name="back"></ui-icon>${t('back')}</a>`}
      ${this.#shown.render((shown) => this.#draw(shown, which, stranger))}
    </div>`;
  }

  #draw(shown: Shown, which: string | undefined, stranger: string | undefined) {
    if (which === 'new') return html`<person-new .people=${shown.people}></person-new>`;
    if (which === 'strangers') return this.#stranger(shown, stranger);
    if (which !== undefined) return this.#one(shown, which);
    const add = html`<a class="button primary" href=${href('people', ['new'])}><ui-icon name="plus"></ui-icon>${t('add')}</a>`;
    return html`<div class="page-head"><h1>${t('title')}</h1>${shown.people.length > 0 ? add : nothing}</div>
      <people-tabs></people-tabs>${drawSwitch(shown)}${drawJudging(shown)}
      ${
        shown.people.length === 0
          ? html`<empty-note icon="people" heading=${t('nobody')} hint=${t('nobodyHint')}>${add}</empty-note>`
          : html`<div class="cards">${shown.people.map((person) => drawPerson(person, shown))}</div>`
      }
      ${this.#strangers(shown)}
      ${shown.people.length > 0 ? html`<works-report .report=${shown.report}></works-report>` : nothing}`;
  }

  #one(shown: Shown, which: string) {
    const person = shown.people.find(({ id }) => String(id) === which);
    if (!person)
      return html`<empty-note icon="people" heading=${t('noPerson')} hint=${t('noPersonHint')}></empty-note>`;
    const quality = qualityOf(shown.report.people.find(({ personId }) => personId === person.id));
    return html`<person-page .person=${person} .quality=${quality}></person-page>`;
  }

  #stranger({ strangers, people }: Shown, which: string | undefined) {
    const stranger = strangers.find(({ id }) => String(id) === which);
    if (!stranger)
      return html`<empty-note icon="people" heading=${t('noPerson')} hint=${t('noPersonHint')}></empty-note>`;
    const names = people.map(({ name }) => name);
    return html`<stranger-page .stranger=${stranger} .others=${strangers} .names=${names}></stranger-page>`;
  }

  #strangers({ strangers, people }: Shown) {
    if (strangers.length === 0) return nothing;
    const names = people.map(({ name }) => name);
    return html`<h2>${t('strangers')}</h2><p class="quiet">${t('strangersHint')}</p>
      <div class="cards strangers">${repeat(
        strangers,
        ({ id }) => id,
        (stranger) => html`<stranger-card .stranger=${stranger} .others=${strangers} .names=${names}></stranger-card>`,
      )}</div>`;
  }
}

/** Faces are looked for in no camera's pictures: that is so until somebody turns it on. */
function drawSwitch({ profiles, cameras }: Shown) {
  const isOn =
    profiles.some((profile) => profile.face_recognition) || cameras.some((camera) => camera.face_recognition);
  if (isOn) return nothing;
  const profile = profiles[0];
  return html`<off-note words=${t('off')} action=${t('turnOn', { profile: profile?.name ?? '' })} target=${profile ? href('profiles', [profile.id]) : ''}></off-note>`;
}

/** Whoever was named or taken apart just now is looked for in what is past. */
function drawJudging({ judging: { isRunning, done, total } }: PeopleGlance) {
  if (!isRunning || total === 0) return nothing;
  const words = t('judging', { done: count(done), total: count(total) });
  return html`<div role="status" class="judging"><p class="quiet small">${words}</p>
    <progress max=${total} .value=${done} aria-label=${t('judgingLabel')}></progress></div>`;
}

function drawPerson(person: KnownPerson, { report }: PeopleGlance) {
  const { tone, words } = qualityOf(report.people.find(({ personId }) => personId === person.id));
  const picture = person.pictures[0];
  return html`<a class="card person" href=${href('people', [person.id])}>
    <span class="face">${picture ? html`<img src=${mediaUrl(picture.file)} alt="" loading="lazy" />` : html`<ui-icon name="person"></ui-icon>`}</span>
    <span class="words"><h2>${person.name}</h2>
      <span class="quiet small">${t.count('pictures', person.pictures.length)}${person.ignored ? html` · ${t('ignored')}` : nothing}</span>
      <span class="small ${tone}">${words}</span></span></a>`;
}
