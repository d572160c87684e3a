import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PanelForm } from '../../../../../src/ports/panel/panel-form.ts';
import { ApiError, getJson, send } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { forgetTables, type Profile, table } from '../../api/tables.ts';
import { go, href } from '../../app/router.ts';
import { shapeName } from '../../i18n/shape-messages.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/schema-form.ts';
import type { FormChoice } from '../../ui/schema-form.ts';
import { toast, toastError } from '../../ui/toast.ts';
import { t } from './messages.ts';

interface Shown {
  readonly form: PanelForm;
  readonly shapes: readonly FormChoice[];
  /** Null: a new one. */
  readonly profile: Profile | null;
}

@customElement('profile-editor')
export class ProfileEditor extends LitElement {
  static override styles = [baseStyles, css`.card { max-width: 60rem; }`];

  /** An id, or `new`. */
  @property() profile = 'new';
  @state() private errors: Readonly<Record<string, string>> = {};
  @state() private busy = false;
  readonly #shown = new Fetched(this, (signal) => this.#read(signal));

  async #read(signal: AbortSignal): Promise<Shown> {
    const [form, profiles, shapes] = await Promise.all([
      getJson<PanelForm>('panel/forms/analytics_profiles', signal),
      table('analytics_profiles'),
      table('analytics_shapes'),
    ]);
    const profile = profiles.find(({ id }) => String(id) === this.profile) ?? null;
    if (profile === null && this.profile !== 'new') throw new Error(t('noProfile'));
    return { form, profile, shapes: shapes.map(({ id, shape }) => ({ id, label: shapeName(shape) })) };
  }

  protected override render() {
    return html`<div class="page">
      <a href=${href('profiles')}><ui-icon name="back"></ui-icon>${t('back')}</a>
      ${this.#shown.render((shown) => this.#draw(shown))}
    </div>`;
  }

  #draw({ form, shapes, profile }: Shown) {
    const save = ({ detail }: CustomEvent<object>) => this.#save(profile, detail);
    const remove = profile
      ? html`<button type="button" class="danger" ?disabled=${this.busy} @click=${() => this.#remove(profile)}><ui-icon name="trash"></ui-icon>${t('remove')}</button>`
      : nothing;
    return html`<h1>${profile?.name ?? t('newName')}</h1>
      <section class="card"><schema-form .form=${form} .row=${profile ?? {}} .choices=${{ shapes }} .errors=${this.errors}
        ?busy=${this.busy} @save=${save}>${remove}</schema-form></section>`;
  }

  #save(profile: Profile | null, changed: object): Promise<void> {
    return this.#do(async () => {
      if (profile) await send('PATCH', `rest/analytics_profiles/${profile.id}`, changed);
      else await send('POST', 'rest/analytics_profiles', changed);
      toast(t('saved'));
    });
  }

  #remove({ id, name }: Profile): Promise<void> {
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
      go(href('profiles'));
    } catch (error) {
      if (error instanceof ApiError) this.errors = error.fields;
      else toastError(error);
    }
    this.busy = false;
  }
}
