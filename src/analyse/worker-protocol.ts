import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import { APPEARANCE_LENGTH } from '../domain/appearance.ts';
import { ConciergeError, ERROR_CODES, messageOf } from '../domain/concierge-error.ts';
import { MAX_TRACK_FACES } from '../domain/face.ts';
import { MEDIA_TYPES } from '../domain/media.ts';
import { REJECTIONS } from '../domain/rejected-track.ts';
import { DECODER_NAMES } from '../ports/detector-model.ts';
import { FaceModelsSchema, FaceSchema } from './face-schema.ts';

const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** As ports/detector-model. */
const DetectorModelSchema = Type.Object({
  name: Type.String(),
  file: Type.String(),
  decoder: Type.Enum([...DECODER_NAMES]),
  input: Type.Object({
    width: Type.Integer({ minimum: 1 }),
    height: Type.Integer({ minimum: 1 }),
    fit: Type.Enum(['letterbox', 'stretch']),
    padValue: Type.Integer({ minimum: 0, maximum: 255 }),
  }),
});

/** What a worker is told once, after its start. Plain data: a worker reads no environment. */
const WorkerSettingsSchema = Type.Object({
  /** `stills` or `clips`: for its log lines. */
  name: Type.String(),
  /** Detections at a time, each in a thread of its own. */
  threads: Type.Integer({ minimum: 1, maximum: 64 }),
  model: DetectorModelSchema,
  /** Null: this machine has none, or they are not wanted. */
  faces: Nullable(FaceModelsSchema),
  /** As ports/appearance; null or missing: this machine has none. */
  appearance: Type.Optional(Nullable(Type.Object({ name: Type.String(), file: Type.String() }))),
  ffmpegPath: Type.String(),
  ffprobePath: Type.String(),
  /** Absolute path of ROOT_DIR, its links resolved. */
  rootDir: Type.String(),
});
export type WorkerSettings = Static<typeof WorkerSettingsSchema>;

const Share = Type.Number({ minimum: 0, maximum: 1 });

const RequestSchema = Type.Object({
  file: Type.String(),
  mediaType: Type.Enum([...MEDIA_TYPES]),
  shapes: Nullable(Type.Array(Type.String())),
  minConfidence: Share,
  shapeLimits: Type.Optional(
    Type.Array(Type.Object({ shape: Type.String(), minConfidence: Share, minHeight: Share, maxHeight: Share })),
  ),
  everyNthFrame: Type.Integer({ minimum: 1 }),
  snapshots: Nullable(Type.Object({ fileBase: Type.String(), recordingId: Type.String() })),
  annotatedFrame: Nullable(Type.String()),
  faces: Nullable(Type.Object({ fileBase: Nullable(Type.String()) })),
  appearances: Type.Optional(Type.Boolean()),
  explain: Type.Optional(Type.Boolean()),
  detector: Type.Optional(DetectorModelSchema),
});

const ReadFacesSchema = Type.Object({
  file: Type.String(),
  pictures: Nullable(Type.Object({ fileBase: Type.String() })),
});

const ReadAppearanceSchema = Type.Object({ file: Type.String(), shape: Type.String() });

const MetadataSchema = Type.Object({
  fps: Type.Number(),
  frameCount: Type.Number(),
  durationMs: Type.Number(),
  width: Type.Number(),
  height: Type.Number(),
  codec: Type.String(),
});

const PositionSchema = Type.Object({
  frameNumber: Type.Number(),
  timeMs: Type.Number(),
  box: Type.Object({ startX: Type.Number(), startY: Type.Number(), endX: Type.Number(), endY: Type.Number() }),
  confidence: Type.Number(),
});

const TRACK = {
  shape: Type.String(),
  confidence: Type.Number(),
  stationary: Type.Boolean(),
  bestShot: PositionSchema,
  positions: Type.Array(PositionSchema),
};

const AppearanceSchema = Type.Array(Type.Number(), { minItems: APPEARANCE_LENGTH, maxItems: APPEARANCE_LENGTH });

