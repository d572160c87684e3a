import { type Static, type TSchema, Type } from 'typebox';

const Time = Type.String({ format: 'date-time' });
const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

const CountSchema = Type.Object(
  {
    name: Type.String(),
    before: Type.Integer({ description: 'Events in which it had been found.' }),
    after: Type.Integer({ description: 'Events in which it is found now, or would be.' }),
  },
  { title: 'FindingCount' },
);

export const ReanalysisRunSchema = Type.Object(
  {
    id: Type.Integer(),
    state: Type.Enum(['waiting', 'running', 'paused', 'cancelled', 'done'], {
      description: 'Waiting: another run is before it.',
    }),
    from: Nullable(Time),
    to: Nullable(Time),
    camera: Nullable(Type.Integer()),
    analytics_profile: Nullable(Type.Integer()),
    compare_only: Type.Boolean(),
    model: Type.String({ description: 'What the files are analysed with.' }),
    created_at: Time,
    ended_at: Nullable(Time),
    files_total: Type.Integer(),
    files_done: Type.Integer({ description: 'Those that failed and those that were skipped among them.' }),
    files_failed: Type.Integer({ description: 'What was found in them earlier stays.' }),
    files_skipped: Type.Integer({
      description: "An outside detector's, of a deleted camera or one whose analytics is off, or waiting anyway.",
    }),
    seconds_left: Nullable(
      Type.Integer({ description: 'At the pace of the latest files; null: it does not run, or cannot be told yet.' }),
    ),
    events_compared: Type.Integer(),
    events_changed: Type.Integer(),
    shapes: Type.Array(CountSchema),
    people: Type.Array(CountSchema),
    strangers: Type.Array(CountSchema, { description: 'At most one: somebody who is not known.' }),
    objects: Type.Array(CountSchema, { description: 'Known objects.' }),
  },
  { title: 'ReanalysisRun' },
);

const FindingsSchema = Type.Object(
  {
    shapes: Type.Array(Type.Object({ shape: Type.String(), count: Type.Integer() })),
    people: Type.Array(Type.String()),
    strangers: Type.Integer({ description: 'How many people at least who are not known.' }),
    objects: Type.Array(Type.String(), { description: 'Names of known objects.' }),
  },
  { title: 'Findings' },
);

export const ChangedEventSchema = Type.Object(
  {
    event: Type.String({ description: "The event's id." }),
    url: Type.String({ description: 'The event, at this port.' }),
    camera: Type.Integer(),
    started_at: Time,
    before: FindingsSchema,
    after: FindingsSchema,
    gained: FindingsSchema,
    lost: FindingsSchema,
  },
  { title: 'ChangedEvent' },
);

/** Runs of analysing again as they are told over REST and in the panel. */
export type ReanalysisRunAnswer = Static<typeof ReanalysisRunSchema>;
export type ChangedEventAnswer = Static<typeof ChangedEventSchema>;
