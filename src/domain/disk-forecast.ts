import type { DiskMarks, DiskUsage } from './retention.ts';

/** How quickly recordings come, and go by age. */
export interface UploadPace {
  readonly bytesPerDay: number;
  /** What goes by age on an average day of the coming week. */
  readonly agedBytesPerDay: number;
  /** Until the first recordings are old enough to go; 0: they are; null: age does not matter. */
  readonly daysUntilAged: number | null;
}

/**
 * Days until the high mark, when the oldest recordings begin to go for want of room; 0 beyond it; null when that does not
 * come: nothing is uploaded, or as much goes by age.
 */
export function daysUntilFull(disk: DiskUsage, marks: DiskMarks, pace: UploadPace): number | null {
  const leftBytes = marks.high * (disk.usedBytes + disk.availableBytes) - disk.usedBytes;
  if (leftBytes <= 0) return 0;
  const { bytesPerDay, agedBytesPerDay, daysUntilAged } = pace;
  const growth = daysUntilAged === 0 ? bytesPerDay - agedBytesPerDay : bytesPerDay;
  if (growth <= 0) return null;
  const days = leftBytes / growth;
  const staysBelow = daysUntilAged !== null && daysUntilAged > 0 && days > daysUntilAged;
  return staysBelow ? null : days;
}
