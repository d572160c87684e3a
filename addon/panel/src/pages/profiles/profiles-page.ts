import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { Fetched } from '../../api/fetched.ts';
import { live } from '../../api/live.ts';
import { type Camera, type Profile, table } from '../../api/tables.ts';
import { href, type Route } from '../../app/router.ts';
import { percent } from '../../format/numbers.ts';
import { shapeIcon, shapeName } from '../../i18n/shape-messages.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/ui-icon.ts';
import { t } from './messages.ts';
import './profile-editor.ts';
import { commonProfile } from './users-of.ts';
import { usersWords } from './users-words.ts';

interface Shown {
  readonly profiles: readonly Profile[];
  readonly cameras: readonly Camera[];
  /** By their ids. */
  readonly shapes: ReadonlyMap<number, string>;
}

/** What is looked for, and how surely. */
@customElement('profiles-page')
export class ProfilesPage extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .cards { display: grid; gap: .9rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr)); }
      a.card { display: grid; gap: .6rem; color: var(--text); align-content: start; }
      a.card:hover { text-decoration: none; border-color: var(--accent); }
      .head { display: flex; justify-content: space-between; gap: 1rem; align-items: baseline; }
      .shapes { display: flex; flex-wrap: wrap; gap: .35rem; }
    `,
  ];

  @property({ attribute: false }) route: Route | null = null;
  readonly #shown = new Fetched(this, () => this.#read());
  #dispose = () => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.#dispose = live.on('config', () => void this.#shown.reload());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#dispose();
  }

  async #read(): Promise<Shown> {
    const [profiles, cameras, shapes] = await Promise.all([
      table('analytics_profiles'),
      table('cameras'),
      table('analytics_shapes'),
    ]);
    return { profiles, cameras, shapes: new Map(shapes.map(({ id, shape }) => [id, shape])) };
  }

  protected override render() {
    const id = this.route?.rest[0];
    const shape = this.route?.query.get('shape') ?? '';
    if (id !== undefined)
      return html`${keyed(id, html`<profile-editor profile=${id} shape=${shape}></profile-editor>`)}`;
    return html`<div class="page">
      <div class="page-head"><h1>${t('title')}</h1>
        <a class="button primary" href=${href('profiles', ['new'])}><ui-icon name="plus"></ui-icon>${t('add')}</a></div>
      ${this.#shown.render(
        (shown) => html`<p class="quiet">${t('intro', { common: commonProfile(shown.profiles)?.name ?? '' })}</p>
          <div class="cards">${shown.profiles.map((profile) => drawProfile(profile, shown))}</div>`,
      )}
    </div>`;
  }
}

function drawProfile(profile: Profile, shown: Shown) {
  const names = profile.shapes.flatMap((id) => shown.shapes.get(id) ?? []);
  return html`<a class="card" href=${href('profiles', [profile.id])}>
    <div class="head"><h2>${profile.name}</h2><span class="quiet">${t('sure', { confidence: percent(profile.confidence_level / 100) })}</span></div>
    <div class="shapes">${names.map((name) => html`<span class="chip"><ui-icon .name=${shapeIcon(name)}></ui-icon>${shapeName(name)}</span>`)}</div>
    <span class="quiet small">${usersWords(profile, shown)}</span></a>`;
}
