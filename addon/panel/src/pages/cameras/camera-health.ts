import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FtpSession } from '../../../../../src/domain/ftp-session-schemas.ts';
import type { CameraGlance } from '../../../../../src/ports/panel/camera-glance.ts';
import { ApiError, getJson } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { follow } from '../../api/follow.ts';
import { live } from '../../api/live.ts';
import type { Camera } from '../../api/tables.ts';
import { href } from '../../app/router.ts';
import { ago, dateAndTime } from '../../format/time.ts';
import { inWords } from '../../i18n/in-words.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/ui-icon.ts';
import { problemsOf } from './camera-problems.ts';
import { t } from './messages.ts';

interface SetupReport {
  readonly state: 'OK' | 'NOK';
  readonly reason: string;
  readonly warnings: readonly string[];
}

interface Health {
  readonly setup: SetupReport | null;
  /** The last of its sessions that was in trouble; null: none is kept. */
  readonly trouble: FtpSession | null;
}

/** More sessions than that ago nobody looks for what a camera did. */
const LOOK_AT = 200;

/** How a camera is, in words: its last upload, its clock, and what there is to see to. */
@customElement('camera-health')
export class CameraHealth extends LitElement {
  static override styles = [baseStyles];

  @property({ attribute: false }) camera: Camera | null = null;
  @property({ attribute: false }) glance: CameraGlance | undefined = undefined;
  readonly #health = new Fetched(this, (signal) => this.#read(signal));

  constructor() {
    super();
    const again = () => void this.#health.reload();
    follow(this, () => [live.on('config', again), live.on('event', again)]);
  }

  async #read(signal: AbortSignal): Promise<Health> {
    const [setup, sessions] = await Promise.all([
      getJson<SetupReport>(`rest/cameras/${this.camera?.id}/setup`, signal).catch(noneYet),
      getJson<readonly FtpSession[]>(`rest/ftp_sessions?severity=trouble&limit=${LOOK_AT}`, signal),
    ]);
    return { setup, trouble: sessions.find(({ camera }) => camera === this.camera?.name) ?? null };
  }

  protected override render() {
    const { camera, glance } = this;
    if (!camera) return nothing;
    const { setup, trouble } = this.#health.value ?? { setup: null, trouble: null };
    const isOpen = trouble !== null && Date.parse(trouble.started_at) > (glance?.lastReceivedAtMs ?? 0);
    const problems = [
      ...problemsOf(camera, glance),
      ...(setup && setup.state === 'NOK' ? [inWords(setup.reason)] : []),
      ...(setup?.warnings ?? []).map(inWords),
      ...(isOpen ? [inWords(trouble.words)] : []),
    ];
    return html`<section class="card"><h2>${t('health')}</h2>
      <p>${glance?.lastReceivedAtMs ? html`<span title=${dateAndTime(glance.lastReceivedAtMs)}>${t('lastUploadLong', { when: ago(glance.lastReceivedAtMs) })}</span>` : t('neverLong')}</p>
      ${glance?.lastReceivedAtMs && !glance.clockAheadMs ? html`<p class="quiet small">${t('clockRight')}</p>` : nothing}
      ${problems.map((problem) => html`<p class="warn small"><ui-icon name="warning"></ui-icon> ${problem}</p>`)}
      ${problems.length === 0 && glance?.lastReceivedAtMs ? html`<p class="good small"><ui-icon name="check"></ui-icon> ${t('wellNow')}</p>` : nothing}
      <p class="small"><a href=${href('doctor')}>${t('doctor')}</a></p></section>`;
  }
}

/** A camera that was not set up since the start has no report. */
function noneYet(error: unknown): null {
  if (error instanceof ApiError && error.status === 404) return null;
  throw error;
}
