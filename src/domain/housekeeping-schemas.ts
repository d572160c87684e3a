import { type Static, Type } from 'typebox';

const Time = Type.String({ format: 'date-time' });

const RunSchema = Type.Object(
  {
    started_at: Time,
    duration_ms: Type.Integer(),
    outcome: Type.Enum(['done', 'failed', 'stopped']),
    result: Type.String({ description: 'In words.' }),
  },
  { title: 'JobRun' },
);

export const JobSchema = Type.Object(
  {
    name: Type.String(),
    schedule: Type.String({ description: "A cron pattern, in this machine's zone." }),
    is_running: Type.Boolean(),
    files_done: Type.Union([Type.Integer(), Type.Null()], {
      description: 'Deleted so far by the run that is under way; null: none runs, or it does not count them.',
    }),
    last_run: Type.Union([RunSchema, Type.Null()]),
    next_run_at: Type.Union([Time, Type.Null()]),
  },
  { title: 'Job' },
);

export const DiskSchema = Type.Object(
  {
    used_bytes: Type.Integer(),
    available_bytes: Type.Integer(),
    used_pct: Type.Number(),
    high_pct: Type.Number({ description: 'Fuller than this, the oldest recordings go ...' }),
    low_pct: Type.Number({ description: '... until it is no fuller than this.' }),
    bytes_per_day: Type.Integer({ description: 'Uploaded on an average day of the last week.' }),
    absence: Type.Union([Type.String(), Type.Null()], {
      description: 'Why ROOT_DIR is not where recordings are kept, in words; null: it is.',
    }),
    days_until_full: Type.Union([Type.Number(), Type.Null()], {
      description:
        'Until the oldest recordings begin to go for want of room; 0: they do; null: never, since nothing is uploaded or as much goes by age.',
    }),
  },
  { title: 'Disk' },
);

/** Housekeeping as it is told over REST and in the panel. */
export type JobAnswer = Static<typeof JobSchema>;
export type DiskAnswer = Static<typeof DiskSchema>;
