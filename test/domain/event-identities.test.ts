import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { eventIdentities, type IdentityTrack } from '../../src/domain/event-identities.ts';
import {
  type Identity,
  identityKey,
  parseStrangerLabel,
  similarityAt,
  strangerLabel,
} from '../../src/domain/identity.ts';

const anna = (similarity: number): Identity => ({ kind: 'known', personId: 1, name: 'Anna', similarity });
const maybeAnna: Identity = { kind: 'unsure', candidates: [{ personId: 1, name: 'Anna', similarity: 0.4 }] };
const stranger = (strangerId: number | null): Identity => ({ kind: 'unknown', strangerId });

const track = (identity: Identity | null, more: Partial<IdentityTrack> = {}): IdentityTrack => ({
  identity,
  facePicture: null,
  suppressed: false,
  ...more,
});

describe('who was in an event', () => {
  const kinds = (tracks: readonly IdentityTrack[]) =>
    eventIdentities(tracks).map(({ identity }) => identityKey(identity));

  test('is told once, by the surest of its tracks', () => {
    const [only, ...more] = eventIdentities([
      track(anna(0.6), { facePicture: 'poor.jpg' }),
      track(anna(0.9), { facePicture: 'good.jpg' }),
    ]);
    assert.deepEqual(more, []);
    assert.deepEqual(only, { identity: anna(0.9), facePicture: 'good.jpg' });
  });

  test('begins with those who are known, and ends with strangers', () => {
    assert.deepEqual(kinds([track(stranger(7)), track(stranger(8)), track(anna(0.7)), track(stranger(7))]), [
      'person-1',
      'unknown-7',
      'unknown-8',
    ]);
  });

  test('is not doubted any more once somebody was recognised', () => {
    assert.deepEqual(
      eventIdentities([track(maybeAnna), track(anna(0.7))]).map(({ identity }) => identity.kind),
      ['known'],
    );
    assert.deepEqual(
      eventIdentities([track(maybeAnna), track(stranger(3))]).map(({ identity }) => identity.kind),
      ['unsure', 'unknown'],
    );
  });

  test('leaves out who is ignored, what is suppressed, and whose face nobody saw', () => {
    const ignored: Identity = { kind: 'ignored', why: 'not a face' };
    assert.deepEqual(eventIdentities([track(ignored), track(null), track(anna(0.9), { suppressed: true })]), []);
  });
});

test('a stranger\u2019s label is read back, and nothing else is taken for one', () => {
  assert.equal(parseStrangerLabel(strangerLabel(7)), 7);
  for (const label of ['unknown-', 'unknown-0', 'unknown-07', 'Unknown-7', 'unknown-7x', '7']) {
    assert.equal(parseStrangerLabel(label), null, label);
  }
});

test('similarity is a half at the threshold, and falls with the distance', () => {
  assert.equal(similarityAt(0.5, 0.5), 0.5);
  const falling = [0, 0.3, 0.5, 0.6, 1].map((distance) => similarityAt(distance, 0.5));
  assert.deepEqual(
    falling,
    falling.toSorted((a, b) => b - a),
  );
  assert.ok((falling[0] ?? 0) > 0.99 && (falling[4] ?? 1) < 0.01);
});
