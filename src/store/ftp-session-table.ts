import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { FTP_VERDICTS, type FtpVerdict } from '../domain/judge-ftp-session.ts';
import type { FtpSessionDetails, FtpSessionFilter, FtpSessionStore, FtpSessionSummary } from '../ports/ftp-sessions.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import type { SqliteRow } from '../runtime/sqlite-row.ts';

/** Of one address and camera: whoever knocks again and again must not push the others out. */
const KEPT_OF_A_SENDER = 200;
const KEPT_IN_ALL = 2000;

const SUMMARY =
  'id, started_at_ms, ended_at_ms, address, user, camera, encrypted, files, bytes, verdict, severity, words';

/** The sessions that have ended, in SQLite; the oldest go. */
export class FtpSessionTable implements FtpSessionStore {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  lastId(): number {
    return this.#database.get("SELECT seq FROM sqlite_sequence WHERE name = 'ftp_sessions'")?.number('seq') ?? 0;
  }

  add(session: FtpSessionDetails): void {
    const { verdict } = session;
    this.#database.inTransaction(() => {
      this.#database.run(
        `INSERT INTO ftp_sessions (${SUMMARY}, transcript, lines_left_out)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        session.id,
        Math.round(session.startedAtMs),
        Math.round(session.endedAtMs ?? session.startedAtMs),
        session.address,
        session.user,
        session.camera,
        session.encrypted ? 1 : 0,
        session.files,
        session.bytes,
        verdict.kind,
        verdict.severity,
        verdict.words,
        JSON.stringify(session.transcript),
        session.linesLeftOut,
      );
      this.#prune(session);
    });
  }

  list({ severity, address, limit, offset }: FtpSessionFilter): readonly FtpSessionSummary[] {
    return this.#database
      .all(
        `SELECT ${SUMMARY} FROM ftp_sessions
         WHERE (?1 IS NULL OR severity = ?1) AND (?2 IS NULL OR address = ?2)
         ORDER BY id DESC LIMIT ?3 OFFSET ?4`,
        severity ?? null,
        address ?? null,
        limit,
        offset,
      )
      .map(toSummary);
  }

  one(id: number): FtpSessionDetails | null {
    const row = this.#database.get('SELECT * FROM ftp_sessions WHERE id = ?', id);
    if (!row) return null;
    const transcript = Value.Parse(TranscriptSchema, JSON.parse(row.text('transcript')));
    return { ...toSummary(row), transcript, linesLeftOut: row.number('lines_left_out') };
  }

  #prune({ address, camera }: FtpSessionDetails): void {
    this.#database.run(
      `DELETE FROM ftp_sessions WHERE address = ?1 AND camera IS ?2 AND id <= (
         SELECT id FROM ftp_sessions WHERE address = ?1 AND camera IS ?2 ORDER BY id DESC LIMIT 1 OFFSET ?3)`,
      address,
      camera,
      KEPT_OF_A_SENDER,
    );
    this.#database.run(
      'DELETE FROM ftp_sessions WHERE id <= (SELECT id FROM ftp_sessions ORDER BY id DESC LIMIT 1 OFFSET ?)',
      KEPT_IN_ALL,
    );
  }
}

const TranscriptSchema = Type.Array(
  Type.Object({ atMs: Type.Number(), from: Type.Enum(['client', 'server']), text: Type.String() }),
);

function toSummary(row: SqliteRow): FtpSessionSummary {
  return {
    id: row.number('id'),
    startedAtMs: row.number('started_at_ms'),
    endedAtMs: row.number('ended_at_ms'),
    address: row.text('address'),
    user: row.textOrNull('user'),
    camera: row.textOrNull('camera'),
    encrypted: row.flag('encrypted'),
    files: row.number('files'),
    bytes: row.number('bytes'),
    verdict: toVerdict(row),
  };
}

function toVerdict(row: SqliteRow): FtpVerdict {
  const [kind, severity] = [row.text('verdict'), row.text('severity')];
  const known = FTP_VERDICTS.find((verdict) => verdict === kind);
  if (!known || (severity !== 'well' && severity !== 'notice' && severity !== 'trouble')) {
    throw new TypeError(`Cannot read an FTP session: unknown verdict "${kind}" (${severity}).`);
  }
  return { kind: known, severity, words: row.text('words') };
}
