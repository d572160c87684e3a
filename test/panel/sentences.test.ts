import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { SENTENCES } from '../../addon/panel/src/i18n/sentences.ts';
import { failure, type PlainProblem } from '../../src/cameras/reolink-api/failures.ts';
import { doubtInWords } from '../../src/domain/enrolment-check.ts';
import type { FtpIncident } from '../../src/domain/ftp-incident.ts';
import { FTP_VERDICTS, judgeFtpSession } from '../../src/domain/judge-ftp-session.ts';

const PROJECT = join(import.meta.dirname, '../..');
const FORMS = Object.values(SENTENCES).map((sentence) => {
  const escaped = sentence.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll(/\{\w+\}/g, '[^]+?')}$`);
});

/** Each has its words in all four languages: messages.test.ts. */
function isKnown(sentence: string): void {
  assert.ok(
    FORMS.some((form) => form.test(sentence)),
    `the panel has no words of its own for: ${sentence}`,
  );
}

test('what is wrong with a camera is said in the user’s language', () => {
  const problems: Record<PlainProblem, true> = {
    'bad address': true,
    'forbidden address': true,
    'unknown name': true,
    unreachable: true,
    'ports off': true,
    'too slow': true,
    dropped: true,
    'not this brand': true,
    'wrong password': true,
    'too many sessions': true,
    'session ended': true,
    'no FTP': true,
    'given up': true,
  };
  for (const problem of Object.keys(problems) as PlainProblem[]) isKnown(failure(problem, '192.168.1.20').why);
});

test('every verdict on an FTP session is', () => {
  const file = 'Front_00_1.jpg';
  const login: FtpIncident = { kind: 'logged in', user: 'concierge', cameraId: null };
  const upload = (result: Extract<FtpIncident, { kind: 'upload' }>['result']): FtpIncident[] => [
    login,
    { kind: 'upload', file, sizeBytes: 1, result },
  ];
  const received = (clockOffMs: number | null) => upload({ kind: 'received', cameraName: 'Front', clockOffMs });
  const told = '192.168.1.10, port 30001';
  const sessions: FtpIncident[][] = [
    [login],
    [],
    [{ kind: 'implicit tls' }],
    [{ kind: 'tls required' }],
    [{ kind: 'login refused', user: 'x', isKnownUser: true }],
    [{ kind: 'login refused', user: 'x', isKnownUser: false }],
    [{ kind: 'tls failed', on: 'control', reason: 'unknown ca' }],
    [{ kind: 'tls failed', on: 'control', reason: 'unsupported protocol' }],
    [login, { kind: 'no passive port' }],
    [login, { kind: 'no data connection', mode: 'active', told: null }],
    [login, { kind: 'no data connection', mode: 'passive', told }],
    received(null),
    [...received(null), ...received(null)],
    received(7_200_000),
    received(-7_200_000),
    upload({ kind: 'unknown camera', why: 'its name is of none' }),
    ...(['test file', 'no motion', 'known', 'empty', 'disk full', 'too large'] as const).map((kind) =>
      upload({ kind }),
    ),
    ...(['aborted', 'refused', 'not taken in'] as const).map((kind) => upload({ kind, reason: 'so it is' })),
  ];
  const verdicts = sessions.map(judgeFtpSession);
  assert.deepEqual(new Set(verdicts.map(({ kind }) => kind)), new Set(FTP_VERDICTS), 'each verdict is looked at');
  for (const { words } of verdicts) isKnown(words);
});

test('what is refused of people, faces and events is, and what is odd about a picture', async () => {
  for (const doubt of [
    { kind: 'like another person', name: 'Ben' },
    { kind: 'unlike the others' },
    { kind: 'the same picture' },
  ] as const) {
    isKnown(doubtInWords(doubt, 'Anna'));
  }
  let looked = 0;
  for await (const source of glob('{gallery/*,rest/panel/event-removal-routes}.ts', { cwd: join(PROJECT, 'src') })) {
    const text = await readFile(join(PROJECT, 'src', source), 'utf8');
    const said = /(?:field: '(?:face|person|picture|into|name)', why: |\[(?:404|409|500), )'([^']+)'/g;
    for (const [, sentence = ''] of text.matchAll(said)) {
      isKnown(sentence);
      looked += 1;
    }
  }
  assert.ok(looked >= 10, `${looked} refusals were found`);
});
