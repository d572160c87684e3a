import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ObjectGlance } from '../../../../../src/ports/panel/objects-glance.ts';
import { Fetched } from '../../api/fetched.ts';
import { follow } from '../../api/follow.ts';
import { live } from '../../api/live.ts';
import { readObjects } from '../../api/objects.ts';
import { type Profile, table } from '../../api/tables.ts';
import { href, type Route } from '../../app/router.ts';
import { shapeName } from '../../i18n/shape-messages.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/empty-note.ts';
import '../../ui/off-note.ts';
import '../../ui/ui-icon.ts';
import './people-tabs.ts';
import { t } from './object-messages.ts';
import './object-card.ts';
import './object-new.ts';

interface Shown {
  readonly objects: readonly ObjectGlance[];
  readonly profiles: readonly Profile[];
  readonly shapes: readonly string[];
}

/** So long a picture is looked at, where nothing stands in the way. */
const LOOKING_MS = 5000;

/** What people have most in front of their house. */
const COMMON_SHAPES = ['car', 'truck', 'dog', 'cat', 'bicycle', 'motorcycle', 'bus'];

/** What is known by how it looks: our car, the parcel van, our dog. */
@customElement('objects-page')
export class ObjectsPage extends LitElement {
  static override styles = [
    baseStyles,
    css`.cards { display: grid; gap: .9rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); }`,
  ];

  @property({ attribute: false }) route: Route | null = null;
  readonly #shown = new Fetched(this, read, (shown) => (isWaiting(shown) ? LOOKING_MS : null));

  constructor() {
    super();
    const again = () => void this.#shown.reload();
    follow(this, () => [live.on('config', again), live.onConnection((on) => on && again())]);
  }

  protected override render() {
    const isNew = this.route?.rest[1] === 'new';
    return html`<div class="page" @changed=${() => this.#shown.reload()}>
      ${isNew ? html`<a href=${href('people', ['objects'])}><ui-icon name="back"></ui-icon>${t('back')}</a>` : nothing}
      ${this.#shown.render((shown) => (isNew ? drawNew(shown) : drawAll(shown)))}</div>`;
  }
}

async function read(signal: AbortSignal): Promise<Shown> {
  const [{ objects }, profiles, rows] = await Promise.all([
    readObjects(signal),
    table('analytics_profiles'),
    table('analytics_shapes'),
  ]);
  const shapes = rows.map(({ shape }) => shape).filter((shape) => shape !== 'person');
  return { objects, profiles, shapes: inOrder(shapes) };
}

/** The common ones, then the others by their names. */
function inOrder(shapes: readonly string[]): readonly string[] {
  const common = COMMON_SHAPES.filter((shape) => shapes.includes(shape));
  const others = shapes.filter((shape) => !common.includes(shape));
  return [...common, ...others.sort((one, other) => shapeName(one).localeCompare(shapeName(other)))];
}

function drawNew(shown: Shown) {
  return html`<object-new .names=${namesOf(shown)} .shapes=${shown.shapes}></object-new>`;
}

function drawAll(shown: Shown) {
  const { objects } = shown;
  const add = html`<a class="button primary" href=${href('people', ['objects', 'new'])}><ui-icon name="plus"></ui-icon>${t('add')}</a>`;
  return html`<div class="page-head"><h1>${t('title')}</h1>${objects.length > 0 ? add : nothing}</div>
    <people-tabs here="objects"></people-tabs>${drawSwitch(shown)}
    ${
      objects.length === 0
        ? html`<empty-note icon="car" heading=${t('nothing')} hint=${t('nothingHint')}>${add}</empty-note>`
        : html`<p class="quiet">${t('hint')}</p>${drawCards(shown)}`
    }`;
}

function drawCards(shown: Shown) {
  const names = namesOf(shown);
  const card = (object: ObjectGlance) =>
    html`<object-card .object=${object} .names=${names} ?compares=${compares(shown)}></object-card>`;
  return html`<div class="cards">${repeat(shown.objects, ({ name }) => name, card)}</div>`;
}

/** What is known is compared with nothing until somebody turns it on. */
function drawSwitch(shown: Shown) {
  if (compares(shown)) return nothing;
  const [profile] = shown.profiles;
  return html`<off-note words=${t('off')} action=${t('turnOn', { profile: profile?.name ?? '' })} target=${profile ? href('profiles', [profile.id]) : ''}></off-note>`;
}

function compares({ profiles }: Shown): boolean {
  return profiles.some((profile) => profile.image_comparison);
}

function isWaiting({ objects }: Shown): boolean {
  return objects.some(({ pictures }) => pictures.some(({ isDescribed, problem }) => !isDescribed && problem === null));
}

function namesOf({ objects }: Shown): readonly string[] {
  return objects.map(({ name }) => name).filter((name) => name !== '');
}
