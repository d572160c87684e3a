import type { FtpIncident } from '../domain/ftp-incident.ts';
import { type FtpVerdict, judgeFtpSession } from '../domain/judge-ftp-session.ts';
import type { FtpSessionDetails, FtpSessionLog, FtpSessionSummary } from '../ports/ftp-sessions.ts';
import type { Clock } from '../runtime/clock.ts';
import { Transcript } from './transcript.ts';

/** A session may upload for days: its verdict is of the latest of what happened. */
const MAX_INCIDENTS = 200;

interface RecordParts {
  readonly id: number;
  readonly address: string;
  readonly clock: Clock;
  /** The name of a configured camera, or null. */
  readonly cameraName: (id: number) => string | null;
  readonly changed: (record: SessionRecord) => void;
  readonly ended: (record: SessionRecord) => void;
}

/** One session as it goes, bounded however long it lasts. */
export class SessionRecord implements FtpSessionLog {
  readonly #parts: RecordParts;
  readonly #startedAtMs: number;
  readonly #transcript = new Transcript();
  #incidents: FtpIncident[] = [];
  #endedAtMs: number | null = null;
  #user: string | null = null;
  #camera: string | null = null;
  #encrypted = false;
  #files = 0;
  #bytes = 0;
  #verdict: FtpVerdict = judgeFtpSession([]);

  constructor(parts: RecordParts) {
    this.#parts = parts;
    this.#startedAtMs = parts.clock.nowMs();
  }

  line(from: 'client' | 'server', text: string): void {
    this.#transcript.add({ atMs: this.#parts.clock.nowMs(), from, text });
  }

  /** A connection that breaks as it is closed says nothing of a session that has ended. */
  note(incident: FtpIncident): void {
    if (this.#endedAtMs !== null) return;
    this.#incidents.push(incident);
    if (this.#incidents.length > MAX_INCIDENTS) {
      // The login is what everything else is judged by.
      this.#incidents = this.#incidents.filter(({ kind }, index) => index >= MAX_INCIDENTS / 2 || kind === 'logged in');
    }
    this.#remember(incident);
    this.#verdict = judgeFtpSession(this.#incidents);
    this.#parts.changed(this);
  }

  end(): void {
    if (this.#endedAtMs !== null) return;
    this.#endedAtMs = this.#parts.clock.nowMs();
    this.#parts.ended(this);
  }

  get summary(): FtpSessionSummary {
    return {
      id: this.#parts.id,
      startedAtMs: this.#startedAtMs,
      endedAtMs: this.#endedAtMs,
      address: this.#parts.address,
      user: this.#user,
      camera: this.#camera,
      encrypted: this.#encrypted,
      files: this.#files,
      bytes: this.#bytes,
      verdict: this.#verdict,
    };
  }

  get details(): FtpSessionDetails {
    const { lines, leftOut } = this.#transcript;
    return { ...this.summary, transcript: lines, linesLeftOut: leftOut };
  }

  #remember(incident: FtpIncident): void {
    if (incident.kind === 'tls on') this.#encrypted = true;
    if (incident.kind === 'logged in' || incident.kind === 'login refused') this.#user = incident.user.slice(0, 100);
    if (incident.kind === 'logged in' && incident.cameraId !== null) {
      this.#camera = this.#parts.cameraName(incident.cameraId);
    }
    if (incident.kind !== 'upload') return;
    if (incident.result.kind === 'received') this.#camera = incident.result.cameraName;
    if (incident.sizeBytes === 0) return;
    this.#files++;
    this.#bytes += incident.sizeBytes;
  }
}
