import { type Static, Type } from 'typebox';
import { FTP_VERDICTS } from './judge-ftp-session.ts';

export const FtpSeveritySchema = Type.Enum(['well', 'notice', 'trouble'], {
  description: '`trouble`: pictures are lost until somebody does something. `notice`: worth a look.',
});

const OrNull = (type: ReturnType<typeof Type.String>) => Type.Union([type, Type.Null()]);

const SUMMARY_FIELDS = {
  id: Type.Integer(),
  started_at: Type.String({ description: 'ISO 8601 UTC.' }),
  ended_at: Type.Union([Type.String(), Type.Null()], { description: 'Null while it lasts.' }),
  address: Type.String({ description: "The client's IP address." }),
  user: OrNull(Type.String()),
  camera: OrNull(Type.String({ description: 'By its login, or by what it uploaded.' })),
  encrypted: Type.Boolean(),
  files: Type.Integer(),
  bytes: Type.Integer(),
  verdict: Type.Enum([...FTP_VERDICTS]),
  severity: FtpSeveritySchema,
  words: Type.String({ description: 'What happened, and what to do about it.' }),
};

/** A session as the FTP doctor tells of it, over REST and in the panel. */
export const FtpSessionSchema = Type.Object(SUMMARY_FIELDS, { title: 'FTP session' });

export const FtpSessionDetailsSchema = Type.Object(
  {
    ...SUMMARY_FIELDS,
    transcript: Type.Array(
      Type.Object({ time: Type.String(), from: Type.Enum(['client', 'server']), text: Type.String() }),
      { description: 'Commands and replies, passwords hidden: the first and the last of them.' },
    ),
    lines_left_out: Type.Integer({ description: 'Of the middle.' }),
  },
  { title: 'FTP session with its transcript' },
);

export type FtpSession = Static<typeof FtpSessionSchema>;
export type FtpSessionTold = Static<typeof FtpSessionDetailsSchema>;
