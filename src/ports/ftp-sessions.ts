import type { FtpIncident } from '../domain/ftp-incident.ts';
import type { FtpVerdict } from '../domain/judge-ftp-session.ts';

/** Where the FTP server tells how each session goes. Calls return at once and never throw. */
export interface FtpSessionRecorder {
  /** @param address the client's IP address, normalised */
  open(address: string): FtpSessionLog;
}

export interface FtpSessionLog {
  /** A command or reply, without its line end, its secrets hidden already. */
  line(from: 'client' | 'server', text: string): void;
  note(incident: FtpIncident): void;
  /** Nothing follows. */
  end(): void;
}

export interface TranscriptLine {
  readonly atMs: number;
  readonly from: 'client' | 'server';
  readonly text: string;
}

/** A session as people read it. */
export interface FtpSessionSummary {
  readonly id: number;
  readonly startedAtMs: number;
  /** Null: it lasts. */
  readonly endedAtMs: number | null;
  readonly address: string;
  /** Null: it did not get as far. */
  readonly user: string | null;
  /** The camera whose login it used, or whose file it brought; null: not known. */
  readonly camera: string | null;
  readonly encrypted: boolean;
  readonly files: number;
  readonly bytes: number;
  readonly verdict: FtpVerdict;
}

export interface FtpSessionDetails extends FtpSessionSummary {
  /** The first and the last lines of it. */
  readonly transcript: readonly TranscriptLine[];
  /** Lines left out in the middle. */
  readonly linesLeftOut: number;
}

export interface FtpSessionFilter {
  readonly severity?: FtpVerdict['severity'];
  readonly address?: string;
  readonly limit: number;
  readonly offset: number;
}

/** What is kept of sessions, newest first: those that last, and the latest of those that have ended. */
export interface FtpSessions {
  list(filter: FtpSessionFilter): readonly FtpSessionSummary[];
  one(id: number): FtpSessionDetails | null;
  /** Called whenever a session begins, changes its verdict or ends. The answer unsubscribes. */
  onChange(listener: (session: FtpSessionSummary) => void): () => void;
}

/** Where ended sessions are kept: a bounded number of each sender's, and in all. */
export interface FtpSessionStore {
  /** The highest id that was ever given; 0: none. */
  lastId(): number;
  add(session: FtpSessionDetails): void;
  list(filter: FtpSessionFilter): readonly FtpSessionSummary[];
  one(id: number): FtpSessionDetails | null;
}
