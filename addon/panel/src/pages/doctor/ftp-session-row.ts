import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { FtpSession, FtpSessionTold } from '../../../../../src/domain/ftp-session-schemas.ts';
import { getJson } from '../../api/client.ts';
import { bytes } from '../../format/numbers.ts';
import { dateAndTime, exactTime } from '../../format/time.ts';
import { inWords } from '../../i18n/in-words.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { toastError } from '../../ui/toast.ts';
import '../../ui/ui-icon.ts';
import { t } from './messages.ts';

const LOOKS = {
  well: { tone: 'good', icon: 'check' },
  notice: { tone: 'warn', icon: 'eye' },
  trouble: { tone: 'bad', icon: 'warning' },
} as const;

/** One session: its verdict in words, and on request what was said. */
@customElement('ftp-session-row')
export class FtpSessionRow extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .card { display: grid; grid-template-columns: 1.6rem minmax(0, 1fr); gap: .3rem .8rem; }
      .body { display: grid; gap: .25rem; overflow-wrap: anywhere; }
      summary { cursor: pointer; color: var(--accent-text); font-size: .88rem; width: fit-content; }
      ol { list-style: none; margin: .5rem 0 0; padding: .7rem; max-height: 22rem; overflow: auto; border-radius: var(--radius-small); background: var(--page); border: 1px solid var(--line); font: .8rem/1.55 var(--mono); }
    `,
  ];

  @property({ attribute: false }) session: FtpSession | null = null;
  @state() private told: FtpSessionTold | null = null;

  protected override render() {
    const { session } = this;
    if (!session) return nothing;
    const { tone, icon } = LOOKS[session.severity];
    return html`<div class="card">
      <ui-icon class=${tone} .name=${icon}></ui-icon>
      <div class="body">
        <strong>${inWords(session.words)}</strong>
        <span class="quiet small"><bdi>${session.camera ?? t('unknown')}</bdi> · ${session.address} · ${dateAndTime(Date.parse(session.started_at))}${
          session.ended_at === null ? ` · ${t('lasting')}` : ''
        }${session.encrypted ? ` · ${t('encrypted')}` : ''}</span>
        ${session.files > 0 ? html`<span class="quiet small">${t.count('files', session.files, { size: bytes(session.bytes) })}</span>` : nothing}
        <details @toggle=${this.#open}><summary>${t('transcript')}</summary>${this.#transcript()}</details>
      </div>
    </div>`;
  }

  #transcript() {
    if (!this.told) return nothing;
    return html`<ol tabindex="0" aria-label=${t('transcript')}>${this.told.transcript.map(
      ({ time, from, text }) =>
        html`<li class=${from === 'client' ? '' : 'quiet'}>${exactTime(Date.parse(time))} ${t(from === 'client' ? 'camera' : 'server')}: ${text}</li>`,
    )}</ol>
    ${this.told.lines_left_out > 0 ? html`<p class="quiet small">${t.count('leftOut', this.told.lines_left_out)}</p>` : nothing}`;
  }

  readonly #open = async ({ target }: Event) => {
    if (!(target instanceof HTMLDetailsElement) || !target.open || !this.session) return;
    try {
      this.told = await getJson<FtpSessionTold>(`rest/ftp_sessions/${this.session.id}`);
    } catch (error) {
      toastError(error);
    }
  };
}
