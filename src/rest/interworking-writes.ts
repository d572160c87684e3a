import { type Static, type TObject, Type } from 'typebox';
import { ConciergeError } from '../domain/concierge-error.ts';
import { type MediaPath, parseMediaPath } from '../domain/media-path.ts';
import { nextId } from '../domain/next-id.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { ShapeReportReceiver } from '../ports/shape-reports.ts';
import type { Clock } from '../runtime/clock.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import { ApiRoutes } from './api/api-routes.ts';
import { answerOf, refusedWith } from './api/route-spec.ts';
import { readAskedCamera, readAskedShape } from './asked-shape.ts';
import { INTERWORKING } from './interworking-routes.ts';
import { readTime } from './time-query.ts';

const Text = Type.String({ maxLength: 4096 });
const NumberOrText = Type.Union([Type.Number(), Text, Type.Null()]);

const ReportSchema = Type.Object(
  {
    shape_type: Type.String({ minLength: 1, maxLength: 100, examples: ['person'] }),
    camera_name: Type.String({ minLength: 1, maxLength: 100 }),
    snapshot_url: Type.Optional(Type.Union([Text, Type.Null()], { description: 'Where its picture is.' })),
    time: Type.Optional(
      Type.Union([Type.Number(), Text, Type.Null()], {
        description: 'Seconds since 1970 or ISO 8601; now unless given.',
      }),
    ),
  },
  { title: 'ReportedShape' },
);

const KnownObjectSchema = Type.Object(
  {
    name: Type.Optional(
      Type.Union([Type.String({ maxLength: 100 }), Type.Null()], { description: 'Empty: not identified yet.' }),
    ),
    recording_id: Type.Optional(NumberOrText),
    frame_nbr: Type.Optional(NumberOrText),
    snapshot: Type.String({ minLength: 1, maxLength: 4096, description: 'The path of its picture under ROOT_DIR.' }),
    shape: Type.String({ minLength: 1, maxLength: 100 }),
  },
  { title: 'NewKnownObject' },
);

const Nothing: TObject = Type.Object({}, { title: 'Nothing' });

export interface InterworkingWriteParts {
  readonly reports: ShapeReportReceiver;
  readonly config: ConfigStore;
  readonly media: MediaRoot;
  readonly clock: Clock;
}

/** Port 5107, what others tell: a shape that their detector found, a person or object that they know. */
export function interworkingWrites({ reports, config, media, clock }: InterworkingWriteParts): ApiRoutes {
  const api = new ApiRoutes('Interworking', 'What was seen, for programs that ask by shape rather than by event.');
  api.add({
    method: 'post',
    path: `${INTERWORKING}/register_detected_shape`,
    summary: 'Report a shape that another detector found',
    body: ReportSchema,
    status: 201,
    answer: Nothing,
    handle: async ({ body }) => {
      const camera = readAskedCamera(body.camera_name, config.read());
      const shape = readAskedShape(body.shape_type, config.read());
      const atMs = reportedTime(body.time, clock.nowMs());
      const message: Record<string, string> = {};
      if (camera.kind === 'unknown' || camera.value === null) message['camera_name'] = 'there is no such camera';
      if (shape.kind === 'unknown' || shape.value === null) message['shape_type'] = 'there is no such shape';
      if (atMs === null) message['time'] = 'seconds since 1970 or ISO 8601 is expected';
      const known =
        camera.kind === 'known' && shape.kind === 'known' ? { camera: camera.value, shape: shape.value } : null;
      if (!known?.camera || !known.shape || atMs === null) return refusedWith(400, message);
      await reports.report({ cameraId: known.camera, shape: known.shape, pictureUrl: body.snapshot_url || null, atMs });
      return answerOf({});
    },
  });
  api.add({
    method: 'post',
    path: `${INTERWORKING}/create_known_object`,
    summary: 'Make a known object of a snapshot',
    body: KnownObjectSchema,
    status: 201,
    answer: Nothing,
    refusals: { 404: 'There is no such picture' },
    handle: async ({ body }) => {
      const shape = readAskedShape(body.shape, config.read());
      const row = config.read().analytics_shapes.find((one) => shape.kind === 'known' && one.shape === shape.value);
      const file = parseMediaPath(pathOf(body.snapshot));
      const message: Record<string, string> = {};
      if (row === undefined) message['shape'] = `there is no shape "${body.shape}"`;
      if (file === null) message['snapshot'] = 'is no path under ROOT_DIR';
      if (row === undefined || file === null) return refusedWith(400, message);
      const fault = await pictureFault(file, media);
      if (fault) return refusedWith(fault.code === 'FILE_MISSING' ? 404 : 400, { snapshot: fault.message });
      await keepKnownObject(config, { ...body, file, shapeId: row.id });
      return answerOf({});
    },
  });
  return api;
}

/** Why there is no such picture to be had; null: there is. */
async function pictureFault(file: MediaPath, media: MediaRoot): Promise<ConciergeError | null> {
  try {
    await media.existing(file);
    return null;
  } catch (error) {
    if (error instanceof ConciergeError) return error;
    throw error;
  }
}

/** A picture that is known already gets its new name. */
async function keepKnownObject(
  config: ConfigStore,
  given: Static<typeof KnownObjectSchema> & { readonly file: string; readonly shapeId: number },
): Promise<void> {
  const name = given.name?.trim() ?? '';
  await config.change((draft) => {
    const known = draft.known_objects.find((row) => parseMediaPath(row.file_path_image) === given.file);
    const row = known ?? {
      id: nextId(draft, 'known_objects'),
      name: '',
      file_path_image: `/${given.file}`,
      object_type: given.shapeId,
      identified: false,
      deep_learning_done: false,
      recording_id: null,
      frame_nbr: null,
    };
    if (known === undefined) draft.known_objects.push(row);
    Object.assign(row, {
      name,
      identified: name !== '',
      object_type: given.shapeId,
      recording_id: wholeNumber(given.recording_id, 1) ?? row.recording_id,
      frame_nbr: wholeNumber(given.frame_nbr, 0) ?? row.frame_nbr,
    });
  });
}

/** Callers send back the address that they were given, too. */
function pathOf(snapshot: string): string {
  if (!URL.canParse(snapshot)) return snapshot;
  try {
    return decodeURIComponent(new URL(snapshot).pathname);
  } catch {
    return snapshot;
  }
}

function reportedTime(given: number | string | null | undefined, nowMs: number): number | null {
  if (given === undefined || given === null || given === '') return nowMs;
  return readTime(String(given), 'from');
}

/** Null when it is none. */
function wholeNumber(given: number | string | null | undefined, least: number): number | null {
  const value = given === null || given === undefined || given === '' ? Number.NaN : Number(given);
  return Number.isSafeInteger(value) && value >= least ? value : null;
}
