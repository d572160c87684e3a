import type { Request } from 'express';
import { Type } from 'typebox';
import type { ConfigStore } from '../ports/config-store.ts';
import type { LatestSightings, PastSightings, Sighting, SightingSpan } from '../ports/sightings.ts';
import type { Clock } from '../runtime/clock.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import { ApiRoutes } from './api/api-routes.ts';
import { answerOf, refusedWith } from './api/route-spec.ts';
import { type AskedShape, readAskedCamera, readAskedShape } from './asked-shape.ts';
import { DetectedSchema, ShapeObjectSchema, VideoShapeSchema, videoShape } from './interworking-answers.ts';
import { sendPicture } from './last-picture.ts';
import type { FieldMessages } from './message.ts';
import { backEndUrl, backEndUrls } from './public-address.ts';
import { readTime } from './time-query.ts';

export const INTERWORKING = '/interworking/api/v1.0';

/** As long as the entities of Home Assistant show a shape as present. */
const DETECTED_MS = 90_000;
/** Nobody reads more at a time; the newest are answered. */
const MAX_SHAPES = 10_000;
const LAST_PICTURES = 10;

const Name = Type.String({ maxLength: 100 });
const Span = Type.Object({ shape: Name, start: Name, end: Name });

export interface InterworkingParts {
  readonly sightings: LatestSightings;
  readonly past: PastSightings;
  readonly config: ConfigStore;
  readonly media: MediaRoot;
  /** The port that serves the files under ROOT_DIR. */
  readonly backEndPort: number;
  readonly clock: Clock;
}

/** Port 5107, what was seen: for Home Assistant's `rest` and `generic` camera platforms, Node-RED and front ends. */
export function interworkingRoutes(parts: InterworkingParts): ApiRoutes {
  const api = new ApiRoutes('Interworking', 'What was seen, for programs that ask by shape rather than by event.');
  addLatest(api, parts);
  addPictures(api, parts);
  addVideoShapes(api, parts);
  api.add({
    method: 'get',
    path: `${INTERWORKING}/get_shape_objects`,
    summary: 'List shapes with their ids',
    answer: Type.Array(ShapeObjectSchema),
    handle: () => {
      const shapes = parts.config.read().analytics_shapes.map(({ id, shape }) => ({ shape, id }));
      return answerOf([...shapes, { shape: 'all', id: 99 }]);
    },
  });
  return api;
}

function addLatest(api: ApiRoutes, { sightings, config, backEndPort, clock }: InterworkingParts): void {
  api.add({
    method: 'get',
    path: `${INTERWORKING}/shape_detected/:camera_name/:shape`,
    summary: 'Was a shape detected within the last 90 seconds?',
    description: '`all_cameras` and `all_shapes` stand for any.',
    params: Type.Object({ camera_name: Name, shape: Name }),
    answer: DetectedSchema,
    handle: ({ params, request, response }) => {
      const camera = readAskedCamera(params.camera_name, config.read());
      const shape = readAskedShape(params.shape, config.read());
      const message = { ...blame('camera_name', camera), ...blame('shape', shape) };
      if (camera.kind === 'unknown' || shape.kind === 'unknown') return refusedWith(404, message);
      response.set('Cache-Control', 'no-store');
      const seen = sightings.latest(camera.value, shape.value, clock.nowMs() - DETECTED_MS);
      if (seen === null) return answerOf({ detected: false });
      const { snapshot, shape: type, seenAtMs } = seen;
      return answerOf({
        detected: true,
        camera_name: cameraName(config, seen),
        shape_type: type,
        snapshot_url: snapshot === null ? '' : backEndUrl(request, backEndPort, snapshot),
        time: new Date(seenAtMs).toISOString(),
      });
    },
  });
}

