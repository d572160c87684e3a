import { messageOf } from '../domain/concierge-error.ts';
import type {
  FtpSessionDetails,
  FtpSessionFilter,
  FtpSessionLog,
  FtpSessionRecorder,
  FtpSessionStore,
  FtpSessionSummary,
  FtpSessions,
} from '../ports/ftp-sessions.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { SessionRecord } from './session-record.ts';

interface FtpDoctorParts {
  readonly store: FtpSessionStore;
  /** The name of a configured camera, or null. */
  readonly cameraName: (id: number) => string | null;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Listens to every FTP session, keeps a transcript with a verdict, and tells whoever watches. */
export class FtpDoctor implements FtpSessionRecorder, FtpSessions {
  readonly #parts: FtpDoctorParts;
  readonly #open = new Map<number, SessionRecord>();
  readonly #listeners = new Set<(session: FtpSessionSummary) => void>();
  #lastId: number | null = null;
  #cannotKeep = false;

  constructor(parts: FtpDoctorParts) {
    this.#parts = parts;
  }

  get openSessions(): number {
    return this.#open.size;
  }

  open(address: string): FtpSessionLog {
    const { clock, cameraName, store } = this.#parts;
    this.#lastId = (this.#lastId ?? store.lastId()) + 1;
    const id = this.#lastId;
    const record = new SessionRecord({
      id,
      address,
      clock,
      cameraName,
      changed: ({ summary }) => this.#tell(summary),
      ended: ({ details }) => this.#ended(details),
    });
    this.#open.set(id, record);
    this.#tell(record.summary);
    return record;
  }

  list(filter: FtpSessionFilter): readonly FtpSessionSummary[] {
    const lasting = [...this.#open.values()]
      .map(({ summary }) => summary)
      .filter(({ verdict }) => filter.severity === undefined || verdict.severity === filter.severity)
      .filter(({ address }) => filter.address === undefined || address === filter.address)
      .toReversed();
    const { limit, offset } = filter;
    const own = lasting.slice(offset, offset + limit);
    const kept = { ...filter, limit: limit - own.length, offset: Math.max(0, offset - lasting.length) };
    return kept.limit === 0 ? own : [...own, ...this.#parts.store.list(kept)];
  }

  one(id: number): FtpSessionDetails | null {
    return this.#open.get(id)?.details ?? this.#parts.store.one(id);
  }

  onChange(listener: (session: FtpSessionSummary) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #ended(details: FtpSessionDetails): void {
    this.#open.delete(details.id);
    try {
      this.#parts.store.add(details);
      this.#cannotKeep = false;
    } catch (error) {
      // A full disk must not end the session that says so.
      const words = `Cannot keep what is known of FTP sessions: ${messageOf(error)}`;
      this.#parts.logger[this.#cannotKeep ? 'debug' : 'warn'](words);
      this.#cannotKeep = true;
    }
    const { transcript: _transcript, linesLeftOut: _linesLeftOut, ...summary } = details;
    this.#tell(summary);
  }

  #tell(session: FtpSessionSummary): void {
    for (const listener of this.#listeners) {
      try {
        listener(session);
      } catch (error) {
        this.#parts.logger.error({ error: messageOf(error) }, 'A listener failed to take the news of an FTP session.');
      }
    }
  }
}
