import { Type } from 'typebox';
import { DiskSchema, JobSchema } from '../domain/housekeeping-schemas.ts';
import { diskLevel } from '../domain/retention.ts';
import type { Housekeeping, JobState } from '../ports/housekeeping.ts';
import { ApiRoutes } from './api/api-routes.ts';
import { answerOf, refusedWith } from './api/route-spec.ts';
import { callerSignal } from './caller-signal.ts';

const Time = Type.String({ format: 'date-time' });
const DRY_RUN_DEADLINE_MS = 60_000;

const RemovalSchema = Type.Object(
  {
    event: Type.String({ description: "An event's id, or `unassigned-<n>`." }),
    camera: Type.Union([Type.Integer(), Type.Null()]),
    started_at: Time,
    reason: Type.Enum(['age', 'disk', 'no camera']),
    size_bytes: Type.Integer(),
    files: Type.Array(Type.String()),
  },
  { title: 'Removal' },
);

/** Port 8000: what housekeeping does, did and would do. */
export function jobRoutes(housekeeping: Housekeeping): ApiRoutes {
  const api = new ApiRoutes('Housekeeping', 'What is done from time to time: when, how it ended, and now if you like.');
  api.add({
    method: 'get',
    path: '/rest/jobs',
    summary: 'List jobs',
    answer: Type.Array(JobSchema),
    handle: () => answerOf(housekeeping.jobs().map(jobAnswer)),
  });
  api.add({
    method: 'post',
    path: '/rest/jobs/:name/run',
    summary: 'Run a job now',
    description: 'Answers at once; the job shows how it ended.',
    params: Type.Object({ name: Type.String({ maxLength: 60 }) }),
    status: 202,
    answer: JobSchema,
    handle: ({ params }) => {
      const job = () => housekeeping.jobs().find(({ name }) => name === params.name);
      if (job() === undefined) return refusedWith(404, { name: 'there is no such job' });
      // How it ends is kept, and never rejects.
      void housekeeping.runNow(params.name);
      const begun = job();
      return begun ? answerOf(jobAnswer(begun)) : refusedWith(404, { name: 'there is no such job' });
    },
  });
  api.add({
    method: 'get',
    path: '/rest/cleanup/dry_run',
    summary: 'What the cleanup would delete now',
    answer: Type.Array(RemovalSchema),
    handle: async ({ response }) => {
      const removals = await housekeeping.dryRun(callerSignal(response, DRY_RUN_DEADLINE_MS));
      return answerOf(
        removals.map(({ unit, reason }) => ({
          event: unit.id,
          camera: unit.cameraId,
          started_at: new Date(unit.startedAtMs).toISOString(),
          reason,
          size_bytes: unit.sizeBytes,
          files: unit.assets.flatMap(({ files }) => files.map((file) => `/${file}`)),
        })),
      );
    },
  });
  api.add({
    method: 'get',
    path: '/rest/disk',
    summary: 'How full the disk is, and when it will be full',
    answer: DiskSchema,
    handle: async () => {
      const disk = await housekeeping.disk();
      return answerOf({
        used_bytes: disk.usedBytes,
        available_bytes: disk.availableBytes,
        used_pct: percent(diskLevel(disk)),
        high_pct: percent(disk.marks.high),
        low_pct: percent(disk.marks.low),
        bytes_per_day: Math.round(disk.bytesPerDay),
        absence: disk.absence,
        days_until_full: disk.daysUntilFull === null ? null : Math.round(disk.daysUntilFull * 10) / 10,
      });
    },
  });
  api.add({
    method: 'post',
    path: '/rest/disk/accept',
    summary: 'Take ROOT_DIR as it is: what is missing there is gone for good',
    description: 'The cleanup waits for this where hardly anything is left, as when a share is not mounted.',
    status: 204,
    handle: async () => {
      await housekeeping.acceptDisk();
      return answerOf(null);
    },
  });
  return api;
}

function jobAnswer({ name, schedule, isRunning, filesDone, lastRun, nextRunMs }: JobState) {
  return {
    name,
    schedule,
    is_running: isRunning,
    files_done: filesDone,
    last_run: lastRun && {
      started_at: new Date(lastRun.startedAtMs).toISOString(),
      duration_ms: Math.round(lastRun.durationMs),
      outcome: lastRun.outcome,
      result: lastRun.result,
    },
    next_run_at: nextRunMs === null || !Number.isFinite(nextRunMs) ? null : new Date(nextRunMs).toISOString(),
  };
}

function percent(share: number): number {
  return Math.round(share * 1000) / 10;
}
