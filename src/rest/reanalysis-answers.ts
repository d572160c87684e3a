import type { DeepReadonly } from '../domain/deep-readonly.ts';
import { findingsDifference } from '../domain/event-findings.ts';
import type { ChangedEventAnswer, ReanalysisRunAnswer } from '../domain/reanalysis-schemas.ts';
import type { ChangedEvent, ReanalysisRun } from '../ports/reanalysis-runs.ts';

export function runAnswer(run: ReanalysisRun): DeepReadonly<ReanalysisRunAnswer> {
  return {
    id: run.id,
    state: run.state,
    from: isoOrNull(run.fromMs),
    to: isoOrNull(run.toMs),
    camera: run.cameraId,
    analytics_profile: run.profileId,
    compare_only: run.compareOnly,
    model: run.model,
    created_at: new Date(run.createdAtMs).toISOString(),
    ended_at: isoOrNull(run.endedAtMs),
    files_total: run.totalFiles,
    files_done: run.doneFiles,
    files_failed: run.failedFiles,
    files_skipped: run.skippedFiles,
    seconds_left: run.leftMs === null ? null : Math.ceil(run.leftMs / 1000),
    events_compared: run.eventsCompared,
    events_changed: run.eventsChanged,
    shapes: run.shapes,
    people: run.people,
    strangers: run.strangers,
    objects: run.objects,
  };
}

export function changeAnswer({
  eventId,
  cameraId,
  startedAtMs,
  before,
  after,
}: ChangedEvent): DeepReadonly<ChangedEventAnswer> {
  const none = { shapes: [], people: [], strangers: 0, objects: [] };
  const { gained, lost } = findingsDifference(before, after) ?? { gained: none, lost: none };
  return {
    event: eventId,
    url: `/rest/events/${eventId}`,
    camera: cameraId,
    started_at: new Date(startedAtMs).toISOString(),
    before,
    after,
    gained,
    lost,
  };
}

function isoOrNull(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
