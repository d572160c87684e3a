import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ConciergeError } from '../../src/domain/concierge-error.ts';
import type { ConfigDocument } from '../../src/domain/config-records.ts';
import { fieldMessages } from '../../src/domain/config-violation.ts';
import type { LowdbConfigStore } from '../../src/store/lowdb-config-store.ts';

import { camera, startedStore } from './config-fixture.ts';

/** What a change is refused for, by field. */
async function complaints(store: LowdbConfigStore, edit: (draft: ConfigDocument) => void) {
  const before = store.read();
  const error: unknown = await store.change(edit).then(
    () => null,
    (fault: unknown) => fault,
  );
  assert.ok(error instanceof ConciergeError, 'the change was accepted');
  assert.equal(error.code, 'CONFIG_INVALID');
  assert.equal(store.read(), before);
  return fieldMessages(error);
}

describe('a change that breaks a rule is refused by its field:', () => {
  const rules: [what: string, edit: (draft: ConfigDocument) => void, expected: Record<string, RegExp>][] = [
    ['a camera name twice', (d) => d.cameras.push(camera(1), camera(2, { name: 'Camera 1' })), { name: /unique/ }],
    ['a camera uuid twice', (d) => d.cameras.push(camera(1), camera(2, { uuid: camera(1).uuid })), { uuid: /unique/ }],
    ['an id twice', (d) => d.cameras.push(camera(1), camera(1, { uuid: camera(2).uuid, name: 'B' })), { id: /unique/ }],
    ['a brand twice', (d) => d.camera_brands.push({ id: 99, name: 'Reolink', description: '' }), { name: /unique/ }],
    [
      'a listener twice',
      (d) => {
        const listener = { url: 'http://a/', callback_type: 'ftp', description: '' };
        d.camera_listeners.push({ id: 1, ...listener }, { id: 2, ...listener });
      },
      { url: /unique/ },
    ],
    ['a shape twice', (d) => d.analytics_shapes.push({ id: 81, shape: 'car', description: '' }), { shape: /unique/ }],
    ['a brand that types need', (d) => d.camera_brands.shift(), { brand: /no row 1 in camera_brands/ }],
    [
      'a type that is not there',
      (d) => d.cameras.push(camera(1, { brand: 99 })),
      { brand: /no row 99 in camera_types/ },
    ],
    [
      'a pattern that is none',
      (d) => Object.assign(d.camera_types[0] ?? {}, { file_pattern: '{name}.jpg' }),
      { file_pattern: /\{name\}, which is no placeholder/ },
    ],
    [
      'a profile that is not there',
      (d) => d.cameras.push(camera(1, { analytics_profile: 9 })),
      { analytics_profile: /no row 9/ },
    ],
    ['a shape that is not there', (d) => d.analytics_profiles[0]?.shapes.push(99), { shapes: /no row 99/ }],
    [
      'a known object of no shape',
      (d) =>
        d.known_objects.push({
          id: 1,
          name: '',
          file_path_image: 'a.jpg',
          object_type: 99,
          identified: false,
          deep_learning_done: false,
          recording_id: null,
          frame_nbr: null,
        }),
      { object_type: /no row 99/ },
    ],
    ['a time zone of no place', (d) => d.cameras.push(camera(1, { timezone: 'Mars/Olympus' })), { timezone: /IANA/ }],
    ['an offset for a time zone', (d) => d.cameras.push(camera(1, { timezone: '+02:00' })), { timezone: /IANA/ }],
    [
      'fewer frames at most than at least',
      (d) => Object.assign(d.analytics_profiles[0] ?? {}, { max_nbr_video_frames_skipped: 4 }),
      { min_nbr_video_frames_skipped: /must not exceed/ },
    ],
    [
      'face recognition without persons',
      (d) => Object.assign(d.analytics_profiles[0] ?? {}, { face_recognition: true, shapes: [3] }),
      { face_recognition: /person/ },
    ],
    [
      'two rules of a shape',
      (d) => Object.assign(d.analytics_profiles[0] ?? {}, { shape_rules: [{ shape: 'cat' }, { shape: 'cat' }] }),
      { shape_rules: /cat has more than one rule/ },
    ],
    [
      'image comparison of persons alone',
      (d) => Object.assign(d.analytics_profiles[0] ?? {}, { image_comparison: true, shapes: [1] }),
      { image_comparison: /other than person/ },
    ],
    [
      'image comparison of nothing',
      (d) => Object.assign(d.analytics_profiles[0] ?? {}, { image_comparison: true, shapes: [] }),
      { image_comparison: /other than person/ },
    ],
    [
      'every bad field at once',
      (d) => d.cameras.push(camera(1, { name: 'under_score', host: 'h'.repeat(300) })),
      { name: /pattern/, host: /253/ },
    ],
    [
      'an FTP user twice, and one without a password',
      (d) => {
        const login = { ftp_user: 'gate', ftp_password: 'eight-or-more' };
        d.cameras.push(camera(1, login), camera(2, login), camera(3, { ftp_user: 'yard' }), camera(4), camera(5));
      },
      { ftp_user: /unique/, ftp_password: /needed/ },
    ],
    [
      'a field that is none',
      (d) => d.cameras.push(Object.assign(camera(1), { colour: 'red' })),
      { colour: /not a field/ },
    ],
    ['a row without its name', (d) => d.camera_brands.push(JSON.parse('{"id":2}')), { name: /required/ }],
  ];
  for (const [what, edit, expected] of rules) {
    test(what, async (context) => {
      const { store } = await startedStore(context);
      const found = await complaints(store, edit);
      assert.deepEqual(Object.keys(found).sort(), Object.keys(expected).sort());
      for (const [field, why] of Object.entries(expected)) assert.match(found[field] ?? '', why);
    });
  }

  test('while IANA zones, face recognition of persons and comparison of other shapes are fine', async (context) => {
    const { store } = await startedStore(context);
    await store.change((draft) => {
      const zones = ['Europe/Amsterdam', 'UTC', 'Asia/Calcutta', ''];
      draft.cameras.push(...zones.map((timezone, index) => camera(index + 1, { timezone })));
      Object.assign(draft.analytics_profiles[0] ?? {}, { face_recognition: true, image_comparison: true });
    });
    assert.equal(store.read().cameras.length, 4);
  });
});
