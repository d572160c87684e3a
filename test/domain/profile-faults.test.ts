import assert from 'node:assert/strict';
import { test } from 'node:test';
import { profileFaults, profileFaultWords } from '../../src/domain/profile-faults.ts';

const PERSON = 1;
const FINE = {
  shapes: [PERSON, 3],
  min_nbr_video_frames_skipped: 5,
  max_nbr_video_frames_skipped: 5,
  face_recognition: true,
  image_comparison: true,
  shape_rules: [{ shape: 'car', min_height_pct: 5, max_height_pct: 6 }],
};

const cases: [words: string, change: object, fields: string[], said: RegExp][] = [
  ['nothing', {}, [], /^$/],
  ['fewest above most', { min_nbr_video_frames_skipped: 6 }, ['min_nbr_video_frames_skipped'], /which is 5$/],
  ['faces without persons', { shapes: [3] }, ['face_recognition'], /needs the shape person/],
  ['comparison of persons alone', { shapes: [PERSON] }, ['image_comparison'], /other than person/],
  ['both without shapes', { shapes: [] }, ['face_recognition', 'image_comparison'], /person/],
  [
    'heights that cross',
    {
      shape_rules: [
        { shape: 'cat', min_height_pct: 9, max_height_pct: 9 },
        { shape: 'car', max_height_pct: 0 },
      ],
    },
    ['shape_rules', 'shape_rules'],
    /of cat, the least height \(9 %\) must be below the greatest \(9 %\).*of car, the least height \(0 %\)/,
  ],
  ['a height from the very top', { shape_rules: [{ shape: 'cat', min_height_pct: 100 }] }, [], /^$/],
];
for (const [words, change, fields, said] of cases) {
  test(`wrong with a profile: ${words}`, () => {
    const faults = profileFaults({ ...FINE, ...change }, PERSON);
    assert.deepEqual(
      faults.map(({ field }) => field),
      fields,
    );
    assert.match(faults.map(profileFaultWords).join(' '), said);
  });
}
