import type { UploadHabit } from '../domain/upload-habit.ts';

export interface UploadHabits {
  /** Of what arrived from a camera since then. */
  habit(cameraId: number, sinceMs: number): UploadHabit;
  /** When its last file arrived, ms since 1970 UTC; null: none is kept. */
  lastUploadAtMs(cameraId: number): number | null;
}
