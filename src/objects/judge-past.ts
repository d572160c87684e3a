import { setImmediate } from 'node:timers/promises';
import type { DetectionSink } from '../ports/detection-sink.ts';
import type { ObjectJudge, ObjectStore } from '../ports/object-store.ts';

/** Some ms of work, after which others have their turn. */
const TRACKS_AT_A_TIME = 50;

export interface JudgePastParts {
  readonly store: ObjectStore;
  readonly judge: ObjectJudge;
  readonly sinks: readonly Pick<DetectionSink, 'eventRevised'>[];
}

/** Judges past tracks by what is known now, the newest first, and tells nobody of them as of something new. */
export async function judgePast({ store, judge, sinks }: JudgePastParts, signal: AbortSignal): Promise<number> {
  let below: number | null = null;
  let changed = 0;
  while (!signal.aborted) {
    const tracks = store.compared(below, TRACKS_AT_A_TIME);
    const last = tracks.at(-1);
    if (!last) break;
    below = last.trackId;
    const others = store.inTransaction(() =>
      tracks.filter(({ trackId, shape, appearance, verdict: before }) => {
        const verdict = judge.judge(shape, appearance);
        if (JSON.stringify(verdict) === JSON.stringify(before)) return false;
        store.setVerdict(trackId, verdict);
        return true;
      }),
    );
    changed += others.length;
    for (const eventId of new Set(others.map((track) => track.eventId))) {
      for (const sink of sinks) sink.eventRevised(eventId);
    }
    await setImmediate();
  }
  return changed;
}
