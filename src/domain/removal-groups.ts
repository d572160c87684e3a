import type { Removal, RetentionReason } from './retention.ts';

/** What goes of one camera for one reason. */
export interface RemovalGroup {
  /** Null: of no camera. */
  readonly cameraId: number | null;
  readonly reason: RetentionReason;
  /** Pictures and clips. */
  readonly files: number;
  readonly sizeBytes: number;
  /** When the first and the last of it was taken. */
  readonly oldestMs: number;
  readonly newestMs: number;
}

/** The largest first. */
export function groupRemovals(removals: readonly Removal[]): readonly RemovalGroup[] {
  const groups = new Map<string, RemovalGroup>();
  for (const { unit, reason } of removals) {
    const { cameraId, startedAtMs, sizeBytes, assets } = unit;
    const key = `${cameraId} ${reason}`;
    const group = groups.get(key);
    groups.set(key, {
      cameraId,
      reason,
      files: (group?.files ?? 0) + assets.length,
      sizeBytes: (group?.sizeBytes ?? 0) + sizeBytes,
      oldestMs: Math.min(group?.oldestMs ?? startedAtMs, startedAtMs),
      newestMs: Math.max(group?.newestMs ?? startedAtMs, startedAtMs),
    });
  }
  return [...groups.values()].sort((a, b) => b.sizeBytes - a.sizeBytes);
}