const ResultSchema = Type.Object({
  metadata: MetadataSchema,
  tracks: Type.Array(
    Type.Object({
      ...TRACK,
      snapshot: Nullable(Type.String()),
      faces: Type.Array(FaceSchema, { maxItems: MAX_TRACK_FACES }),
      appearance: Type.Optional(Nullable(AppearanceSchema)),
    }),
  ),
  rejected: Type.Optional(Type.Array(Type.Object({ ...TRACK, rejection: Type.Enum([...REJECTIONS]) }))),
  annotatedFrame: Nullable(Type.String()),
  framesAnalysed: Type.Number(),
  elapsedMs: Type.Number(),
});

const ReadFacesResultSchema = Type.Object({
  width: Type.Number(),
  height: Type.Number(),
  faces: Type.Array(FaceSchema),
});

const FaultSchema = Type.Object({
  code: Type.Enum([...ERROR_CODES]),
  message: Type.String(),
  details: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])),
});
export type Fault = Static<typeof FaultSchema>;

const JobId = Type.Integer();

const ToWorkerSchema = Type.Union([
  Type.Object({ kind: Type.Literal('init'), settings: WorkerSettingsSchema }),
  /** They came after the start: from the next job on faces are found. */
  Type.Object({ kind: Type.Literal('use-faces'), faces: FaceModelsSchema }),
  Type.Object({ kind: Type.Literal('analyse'), jobId: JobId, request: RequestSchema }),
  Type.Object({ kind: Type.Literal('metadata'), jobId: JobId, file: Type.String() }),
  Type.Object({ kind: Type.Literal('read-faces'), jobId: JobId, request: ReadFacesSchema }),
  Type.Object({ kind: Type.Literal('read-appearance'), jobId: JobId, request: ReadAppearanceSchema }),
  Type.Object({ kind: Type.Literal('cancel'), jobId: JobId }),
]);
export type ToWorker = Static<typeof ToWorkerSchema>;
/** What a job's caller waits for the answer to. */
export type JobOrder = Extract<ToWorker, { kind: 'analyse' | 'metadata' | 'read-faces' | 'read-appearance' }>;

const FromWorkerSchema = Type.Union([
  Type.Object({ kind: Type.Literal('ready') }),
  /** It cannot work with its settings. */
  Type.Object({ kind: Type.Literal('unable'), fault: FaultSchema }),
  /** How long the job's clip is, which its deadline depends on. */
  Type.Object({ kind: Type.Literal('opened'), jobId: JobId, durationMs: Type.Number() }),
  Type.Object({ kind: Type.Literal('analysed'), jobId: JobId, result: ResultSchema }),
  Type.Object({ kind: Type.Literal('probed'), jobId: JobId, metadata: MetadataSchema }),
  Type.Object({ kind: Type.Literal('faces-read'), jobId: JobId, result: ReadFacesResultSchema }),
  Type.Object({ kind: Type.Literal('appearance-read'), jobId: JobId, appearance: AppearanceSchema }),
  Type.Object({ kind: Type.Literal('failed'), jobId: JobId, fault: FaultSchema }),
  /** A line of the worker's log, as pino writes it. */
  Type.Object({ kind: Type.Literal('log'), line: Type.String() }),
]);
export type FromWorker = Static<typeof FromWorkerSchema>;
export type JobAnswer = Extract<FromWorker, { kind: 'analysed' | 'probed' | 'faces-read' | 'appearance-read' }>;

/** Null for what is no message of ours. */
export function parseToWorker(message: unknown): ToWorker | null {
  return Value.Check(ToWorkerSchema, message) ? message : null;
}

/** Null for what is no message of ours. */
export function parseFromWorker(message: unknown): FromWorker | null {
  return Value.Check(FromWorkerSchema, message) ? message : null;
}

/** An error as it crosses the processes; one without a code of ours is a defect in the worker. */
export function faultOf(error: unknown): Fault {
  if (error instanceof ConciergeError) {
    return { code: error.code, message: error.message, details: { ...error.details } };
  }
  return { code: 'WORKER_CRASHED', message: messageOf(error), details: {} };
}

export function errorOf({ code, message, details }: Fault): ConciergeError {
  return new ConciergeError(code, message, { details });
}
