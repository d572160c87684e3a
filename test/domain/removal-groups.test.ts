import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupRemovals } from '../../src/domain/removal-groups.ts';
import type { Removal, RetentionReason } from '../../src/domain/retention.ts';

test('what goes is told by camera and reason, the largest first', () => {
  const groups = groupRemovals([
    removal(1, 'age', 100, 10),
    removal(1, 'age', 300, 20),
    removal(1, 'disk', 500, 500),
    removal(null, 'no camera', 200, 40),
  ]);
  assert.deepEqual(groups, [
    { cameraId: 1, reason: 'disk', files: 2, sizeBytes: 500, oldestMs: 500, newestMs: 500 },
    { cameraId: null, reason: 'no camera', files: 2, sizeBytes: 40, oldestMs: 200, newestMs: 200 },
    { cameraId: 1, reason: 'age', files: 4, sizeBytes: 30, oldestMs: 100, newestMs: 300 },
  ]);
  assert.deepEqual(groupRemovals([]), []);
});

/** Of two files. */
function removal(cameraId: number | null, reason: RetentionReason, startedAtMs: number, sizeBytes: number): Removal {
  const place = { elsewhere: false, missing: 'none', waits: false, newest: false, keep: false } as const;
  const assets = [
    { id: 1, files: ['a.jpg', 'a_annotated.jpg'] },
    { id: 2, files: ['a.mp4'] },
  ];
  const unit = {
    id: `${startedAtMs}`,
    cameraId,
    startedAtMs,
    endedAtMs: startedAtMs,
    assets,
    sizeBytes,
    uploadedBytes: sizeBytes,
    ...place,
  };
  return { unit, reason };
}
