import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { FtpSession } from '../../../../../src/domain/ftp-session-schemas.ts';
import { apiUrl, getJson } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import type { Route } from '../../app/router.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/empty-note.ts';
import './ftp-session-row.ts';
import { t } from './messages.ts';

const SEVERITIES = ['trouble', 'notice', 'well'] as const;
/** More than one looks through; the page stays quick. */
const MOST = 100;

/** Why a camera's uploads arrive, or why not. */
@customElement('doctor-page')
export class DoctorPage extends LitElement {
  static override styles = [
    baseStyles,
    css`
      ul { display: grid; gap: .7rem; }
      select { width: auto; background: var(--card); }
      label { display: inline-flex; gap: .6rem; align-items: center; }
    `,
  ];

  @property({ attribute: false }) route: Route | null = null;
  @state() private severity = '';
  readonly #sessions = new Fetched(this, (signal) =>
    getJson<readonly FtpSession[]>(`rest/ftp_sessions?limit=${MOST}`, signal),
  );
  #stream: EventSource | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stream = new EventSource(apiUrl('rest/ftp_sessions/stream'));
    this.#stream.addEventListener('session', ({ data }) => this.#changed(JSON.parse(data)));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stream?.close();
  }

  #changed(session: FtpSession): void {
    const others = (this.#sessions.value ?? []).filter(({ id }) => id !== session.id);
    this.#sessions.set([session, ...others].sort((a, b) => b.id - a.id).slice(0, MOST));
  }

  protected override render() {
    return html`<div class="page">
      <div class="page-head"><h1>${t('title')}</h1>
        <label>${t('severity')}<select @change=${this.#pick}>
          <option value="">${t('everything')}</option>
          ${SEVERITIES.map((severity) => html`<option value=${severity}>${t(severity)}</option>`)}</select></label></div>
      <p class="quiet">${t('intro')}</p>
      ${this.#sessions.render((sessions) => this.#draw(sessions))}
    </div>`;
  }

  #draw(sessions: readonly FtpSession[]) {
    const shown = sessions.filter(({ severity }) => this.severity === '' || severity === this.severity);
    if (shown.length === 0)
      return html`<empty-note icon="pulse" heading=${t('none')} hint=${t('noneHint')}></empty-note>`;
    return html`<ul>${repeat(
      shown,
      ({ id }) => id,
      (session) => html`<li><ftp-session-row .session=${session}></ftp-session-row></li>`,
    )}</ul>`;
  }

  readonly #pick = ({ target }: Event) => {
    if (target instanceof HTMLSelectElement) this.severity = target.value;
  };
}
