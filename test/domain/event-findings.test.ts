import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventFindings, type FoundTrack, findingsDifference } from '../../src/domain/event-findings.ts';
import type { Identity } from '../../src/domain/identity.ts';
import type { ObjectVerdict } from '../../src/domain/object-verdict.ts';

const UNKNOWN: Identity = { kind: 'unknown', strangerId: null };
const OUR_CAR: ObjectVerdict = { kind: 'known', name: 'Our car', similarity: 0.9 };

function found(shape: string, changes: Partial<FoundTrack> = {}): FoundTrack {
  return { assetId: 1, shape, confidence: 0.9, suppressed: false, identity: null, object: null, ...changes };
}

test('strangers and known objects count, each as often as one file shows them', () => {
  const findings = eventFindings([
    found('person', { identity: { kind: 'unknown', strangerId: 7 } }),
    found('person', { identity: UNKNOWN, assetId: 2 }),
    found('person', { identity: UNKNOWN, assetId: 2 }),
    found('person', { identity: UNKNOWN, assetId: 2, suppressed: true }),
    found('car', { object: OUR_CAR }),
    found('truck', { object: OUR_CAR, assetId: 2 }),
    found('car', { object: { kind: 'unsure', candidates: [] } }),
  ]);
  assert.partialDeepStrictEqual(findings, { people: [], strangers: 2, objects: ['Our car'] });
});

test('a difference in strangers or known objects alone is one', () => {
  const before = eventFindings([found('person', { identity: UNKNOWN }), found('car')]);
  const after = eventFindings([found('person'), found('car', { object: OUR_CAR })]);
  const none = { shapes: [], people: [], strangers: 0, objects: [] };
  assert.deepEqual(findingsDifference(before, after), {
    gained: { ...none, objects: ['Our car'] },
    lost: { ...none, strangers: 1 },
  });
  assert.equal(findingsDifference(before, before), null);
});
