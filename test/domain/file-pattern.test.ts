import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type FilePattern, foldName, parseFilePattern } from '../../src/domain/file-pattern.ts';
import { matchFilePattern } from '../../src/domain/match-file-pattern.ts';
import { tryFilePattern } from '../../src/domain/try-file-pattern.ts';

const DAILY = '{camera}/{YYYY}-{MM}-{DD}/{hh}{mm}{ss}*.jpg';

function patternOf(source: string): FilePattern {
  const parsed = parseFilePattern(source);
  if (parsed.kind === 'bad') throw new Error(`"${source}" ${parsed.why}`);
  return parsed.pattern;
}

function whyBad(source: string): string {
  const parsed = parseFilePattern(source);
  assert.equal(parsed.kind, 'bad', source);
  return parsed.kind === 'bad' ? parsed.why : '';
}

function tryOne(pattern: string, fileName: string, cameraNames: string[] = []) {
  const tried = tryFilePattern(pattern, [fileName], cameraNames);
  assert.equal(tried.kind, 'fine', JSON.stringify(tried));
  const reading = tried.kind === 'fine' ? tried.readings[0] : undefined;
  return reading && [reading.fits, reading.camera, reading.takenAt, reading.channel];
}

describe('a pattern is refused, with what is wrong, when it', () => {
  const faults: [what: string, source: string, why: RegExp][] = [
    ['is empty', ' / '.replaceAll(' ', ''), /is empty/],
    ['is too long', 'x'.repeat(301), /301 characters: at most 300/],
    [
      'has a placeholder that does not exist',
      '{camera}_{date}',
      /\{date\}, which is no placeholder; these are: \{camera\}/,
    ],
    ['has a placeholder in the wrong case', '{Camera}', /\{Camera\}, which is no placeholder/],
    ['has a brace that is not closed', '{camera_{YYYY}', /single "\{"/],
    ['has a brace that was not opened', 'camera}', /single "\}"/],
    ['names the camera twice', '{camera}/{camera}_x', /more than once/],
    ['does not say where a name ends', '{camera}*', /where \{camera\} ends and \* begins/],
    ['has two stars in a row', 'a**b', /where \* ends and \* begins/],
    ['has a time without its day', '{camera}_{YYYY}{MM}_{hh}{mm}', /lacks \{DD\}/],
    ['has a day without a time', '{camera}_{YYYY}{MM}{DD}', /lacks \{hh\}, \{mm\}/],
    ['leaves ROOT_DIR', '../{camera}', /begin with a dot/],
    ['has the separator of Windows', 'a\\{camera}', /separated by "\/"/],
  ];
  for (const [what, source, why] of faults) test(what, () => assert.match(whyBad(source), why));
});

