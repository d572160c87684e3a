import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Static } from 'typebox';
import type { CameraListenerSchema } from '../../../../../src/domain/config-records.ts';
import type { ListenerHealthAnswer, ListenerTrialAnswer } from '../../../../../src/domain/listener-health-schema.ts';
import type { PanelForm } from '../../../../../src/ports/panel/panel-form.ts';
import { ApiError, getJson, send } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { ago, seconds } from '../../format/time.ts';
import { inWords } from '../../i18n/in-words.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { t as ui } from '../../ui/messages.ts';
import { rowStyles } from '../../ui/row-styles.ts';
import '../../ui/schema-form.ts';
import { toast, toastError } from '../../ui/toast.ts';
import '../../ui/ui-icon.ts';
import { t } from './listener-messages.ts';

const LOOK_EVERY_MS = 5000;

type Row = Static<typeof CameraListenerSchema>;

interface Shown {
  readonly form: PanelForm;
  readonly rows: readonly Row[];
  readonly health: readonly ListenerHealthAnswer[];
}

/** Who is called when something happens, and how that goes. */
@customElement('listeners-card')
export class ListenersCard extends LitElement {
  static override styles = [
    baseStyles,
    rowStyles,
    css`li > schema-form { flex: 1 1 100%; } ul + *, .none { margin-top: .8rem; }`,
  ];

  @state() private editing: number | 'new' | null = null;
  @state() private errors: Readonly<Record<string, string>> = {};
  @state() private busy = false;
  @state() private trials: ReadonlyMap<number, ListenerTrialAnswer> = new Map();
  readonly #shown = new Fetched(
    this,
    (signal) => this.#read(signal),
    () => LOOK_EVERY_MS,
  );

  async #read(signal: AbortSignal): Promise<Shown> {
    const [form, rows, health] = await Promise.all([
      this.#shown.value?.form ?? getJson<PanelForm>('panel/forms/camera_listeners', signal),
      getJson<readonly Row[]>('rest/camera_listeners', signal),
      getJson<readonly ListenerHealthAnswer[]>('rest/listener_health', signal),
    ]);
    return { form, rows, health };
  }

  protected override render() {
    return html`<section class="card"><h2>${t('listeners')}</h2><p class="quiet small">${t('intro')}</p>
      ${this.#shown.render((shown) => this.#draw(shown))}</section>`;
  }

  #draw({ form, rows, health }: Shown) {
    const others = health.filter(({ state }) => state !== 'own');
    const add = html`<button @click=${() => this.#edit('new')}><ui-icon name="plus"></ui-icon>${t('add')}</button>`;
    return html`
      ${others.length === 0 ? html`<p class="none">${t('none')}</p>` : nothing}
      <ul>${health.map((one) => this.#listener(one, form, rows))}</ul>
      ${this.editing === 'new' ? this.#form(form, {}) : add}`;
  }

  #listener(health: ListenerHealthAnswer, form: PanelForm, rows: readonly Row[]) {
    const row = rows.find(({ id }) => id === health.id);
    if (this.editing === health.id && row) return html`<li>${this.#form(form, row)}</li>`;
    return html`<li>${describe(health, this.trials.get(health.id))}
      ${health.state === 'own' || !row ? nothing : this.#buttons(row)}</li>`;
  }

  #buttons(row: Row) {
    const label = (word: string) => `${word}: ${row.url}`;
    return html`<span class="row">
      <button ?disabled=${this.busy} aria-label=${label(t('test'))} @click=${() => this.#test(row.id)}><ui-icon name="play"></ui-icon>${t('test')}</button>
      <button class="icon-only plain" title=${t('edit')} aria-label=${label(t('edit'))} @click=${() => this.#edit(row.id)}><ui-icon name="pencil"></ui-icon></button>
      <button class="icon-only plain danger" ?disabled=${this.busy} title=${t('remove')} aria-label=${label(t('remove'))} @click=${() => this.#remove(row)}><ui-icon name="trash"></ui-icon></button></span>`;
  }

  #form(form: PanelForm, row: Partial<Row>) {
    return html`<schema-form .form=${form} .row=${row} .errors=${this.errors} ?busy=${this.busy}
      @save=${({ detail }: CustomEvent<object>) => this.#save(row.id, detail)}>
      <button type="button" @click=${() => this.#edit(null)}>${ui('cancel')}</button></schema-form>`;
  }

  #edit(which: ListenersCard['editing']): void {
    this.editing = which;
    this.errors = {};
  }

  #save(id: number | undefined, changed: object): Promise<void> {
    return this.#do(async () => {
      if (id === undefined) await send('POST', 'rest/camera_listeners', changed);
      else await send('PATCH', `rest/camera_listeners/${id}`, changed);
      this.#edit(null);
      toast(t('saved'));
    });
  }

  #remove({ id, ...row }: Row): Promise<void> {
    return this.#do(async () => {
      await send('DELETE', `rest/camera_listeners/${id}`);
      const again = () => this.#do(async () => void (await send('POST', 'rest/camera_listeners', row)));
      toast(t('removed'), { action: { label: t('undo'), run: again } });
    });
  }

  #test(id: number): Promise<void> {
    return this.#do(async () => {
      const answer = (await send('POST', `rest/camera_listeners/${id}/test`)) as ListenerTrialAnswer; // its route's
      this.trials = new Map(this.trials).set(id, answer);
    });
  }

  async #do(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.errors = {};
    try {
      await work();
    } catch (error) {
      if (error instanceof ApiError && this.editing !== null) this.errors = error.fields;
      else toastError(error);
    }
    this.busy = false;
    await this.#shown.reload();
  }
}

const TONE = { own: 'quiet', idle: 'quiet', ok: 'good', failing: 'bad', refused: 'bad' } as const;

function describe(health: ListenerHealthAnswer, trial: ListenerTrialAnswer | undefined) {
  const { url, state, detail, waiting, dropped, callback_type: type, last_success: good, last_failure: bad } = health;
  return html`<div>
    <span><strong>${url}</strong> <span class="chip">${type}</span> <span class="small ${TONE[state]}">${t(state)}</span></span>
    ${trial || detail === '' ? nothing : html`<span class="bad small">${inWords(detail)}</span>`}
    ${trial ? drawTrial(trial) : nothing}
    ${good || bad ? html`<span class="quiet small">${[good && t('lastOk', { when: ago(Date.parse(good)) }), bad && t('lastBad', { when: ago(Date.parse(bad)) })].filter(Boolean).join(', ')}</span>` : nothing}
    ${waiting > 0 ? html`<span class="warn small">${t.count('messagesWait', waiting)}</span>` : nothing}
    ${dropped > 0 ? html`<span class="warn small">${t.count('dropped', dropped)}</span>` : nothing}
  </div>`;
}

function drawTrial({ ok, detail, elapsed_ms: elapsedMs }: ListenerTrialAnswer) {
  const values = { detail: inWords(detail), time: seconds(elapsedMs) };
  return html`<span class="small ${ok ? 'good' : 'bad'}" role="status">${t(ok ? 'works' : 'fails', values)}</span>`;
}
