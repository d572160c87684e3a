import type { MediaPath } from './media-path.ts';

/** A file system as df counts it: what is reserved for root is neither used nor available. */
export interface DiskUsage {
  readonly usedBytes: number;
  readonly availableBytes: number;
}

/** Shares of the disk, 0..1: above `high` room is made until `low` is reached, or `high` where `low` is above it. */
export interface DiskMarks {
  readonly high: number;
  readonly low: number;
}

/**
 * Whose recordings go when room is made. `equal`: of the camera that holds the most, so that a busy one does not push
 * out what quiet ones saw; `oldest`: the oldest of all, whoever's they are.
 */
export const DISK_SHARES = ['equal', 'oldest'] as const;
export type DiskShare = (typeof DISK_SHARES)[number];

/**
 * What goes together: an event with all its pictures, clips and snapshots; or one file whose camera is not known, which
 * has no camera and no event.
 */
export interface RetentionUnit {
  /** Unique among units. */
  readonly id: string;
  readonly cameraId: number | null;
  readonly startedAtMs: number;
  /** For a file without a camera: when it came. */
  readonly endedAtMs: number;
  readonly assets: readonly { readonly id: number; readonly files: readonly MediaPath[] }[];
  /** Of its pictures and clips, without what was made of them. */
  readonly uploadedBytes: number;
  /** Something of it waits for analysis, or is being analysed. */
  readonly waits: boolean;
  /** Nothing later was taken by its camera. */
  readonly newest: boolean;
  /** Somebody wants it kept. */
  readonly keep: boolean;
}

/** A unit and what its files are on disk. */
export interface MeasuredUnit extends RetentionUnit {
  /** What the disk under ROOT_DIR gains when it goes. */
  readonly sizeBytes: number;
  /** A file of it lies on another file system, that is mounted inside ROOT_DIR. */
  readonly elsewhere: boolean;
  /** Which of its files are not there. */
  readonly missing: 'none' | 'some' | 'all';
}

export interface RetentionRules {
  readonly nowMs: number;
  /** What ended longer ago goes; null: age does not matter. */
  readonly keepMs: number | null;
  /** The oldest units go until they have made this much room; 0 or less: none. */
  readonly bytesToFree: number;
  /** Files that something else points at, such as the picture of a known object: their units stay. */
  readonly keptFiles: ReadonlySet<MediaPath>;
  /** The share that files were on is away: what is missing stays. */
  readonly away: boolean;
}

export type RetentionReason = 'age' | 'disk' | 'no camera';

export interface Removal {
  readonly unit: MeasuredUnit;
  readonly reason: RetentionReason;
}

/** Home Assistant and phones may not have fetched the pictures of what was this short a time ago. */
export const RECENT_MS = 15 * 60_000;

/** A file whose camera nobody has configured after this long is not missed. */
export const UNASSIGNED_KEEP_MS = 30 * 86_400_000;

/** FTP refuses uploads from 200 MiB on: whatever the marks, room is made before. */
export const SCARCE_BYTES = 400 * 1024 * 1024;

/** Used share of the disk, 0..1; a disk without a size counts as empty. */
export function diskLevel({ usedBytes, availableBytes }: DiskUsage): number {
  const totalBytes = usedBytes + availableBytes;
  return totalBytes > 0 ? usedBytes / totalBytes : 0;
}

/** How much has to go for the low mark to be reached; 0 while the disk is not fuller than the high mark. */
export function bytesToFree(disk: DiskUsage, marks: DiskMarks): number {
  const isScarce = disk.availableBytes < SCARCE_BYTES;
  if (diskLevel(disk) <= marks.high && !isScarce) return 0;
  const overLowMark = disk.usedBytes - Math.min(marks.low, marks.high) * (disk.usedBytes + disk.availableBytes);
  const missing = isScarce ? 2 * SCARCE_BYTES - disk.availableBytes : 0;
  return Math.max(0, Math.ceil(Math.max(overLowMark, missing)));
}

/** From here on it shows whether deleting makes room at all. */
const TELLING_BYTES = 256 * 1024 * 1024;

/**
 * Whether the disk gained anything worth speaking of by what was deleted. It does not where snapshots of the file system
 * keep what is deleted: all recordings would go for nothing.
 */
export function madeRoom(before: DiskUsage, after: DiskUsage, freedBytes: number): boolean {
  return freedBytes < TELLING_BYTES || before.usedBytes - after.usedBytes >= freedBytes / 4;
}

/**
 * Which of these units go, and why. Never what waits or is marked to be kept, the newest of a camera, what was only just now, or what something
 * else points at; a file without a camera ages out even when it is the newest. A unit whose files are missing goes only
 * before one whose files are there, and never while the share is away that they were on.
 * @param units oldest first
 */
export function chooseRemovals(units: readonly MeasuredUnit[], rules: RetentionRules): readonly Removal[] {
  const removals: Removal[] = [];
  let doubtful: Removal[] = [];
  let missingBytes = rules.bytesToFree;
  for (const unit of units) {
    const reason = mayGo(unit, rules) ? whyGo(unit, rules, missingBytes) : null;
    if (reason === null) continue;
    if (unit.missing === 'all') {
      doubtful.push({ unit, reason });
      continue;
    }
    removals.push(...doubtful, { unit, reason });
    doubtful = [];
    missingBytes -= unit.sizeBytes;
  }
  return removals;
}

/** Whether a unit with a camera that began then, or a later one, can go. */
export function mayChooseFrom(startedAtMs: number, { nowMs, keepMs, bytesToFree }: RetentionRules): boolean {
  if (bytesToFree > 0) return startedAtMs <= nowMs - RECENT_MS;
  return keepMs !== null && startedAtMs < nowMs - keepMs;
}

function mayGo(unit: MeasuredUnit, { nowMs, keptFiles, away }: RetentionRules): boolean {
  if (unit.keep || unit.waits || unit.endedAtMs > nowMs - RECENT_MS) return false;
  if (away && unit.missing !== 'none') return false;
  return !unit.assets.some(({ files }) => files.some((file) => keptFiles.has(file)));
}

function whyGo(unit: MeasuredUnit, { nowMs, keepMs }: RetentionRules, missingBytes: number): RetentionReason | null {
  if (unit.cameraId === null && unit.endedAtMs < nowMs - UNASSIGNED_KEEP_MS) return 'no camera';
  if (unit.newest) return null;
  if (keepMs !== null && unit.endedAtMs < nowMs - keepMs) return 'age';
  return missingBytes > 0 && !unit.elsewhere ? 'disk' : null;
}
