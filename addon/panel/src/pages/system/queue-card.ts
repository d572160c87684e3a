import { css, html, LitElement, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { FrameRate, QueueEntry, QueueReport, WaitingEntry } from '../../../../../src/ports/panel/queue-report.ts';
import { getJson, send } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { live } from '../../api/live.ts';
import { table } from '../../api/tables.ts';
import { count } from '../../format/numbers.ts';
import { dateAndTime, exactTime, roughly } from '../../format/time.ts';
import { inWords } from '../../i18n/in-words.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { rowStyles } from '../../ui/row-styles.ts';
import { toastError } from '../../ui/toast.ts';
import '../../ui/ui-icon.ts';
import { namesOf } from './names-of.ts';
import { t } from './queue-messages.ts';

/** What is analysed goes on without anybody being told: it is looked at this often. */
const LOOK_EVERY_MS = 2000;

interface Shown extends QueueReport {
  /** By their ids. */
  readonly cameras: ReadonlyMap<number, string>;
}

/** What is being analysed, what waits, how closely it is looked at and why, and what could not be analysed. */
@customElement('queue-card')
export class QueueCard extends LitElement {
  static override styles = [baseStyles, rowStyles, css`h3 { margin-top: .9rem; }`];

  readonly #queue = new Fetched(
    this,
    (signal) => this.#read(signal),
    ({ underWay, waiting }) => (underWay.length + waiting.length > 0 ? LOOK_EVERY_MS : null),
  );
  #dispose = () => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.#dispose = live.on('queue', () => void this.#queue.reload());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#dispose();
  }

  async #read(signal: AbortSignal): Promise<Shown> {
    const [report, cameras] = await Promise.all([getJson<QueueReport>('panel/queue', signal), table('cameras')]);
    return { ...report, cameras: namesOf(cameras) };
  }

  protected override render() {
    return html`<section class="card"><h2>${t('queue')}</h2>${this.#queue.render((shown) => this.#draw(shown))}</section>`;
  }

  #draw({ depth, background, underWay, waiting, setAside, cameras }: Shown) {
    const { stills, clips } = depth;
    const rest = stills + clips + background - waiting.length;
    return html`
      ${stills + clips === 0 ? html`<p>${t('nothingWaits')}</p>` : nothing}
      ${stills > 0 ? html`<p>${t.count('stillsWaiting', stills)}</p>` : nothing}
      ${clips > 0 ? html`<p>${t.count('clipsWaiting', clips)}</p>` : nothing}
      ${background > 0 ? html`<p class="quiet">${t.count('background', background)}</p>` : nothing}
      ${underWay.length > 0 ? html`<h3>${t('now')}</h3><ul>${underWay.map((entry) => html`<li>${head(entry, cameras, exactTime)}</li>`)}</ul>` : nothing}
      ${waiting.length > 0 ? html`<h3>${t('waiting')}</h3><ul>${waiting.map((entry) => html`<li>${head(entry, cameras, dateAndTime, attempts(entry))}</li>`)}</ul>` : nothing}
      ${rest > 0 ? html`<p class="quiet small">${t('more', { count: count(rest) })}</p>` : nothing}
      ${depth.setAside > 0 ? this.#setAside(depth.setAside, setAside, cameras) : nothing}`;
  }

  #setAside(total: number, entries: readonly WaitingEntry[], cameras: Shown['cameras']) {
    return html`<h3 class="warn">${t.count('setAside', total)}</h3>
      <ul>${entries.map(
        (entry) => html`<li>${head(entry, cameras, dateAndTime, inWords(entry.reason ?? ''))}
          <span class="row">${this.#buttons(entry.jobId, entry.file)}</span></li>`,
      )}</ul>
      ${total > entries.length ? html`<p class="quiet small">${t('more', { count: count(total - entries.length) })}</p>` : nothing}
      ${total > 1 ? html`<div class="row">${this.#buttons('all', '')}</div>` : nothing}`;
  }

  #buttons(which: number | 'all', file: string) {
    const path = `panel/queue/set-aside/${which}`;
    const [again, forget] = which === 'all' ? ([t('againAll'), t('forgetAll')] as const) : [t('again'), t('forget')];
    const label = (word: string) => (file === '' ? nothing : `${word}: ${file}`);
    return html`
      <button aria-label=${label(again)} @click=${() => this.#do('POST', `${path}/again`)}><ui-icon name="refresh"></ui-icon>${again}</button>
      <button class="plain" aria-label=${label(forget)} @click=${() => this.#do('DELETE', path)}><ui-icon name="cross"></ui-icon>${forget}</button>`;
  }

  async #do(method: 'POST' | 'DELETE', path: string): Promise<void> {
    try {
      await send(method, path);
    } catch (error) {
      toastError(error);
    }
    await this.#queue.reload();
  }
}

function head(entry: QueueEntry, cameras: Shown['cameras'], at: (ms: number) => string, further = '') {
  const { kind, file, cameraId, sinceMs, frames } = entry;
  return html`<div><span><ui-icon name=${kind === 'clip' ? 'film' : 'camera'}></ui-icon> <strong>${cameras.get(cameraId) ?? ''}</strong>
      <span class="quiet small">${t('since', { when: at(sinceMs) })}</span></span>
    <span class="small">${file}</span>
    ${frames && further === '' ? html`<span class="quiet small">${closeness(frames)}</span>` : nothing}
    ${further === '' ? nothing : html`<span class="warn small">${further}</span>`}</div>`;
}

function attempts({ failedAttempts, reason }: WaitingEntry): string {
  return reason === null ? '' : t('tried', { count: failedAttempts, reason: inWords(reason) });
}

const WHY = { queue: 'why_queue', age: 'why_age', 'short clip': 'why_short' } as const;

function closeness({ everyNthFrame, reason, clipsWaiting, oldestWaitMs }: FrameRate): string {
  const said = t('frames', { n: everyNthFrame });
  if (reason === 'idle') return said;
  return `${said}, ${t(WHY[reason], { clips: count(clipsWaiting), time: roughly(oldestWaitMs) })}`;
}
