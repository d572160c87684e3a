import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { failure, type PlainProblem } from '../../src/cameras/reolink-api/failures.ts';
import { doubtInWords } from '../../src/domain/enrolment-check.ts';
import type { FtpIncident } from '../../src/domain/ftp-incident.ts';
import { FTP_VERDICTS, judgeFtpSession } from '../../src/domain/judge-ftp-session.ts';
import { SENTENCES } from '../../src/domain/sentences/problem-sentences.ts';
import { zoneFaults } from '../../src/domain/zone-faults.ts';
import { listenerUrlCheck } from '../../src/rest/field-checks.ts';

const PROJECT = join(import.meta.dirname, '../..');
const FORMS = Object.entries(SENTENCES).map(([name, sentence]) => ({ name, form: formOf(sentence, /\{\w+\}/g) }));
/** Said by ajv. */
const OF_THE_VALIDATOR = ['atMost', 'atLeast', 'tooLong', 'tooShort'];
const seen = new Set(OF_THE_VALIDATOR);

/** Each has its words in all four languages: messages.test.ts. */
function isKnown(sentence: string): void {
  const known = FORMS.find(({ form }) => form.test(sentence));
  assert.ok(known, `the panel has no words of its own for: ${sentence}`);
  seen.add(known.name);
}

function formOf(text: string, gap: RegExp): RegExp {
  const constant = text.split(gap).map((part) => part.replaceAll(/[.*+?^$(){}|[\]\\]/g, '\\$&'));
  return new RegExp(`^${constant.join('[^]+?')}$`);
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

test('what is refused of a camera, its zones and its listeners is', () => {
  const at = (x: number, y: number) => ({ x, y });
  const zone = { uuid: 'a', name: 'Lawn', kind: 'zone', shapes: [], points: [at(0, 0), at(1, 0), at(1, 1)] } as const;
  const tiny = [at(0, 0), at(0.01, 0), at(0.01, 0.01)];
  const crossed = [at(0, 0), at(1, 1), at(1, 0), at(0, 1)];
  const zones = [zone, { ...zone, uuid: 'b', points: tiny }, { ...zone, uuid: 'c', name: 'Drive', points: crossed }];
  const faults = zoneFaults(zones, []);
  assert.equal(faults.length, 3);
  for (const fault of faults) isKnown(fault);
  for (const address of ['node-red', 'http://user:secret@192.168.1.30/']) isKnown(listenerUrlCheck(address) ?? '');
  for (const what of ['address', 'user or password']) {
    isKnown(
      `The row of Hall has no ${what} yet: give it the camera's host, and the user and password of its administrator.`,
    );
  }
});

test('and whatever else the panel knows is what the sources say', async () => {
  const said: RegExp[] = [];
  const literal = /'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g;
  for await (const source of glob('**/*.ts', { cwd: join(PROJECT, 'src'), exclude: ['domain/sentences/**'] })) {
    const text = await readFile(join(PROJECT, 'src', source), 'utf8');
    for (const [, single, double, template] of text.matchAll(literal)) {
      const words = (single ?? double ?? template ?? '').replaceAll(/\\(.)/g, '$1');
      // What is mostly filled in says nothing.
      if (words.replaceAll(/\$\{[^}]*\}/g, '').length >= 10) said.push(formOf(words, /\$\{[^}]*\}/g));
    }
  }
  assert.ok(said.length > 1000);
  for (const [name, sentence] of Object.entries(SENTENCES)) {
    const sample = sentence.replaceAll(/\{\w+\}/g, 'one two');
    const isSaid = seen.has(name) || said.some((form) => form.test(sample) || form.test(sample.replace(/\.$/, '')));
    assert.ok(isSaid, `nobody says: ${sentence}`);
  }
});