describe('a file is read by a pattern:', () => {
  const noon = '2026-11-22 12:34:56';
  const cases: [what: string, pattern: string, file: string, expected: unknown[], cameras?: string[]][] = [
    ['all of it', DAILY, 'Front/2026-11-22/123456.jpg', [true, 'Front', noon, null]],
    ['below any folders', DAILY, '/a/b/Front/2026-11-22/123456x.JPG', [true, 'Front', noon, null]],
    ['by the pattern as pasted with slashes', `/${DAILY}`, 'Front/2026-11-22/123456.jpg', [true, 'Front', noon, null]],
    ['not without one of its folders', DAILY, '2026-11-22/123456.jpg', [false, null, null, null]],
    ['not with one between', DAILY, 'Front/2026-11-22/x/123456.jpg', [false, null, null, null]],
    ['not with another ending', DAILY, 'Front/2026-11-22/123456.mp4', [false, null, null, null]],
    ['not when it is neither picture nor clip', '{camera}', 'notes.txt', [false, null, null, null]],
    ['with any ending where the pattern has none', '{camera}', 'Front.mkv', [true, 'Front', null, null]],
    ['not when a month is none', DAILY, 'Front/2026-13-22/123456.jpg', [false, null, null, null]],
    [
      'without a time when its month has no such day',
      DAILY,
      'Front/2026-02-30/123456.jpg',
      [true, 'Front', null, null],
    ],
    ['on 29 February of a leap year', DAILY, 'F/2028-02-29/000000.jpg', [true, 'F', '2028-02-29 00:00:00', null]],
    ['without seconds', '{YYYY}{MM}{DD}{hh}{mm}*', '202611221234.jpg', [true, null, '2026-11-22 12:34:00', null]],
    ['with its channel', '{camera}_ch{channel}_*', 'Front_ch07_x.jpg', [true, 'Front', null, 7]],
    [
      'with the time that is nearer to the name',
      '{YYYY}/{camera}_{YYYY}{MM}{DD}{hh}{mm}{ss}',
      '2025/F_20261122123456.jpg',
      [true, 'F', noon, null],
    ],
    ['whatever its case and its form of Unicode', 'K\u00dcCHE_*', 'ku\u0308che_1.jpg', [true, null, null, null]],
    ['with as much of the name as can be', '{camera}_*', 'Front_Door_1.jpg', [true, 'Front_Door', null, null]],
    ['with the name of a camera that exists', '{camera}_*', 'Front_Door_1.jpg', [true, 'Front', null, null], ['Front']],
    [
      'with the longer of two that exist',
      '{camera}_*',
      'Front_Door_1.jpg',
      [true, 'Front_Door', null, null],
      ['Front', 'Front Door'],
    ],
    ['with digits about its time', '*{YYYY}{MM}{DD}_{hh}{mm}{ss}', '99920261122_123456.jpg', [true, null, noon, null]],
    ['as its camera named it, not as it was numbered', '{camera}', 'Front~2.jpg', [true, 'Front', null, null]],
    ['with signs that mean something elsewhere', '[{camera}](.+)$', '[Front](.+)$.jpg', [true, 'Front', null, null]],
  ];
  for (const [what, pattern, file, expected, cameras] of cases) {
    test(what, () => assert.deepEqual(tryOne(pattern, file, cameras), expected));
  }
});

describe('whatever the pattern and the file,', () => {
  const pieces = fc.constantFrom(
    '{camera}',
    '{channel}',
    '{YYYY}{MM}{DD}',
    '{hh}{mm}{ss}',
    '*',
    '/',
    '_',
    'a',
    '{',
    '.jpg',
  );
  const sources = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 12 });
  const names = fc.array(
    fc.oneof(
      fc.constantFrom('Front', '20261122', '123456', '/', '_', 'a', '.jpg', '..'),
      fc.string({ unit: 'binary' }),
    ),
    { maxLength: 12 },
  );

  test('there is an answer', () => {
    fc.assert(
      fc.property(sources, names, (source, name) => {
        const tried = tryFilePattern(source.join(''), [`${name.join('')}.jpg`], ['Front']);
        return tried.kind === 'bad' ? tried.why !== '' : tried.readings.length === 1;
      }),
      { numRuns: 1000 },
    );
  });

  test('text without placeholders fits itself, and nothing that differs in more than case', () => {
    const word = fc.stringMatching(/^[a-zA-Z0-9_ ()[\]+?^$-]{1,20}$/);
    fc.assert(
      fc.property(word, word, (one, other) => {
        const fits = matchFilePattern(patternOf(one), `${other}.jpg`, () => true) !== null;
        return fits === (one.toLowerCase() === other.toLowerCase());
      }),
    );
  });

  test('folding keeps the place of every character', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => foldName(text).length === text.length));
    assert.equal(foldName('\u0130\u00c4B'), '\u0130\u00e4b');
  });

  test('the work is at most that of each token at each place, and names are asked for within bounds', () => {
    const name = `${'a'.repeat(250)}.jpg`;
    const hostile = [
      '*a'.repeat(149),
      `${'*a'.repeat(140)}b`,
      `*a{camera}a${'*a'.repeat(60)}`,
      `{camera}${'a*'.repeat(60)}b`,
    ];
    for (const source of hostile) {
      let asked = 0;
      const before = process.cpuUsage();
      const isCamera = () => {
        asked++;
        return false;
      };
      matchFilePattern(patternOf(source), `x/${name}`, isCamera);
      matchFilePattern(patternOf(source), name.repeat(16), isCamera);
      assert.ok(asked <= 250 * 100, `${source}: ${asked}`);
      // Backtracking would take longer than the universe has been. Of the processor's time, which other work does not use up.
      assert.ok(process.cpuUsage(before).user < 1_000_000, source);
    }
  });
});
