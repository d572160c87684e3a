import { Type } from 'typebox';
import { FtpSessionDetailsSchema, FtpSessionSchema, FtpSeveritySchema } from '../domain/ftp-session-schemas.ts';
import type { FtpSessionSummary, FtpSessions } from '../ports/ftp-sessions.ts';
import type { Clock } from '../runtime/clock.ts';
import { ApiRoutes } from './api/api-routes.ts';
import { answerOf, refusedWith } from './api/route-spec.ts';
import { EventStreams } from './event-streams.ts';
import { linkNextPage, pageFields } from './page-query.ts';

const ROOT = '/rest/ftp_sessions';

/** Port 8000, the FTP doctor: what each session with a camera came to. */
export function ftpSessionRoutes(sessions: FtpSessions, clock: Clock): ApiRoutes {
  const api = new ApiRoutes('FTP doctor', 'What each FTP session of a camera came to, and why.');
  api.add({
    method: 'get',
    path: ROOT,
    summary: 'List FTP sessions',
    description: 'Newest first, those that last among them.',
    query: Type.Object({
      severity: Type.Optional(FtpSeveritySchema),
      address: Type.Optional(Type.String({ maxLength: 60 })),
      ...pageFields(50, 500),
    }),
    answer: Type.Array(FtpSessionSchema),
    handle: ({ query, request, response }) => {
      const rows = sessions.list(query);
      linkNextPage(request, response, query, rows);
      return answerOf(rows.map(summaryAnswer));
    },
  });
  addStream(api, sessions, clock);
  api.add({
    method: 'get',
    path: `${ROOT}/:id`,
    summary: 'Read one FTP session',
    params: Type.Object({ id: Type.Integer({ minimum: 1 }) }),
    answer: FtpSessionDetailsSchema,
    handle: ({ params }) => {
      const session = sessions.one(params.id);
      if (session === null) return refusedWith(404, { id: 'there is no such session, or it is no longer kept' });
      const transcript = session.transcript.map(({ atMs, from, text }) => ({ time: isoTime(atMs), from, text }));
      return answerOf({ ...summaryAnswer(session), transcript, lines_left_out: session.linesLeftOut });
    },
  });
  return api;
}

function addStream(api: ApiRoutes, sessions: FtpSessions, clock: Clock): void {
  const streams = new EventStreams(clock);
  sessions.onChange((session) => streams.send('session', summaryAnswer(session)));
  api.add({
    method: 'get',
    path: `${ROOT}/stream`,
    summary: 'Follow FTP sessions',
    description:
      'Server-sent events: a `session` whenever one begins, changes its verdict or ends, in the form of the list.',
    answer: { contentType: 'text/event-stream' },
    refusals: { 503: 'Too many streams are open.' },
    handle: ({ response }) => {
      if (streams.open(response)) return { kind: 'written' };
      return refusedWith(503, { stream: 'too many are open: close one' });
    },
  });
}

function summaryAnswer(session: FtpSessionSummary) {
  const { id, address, user, camera, encrypted, files, bytes, verdict } = session;
  return {
    id,
    started_at: isoTime(session.startedAtMs),
    ended_at: session.endedAtMs === null ? null : isoTime(session.endedAtMs),
    address,
    user,
    camera,
    encrypted,
    files,
    bytes,
    verdict: verdict.kind,
    severity: verdict.severity,
    words: verdict.words,
  };
}

function isoTime(atMs: number): string {
  return new Date(atMs).toISOString();
}
