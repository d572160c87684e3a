import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { profileFaults } from '../../../../../src/domain/profile-faults.ts';
import type { PanelForm } from '../../../../../src/ports/panel/panel-form.ts';
import { ApiError, getJson, send } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { type Camera, forgetTables, type Profile, type Tables, table } from '../../api/tables.ts';
import { go, href } from '../../app/router.ts';
import { holdUnsaved } from '../../app/unsaved.ts';
import { shapeName } from '../../i18n/shape-messages.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import type { FieldSchema } from '../../ui/form-field.ts';
import type { SchemaForm } from '../../ui/schema-form.ts';
import '../../ui/schema-form.ts';
import { toast, toastError } from '../../ui/toast.ts';
import { faultWords } from './fault-words.ts';
import { intervalWords } from './intervals.ts';
import { t } from './messages.ts';
import './profile-preview.ts';
import './shape-rules.ts';
import { usersOf } from './users-of.ts';
import { usersWords } from './users-words.ts';

interface Shown {
  readonly form: PanelForm;
  readonly shapes: Tables['analytics_shapes'];
  readonly profiles: readonly Profile[];
  readonly cameras: readonly Camera[];
  /** Null: a new one. */
  readonly profile: Profile | null;
}

@customElement('profile-editor')
export class ProfileEditor extends LitElement {
  static override styles = [baseStyles, css`.form { max-width: 60rem; }`];

  /** An id, or `new`. */
  @property() profile = 'new';
  /** The shape whose rule somebody came for. */
  @property() shape = '';
  @state() private changed: Readonly<Record<string, unknown>> = {};
  @state() private errors: Readonly<Record<string, string>> = {};
  @state() private busy = false;
  readonly #shown = new Fetched(this, (signal) => this.#read(signal));

  constructor() {
    super();
    // The form itself holds all else.
    holdUnsaved(this, () => 'shape_rules' in this.changed);
  }

  private get form(): SchemaForm | null {
    return this.renderRoot.querySelector('schema-form');
  }

