import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { FtpSession } from '../../../../../src/domain/ftp-session-schemas.ts';
import type { EventCard } from '../../../../../src/ports/panel/event-card.ts';
import { apiUrl, getJson, mediaUrl } from '../../api/client.ts';
import { follow } from '../../api/follow.ts';
import { live } from '../../api/live.ts';
import type { Camera } from '../../api/tables.ts';
import { href } from '../../app/router.ts';
import { inWords } from '../../i18n/in-words.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/ui-icon.ts';
import '../../ui/wait-note.ts';
import { t } from './messages.ts';

const TONES = { well: 'good', notice: 'warn', trouble: 'bad' } as const;

/** Waits with the user until a camera uploads, and shows what it sends, or why that fails. */
@customElement('upload-watch')
export class UploadWatch extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host { display: grid; gap: .9rem; }
      img { width: 100%; border-radius: var(--radius-small); }
    `,
  ];

  @property({ attribute: false }) camera: Camera | null = null;
  /** It has uploaded before: nothing is waited for. */
  @property({ type: Boolean }) known = false;
  @state() private arrived: EventCard | null = null;
  @state() private session: FtpSession | null = null;

  constructor() {
    super();
    follow(this, () => [
      live.on('event', (event) => {
        if (event.cameraId === this.camera?.id && event.picture) this.arrived = event;
      }),
      this.#sessions(),
    ]);
  }

  #sessions(): () => void {
    const stream = new EventSource(apiUrl('rest/ftp_sessions/stream'));
    stream.addEventListener('session', ({ data }) => this.#look(JSON.parse(data)));
    return () => stream.close();
  }

  /** Its setup may have had it try its FTP before this page was there. */
  protected override async firstUpdated(): Promise<void> {
    if (this.known) return;
    const sessions = await getJson<readonly FtpSession[]>('rest/ftp_sessions?limit=20').catch(() => []);
    const last = sessions.find(({ camera }) => camera === this.camera?.name);
    if (last && !this.session) this.#look(last);
  }

  /** One that is nobody's may be this camera, with a wrong password or an unknown name. */
  #look(session: FtpSession): void {
    if (session.camera === this.camera?.name || session.camera === null) this.session = session;
  }

  protected override render() {
    return html`${this.arrived ? this.#picture(this.arrived) : this.#waiting()}${this.session ? drawSession(this.session) : nothing}`;
  }

  #picture({ id, picture }: EventCard) {
    return html`<p class="banner good" role="status"><ui-icon name="check"></ui-icon>${t('arrived')}</p>
      <a href=${href('events', [id])}><img src=${mediaUrl(picture ?? '')} alt=${t('arrived')} /></a>`;
  }

  #waiting() {
    if (this.known) return nothing;
    return html`<wait-note>${t('waitingFor')}</wait-note>`;
  }
}

function drawSession({ severity, words, address }: FtpSession) {
  return html`<div role="status"><p class="small ${TONES[severity]}">${inWords(words)}</p>
    <p class="small"><span class="quiet">${t('session', { address })}</span> <a href=${href('doctor')}>${t('doctor')}</a></p></div>`;
}
