import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { JobAnswer } from '../../../../../src/domain/housekeeping-schemas.ts';
import type { RemovalGroup } from '../../../../../src/domain/removal-groups.ts';
import { getJson, send } from '../../api/client.ts';
import { table } from '../../api/tables.ts';
import { bytes, percent } from '../../format/numbers.ts';
import { dateAndTime } from '../../format/time.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/error-note.ts';
import { ModalDialog } from '../../ui/modal-dialog.ts';
import { rowStyles } from '../../ui/row-styles.ts';
import '../../ui/ui-icon.ts';
import { t } from './cleanup-messages.ts';
import { detailWords } from './detail-words.ts';
import { namesOf } from './names-of.ts';

const LOOK_EVERY_MS = 700;
const JOB = 'cleanup';

interface Preview {
  readonly groups: readonly RemovalGroup[];
  readonly cameras: ReadonlyMap<number, string>;
}

/** What the cleanup would delete, and the cleanup by hand. */
@customElement('cleanup-card')
export class CleanupCard extends LitElement {
  static override styles = [
    baseStyles,
    rowStyles,
    css`.row, progress { margin-top: .7rem; } p + p { margin-top: .5rem; }`,
  ];

  @state() private busy: 'looking' | 'runs' | null = null;
  @state() private error: unknown = null;
  @state() private preview: Preview | null = null;
  /** 0..1, of what would go. */
  @state() private share = 0;
  /** How the last cleanup by hand ended. */
  @state() private ended: JobAnswer['last_run'] = null;

  protected override render() {
    return html`<section class="card"><h2>${t('title')}</h2><p class="quiet small">${t('hint')}</p>
      ${this.preview ? this.#draw(this.preview) : nothing}
      ${this.ended ? html`<p class=${this.ended.outcome === 'done' ? 'good' : 'bad'} role="status">${detailWords(this.ended.result)}</p>` : nothing}
      ${this.error === null ? nothing : html`<error-note .error=${this.error}></error-note>`}
      <div class="row">
        <button ?disabled=${this.busy !== null} @click=${this.#look}><ui-icon name="eye"></ui-icon>${t('look')}</button>
        ${this.preview && this.preview.groups.length > 0 ? html`<button class="danger" ?disabled=${this.busy !== null} @click=${() => this.#dialog?.open()}><ui-icon name="trash"></ui-icon>${t('run')}</button>` : nothing}
        ${this.busy ? html`<span class="quiet" role="status">${t(this.busy, { share: percent(this.share) })}</span>` : nothing}</div>
      ${this.busy === 'runs' ? html`<progress aria-label=${t('title')} .value=${this.share}></progress>` : nothing}
      <modal-dialog heading=${t('run')}><p>${t('sure')}</p>
        <button slot="actions" class="danger" @click=${this.#run}>${t('run')}</button></modal-dialog></section>`;
  }

  #draw({ groups, cameras }: Preview) {
    if (groups.length === 0) return html`<p role="status">${t('nothing')}</p>`;
    const files = filesIn(groups);
    const size = groups.reduce((sum, group) => sum + group.sizeBytes, 0);
    return html`<p role="status"><strong>${t.count('total', files, { size: bytes(size) })}</strong></p>
      <ul>${groups.map((group) => drawGroup(group, cameras))}</ul>`;
  }

  get #dialog(): ModalDialog | null {
    const found = this.renderRoot.querySelector('modal-dialog');
    return found instanceof ModalDialog ? found : null;
  }

  readonly #look = () =>
    this.#do('looking', async () => {
      const [groups, cameras] = await Promise.all([
        getJson<readonly RemovalGroup[]>('panel/cleanup'),
        table('cameras'),
      ]);
      this.preview = { groups, cameras: namesOf(cameras) };
    });

  readonly #run = () => {
    this.#dialog?.close();
    const files = filesIn(this.preview?.groups ?? []);
    this.share = 0;
    return this.#do('runs', async () => {
      let job = (await send('POST', `rest/jobs/${JOB}/run`)) as JobAnswer; // its route's
      while (job.is_running && this.isConnected) {
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
        const jobs = await getJson<readonly JobAnswer[]>('rest/jobs');
        job = jobs.find(({ name }) => name === JOB) ?? job;
        // More may have become too old meanwhile.
        this.share = Math.min(1, (job.files_done ?? 0) / Math.max(1, files));
      }
      this.preview = null;
      this.ended = job.last_run;
    });
  };

  async #do(what: 'looking' | 'runs', work: () => Promise<void>): Promise<void> {
    this.busy = what;
    this.error = null;
    this.ended = null;
    try {
      await work();
    } catch (error) {
      this.error = error;
    }
    this.busy = null;
  }
}

function filesIn(groups: readonly RemovalGroup[]): number {
  return groups.reduce((sum, group) => sum + group.files, 0);
}

function drawGroup(
  { cameraId, reason, files, sizeBytes, oldestMs, newestMs }: RemovalGroup,
  cameras: Preview['cameras'],
) {
  return html`<li><div>
    <span><strong>${cameraId === null ? t('noCamera') : (cameras.get(cameraId) ?? t('noCamera'))}</strong> <span class="small">${t(reason)}</span></span>
    <span class="quiet small">${t('span', { from: dateAndTime(oldestMs), to: dateAndTime(newestMs) })}</span></div>
    <span>${t.count('group', files, { size: bytes(sizeBytes) })}</span></li>`;
}