  async #read(signal: AbortSignal): Promise<Shown> {
    const [form, profiles, shapes, cameras] = await Promise.all([
      getJson<PanelForm>('panel/forms/analytics_profiles', signal),
      table('analytics_profiles'),
      table('analytics_shapes'),
      table('cameras'),
    ]);
    const profile = profiles.find(({ id }) => String(id) === this.profile) ?? null;
    if (profile === null && this.profile !== 'new') throw new Error(t('noProfile'));
    return { form, profile, profiles, cameras, shapes };
  }

  protected override render() {
    return html`<div class="page">
      <a href=${href('profiles')}><ui-icon name="back"></ui-icon>${t('back')}</a>
      ${this.#shown.render((shown) => this.#draw(shown))}
    </div>`;
  }

  #draw(shown: Shown) {
    const { form, shapes, profile } = shown;
    const draft = draftOf(form, profile, this.changed);
    const choices = { shapes: shapes.map(({ id, shape }) => ({ id, label: shapeName(shape) })) };
    const hints = {
      min_nbr_video_frames_skipped: intervalWords(draft.min_nbr_video_frames_skipped),
      max_nbr_video_frames_skipped: `${t('whenMuchWaits')} ${intervalWords(draft.max_nbr_video_frames_skipped)}`,
    };
    return html`<div><h1>${profile?.name ?? t('newName')}</h1>
        ${profile ? html`<p class="quiet">${usersWords(profile, shown)}</p>` : nothing}</div>
      <section class="card form"><schema-form .form=${form} .row=${profile ?? {}} .choices=${choices} .hints=${hints} .slotted=${['shape_rules']}
        .errors=${{ ...this.errors, ...this.#wrong(shown, draft).fields }} ?busy=${this.busy}
        @edit=${this.#edit} @save=${() => this.#save(shown, draft)}>${this.#rules(shown, draft)}${this.#remove(profile)}</schema-form></section>
      <profile-preview .profileId=${profile?.id ?? null} .changes=${this.changed} .cameras=${usersOf(profile, shown)} .allCameras=${shown.cameras}
        @save=${() => this.#save(shown, draft)} @refused=${this.#refused}></profile-preview>`;
  }

  #rules(shown: Shown, draft: Profile) {
    const take = ({ detail }: CustomEvent) => {
      this.changed = { ...this.changed, shape_rules: detail };
    };
    const wanted = shown.shapes.filter(({ id }) => draft.shapes.includes(id)).map(({ shape }) => shape);
    return html`<shape-rules slot="shape_rules" .schema=${propertiesOf(shown.form)['shape_rules'] ?? {}} .rules=${draft.shape_rules ?? []} .shapes=${wanted}
      .usualPct=${draft.confidence_level} .wrong=${this.#wrong(shown, draft).shapes} asked=${this.shape} @rules=${take}></shape-rules>`;
  }

  /** In the user's language, as soon as it is so. */
  #wrong({ shapes }: Shown, draft: Profile) {
    const personId = shapes.find(({ shape }) => shape === 'person')?.id;
    const faults = profileFaults(draft, personId);
    const fields = faults.filter(({ kind }) => kind !== 'heights').map((fault) => [fault.field, faultWords(fault)]);
    const rules = faults.flatMap((fault) => (fault.kind === 'heights' ? [[fault.shape, faultWords(fault)]] : []));
    return { fields: Object.fromEntries(fields), shapes: Object.fromEntries(rules) };
  }

  #remove(profile: Profile | null) {
    return profile
      ? html`<button type="button" class="danger" ?disabled=${this.busy} @click=${() => this.#delete(profile)}><ui-icon name="trash"></ui-icon>${t('remove')}</button>`
      : nothing;
  }

  readonly #edit = ({ detail }: CustomEvent<Readonly<Record<string, unknown>>>) => {
    this.changed = { ...this.changed, ...detail };
    this.errors = {};
  };

  readonly #refused = ({ detail }: CustomEvent<Readonly<Record<string, string>>>) => {
    this.errors = detail;
  };

  #save(shown: Shown, draft: Profile): Promise<void> {
    const { profile } = shown;
    const { fields, shapes } = this.#wrong(shown, draft);
    if (Object.keys({ ...fields, ...shapes }).length > 0) return this.#showFault();
    return this.#do(async () => {
      if (profile) await send('PATCH', `rest/analytics_profiles/${profile.id}`, this.changed);
      else await send('POST', 'rest/analytics_profiles', this.changed);
      toast(t('saved'));
    });
  }

  async #showFault(): Promise<void> {
    await this.updateComplete;
    this.form?.showFirstFault();
  }

  #delete({ id, name }: Profile): Promise<void> {
    return this.#do(async () => {
      await send('DELETE', `rest/analytics_profiles/${id}`);
      toast(t('removed', { name }));
    });
  }

  async #do(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.errors = {};
    try {
      await work();
      forgetTables();
      this.changed = {};
      this.form?.reset();
      go(href('profiles'));
    } catch (error) {
      if (error instanceof ApiError && Object.keys(error.fields).length > 0) this.errors = error.fields;
      else toastError(error);
    }
    this.busy = false;
  }
}

function propertiesOf({ schema }: PanelForm): Readonly<Record<string, FieldSchema>> {
  // The server declares it to be a JSON Schema of an object.
  return (schema as FieldSchema).properties ?? {};
}

/** The profile as it would be saved. */
function draftOf(form: PanelForm, profile: Profile | null, changed: Readonly<Record<string, unknown>>): Profile {
  const usual = Object.entries(propertiesOf(form)).map(([field, schema]) => [field, schema.default]);
  // The defaults and the row are of the schema; what was changed is held against it when it is saved or tried.
  return { ...Object.fromEntries(usual), ...profile, ...changed } as Profile;
}