function addPictures(api: ApiRoutes, { sightings, config, media }: InterworkingParts): void {
  api.add({
    method: 'get',
    path: `${INTERWORKING}/last_detected_images/:shape/:picture`,
    summary: 'The last pictures of a shape',
    description: '`<n>.jpg`, from `0.jpg`, the newest, to `9.jpg`; beyond what there is, the oldest of them.',
    params: Type.Object({ shape: Name, picture: Type.String({ pattern: '^\\d{1,3}(\\.jpe?g)?$' }) }),
    answer: { contentType: 'image/jpeg' },
    handle: async ({ params, response }) => {
      const shape = readAskedShape(params.shape, config.read());
      if (shape.kind === 'unknown') return refusedWith(404, blame('shape', shape));
      const newestFirst = sightings.pictures(shape.value, LAST_PICTURES);
      const wanted = Number.parseInt(params.picture, 10);
      const sent = await sendPicture(response, media, newestFirst, wanted);
      return sent ? { kind: 'written' } : refusedWith(404, { shape: 'no picture of it yet' });
    },
  });
}

function addVideoShapes(api: ApiRoutes, { past, config, backEndPort }: InterworkingParts): void {
  const answer = (request: Request, seen: readonly Sighting[]) => {
    const urlOf = backEndUrls(request, backEndPort);
    return answerOf(seen.map((one) => videoShape(one, cameraName(config, one), urlOf)));
  };
  api.add({
    method: 'get',
    path: `${INTERWORKING}/shapes_video/:recording_id`,
    summary: 'The shapes of a recording',
    params: Type.Object({ recording_id: Type.Integer({ minimum: 1 }) }),
    answer: Type.Array(VideoShapeSchema),
    handle: async ({ params, request }) => answer(request, await past.ofRecording(params.recording_id)),
  });
  api.add({
    method: 'get',
    path: `${INTERWORKING}/get_recordings/:shape/:start/:end`,
    summary: 'The ids of recordings in which a shape was seen',
    description: 'Times are seconds since 1970 or `YYYY-MM-DD-HH:MM`, UTC.',
    params: Span,
    answer: Type.Array(Type.Integer()),
    handle: async ({ params }) => {
      const span = readSpan(params, readAskedShape(params.shape, config.read()));
      return span.kind === 'bad' ? refusedWith(400, span.message) : answerOf(await past.recordingIds(span.span));
    },
  });
  api.add({
    method: 'get',
    path: `${INTERWORKING}/get_video_shapes/:shape/:start/:end`,
    summary: 'The shapes in recordings of a time',
    description: `In order of time; of more than ${MAX_SHAPES} the newest. Times as with get_recordings.`,
    params: Span,
    answer: Type.Array(VideoShapeSchema),
    handle: async ({ params, request }) => {
      const span = readSpan(params, readAskedShape(params.shape, config.read()));
      if (span.kind === 'bad') return refusedWith(400, span.message);
      return answer(request, await past.inClips(span.span, MAX_SHAPES));
    },
  });
}

type ReadSpan =
  | { readonly kind: 'fine'; readonly span: SightingSpan }
  | { readonly kind: 'bad'; readonly message: FieldMessages };

function readSpan({ start, end }: { readonly start: string; readonly end: string }, shape: AskedShape): ReadSpan {
  const message: Record<string, string> = { ...blame('shape', shape) };
  const [fromMs, toMs] = [readTime(start, 'from'), readTime(end, 'to')];
  if (fromMs === null) message['start'] = 'seconds since 1970 or YYYY-MM-DD-HH:MM is expected';
  if (toMs === null) message['end'] = 'seconds since 1970 or YYYY-MM-DD-HH:MM is expected';
  if (shape.kind === 'unknown' || fromMs === null || toMs === null) return { kind: 'bad', message };
  return { kind: 'fine', span: { shape: shape.value, fromMs, toMs } };
}

function blame(field: string, asked: { readonly kind: string; readonly why?: string }): FieldMessages {
  return asked.why === undefined ? {} : { [field]: asked.why };
}

/** Of a camera that was deleted, its id, or what it was called. */
function cameraName(config: ConfigStore, { cameraId, cameraName: then }: Sighting): string {
  return config.read().cameras.find(({ id }) => id === cameraId)?.name ?? then ?? String(cameraId);
}
