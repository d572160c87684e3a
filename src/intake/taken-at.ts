const OFF_MS = 36 * 3_600_000;
const AHEAD_MS = 15 * 60_000;

export interface TakenAt {
  readonly takenAtMs: number;
  /** The stamp was given up: the camera's clock is wrong. */
  readonly clockIsWrong: boolean;
}

/**
 * When an upload was taken: its name's stamp, unless that is too far from when it arrived to be true. A camera that was
 * offline may send what it took yesterday, hence the long span back.
 *
 * @param stampMs null: the name says nothing
 */
export function decideTakenAt(stampMs: number | null, receivedAtMs: number): TakenAt {
  if (stampMs === null) return { takenAtMs: receivedAtMs, clockIsWrong: false };
  const clockIsWrong = stampMs > receivedAtMs + AHEAD_MS || stampMs < receivedAtMs - OFF_MS;
  return { takenAtMs: clockIsWrong ? receivedAtMs : stampMs, clockIsWrong };
}
