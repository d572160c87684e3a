import type { Request } from 'express';
import { Type } from 'typebox';
import { ConciergeError } from '../domain/concierge-error.ts';
import type { AnalysedTrack } from '../domain/track.ts';
import type { AnalysisRequest, ShapeAnalyser } from '../ports/shape-analyser.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import { ApiRoutes } from './api/api-routes.ts';
import { answerOf, refusedWith } from './api/route-spec.ts';
import { callerSignal } from './caller-signal.ts';
import type { FieldMessages } from './message.ts';
import { backEndUrl, publicPath } from './public-address.ts';
import { type Parsed, parseFindShape, parseGetMetadata } from './shape-request.ts';
import { FindShapeSchema, FoundShapeSchema, MetadataWantedSchema, VideoMetadataSchema } from './shape-schemas.ts';

/** A clip of an hour on a slow machine; who waits longer asks over 5104. */
const FIND_DEADLINE_MS = 15 * 60_000;
const METADATA_DEADLINE_MS = 60_000;

export interface ShapeRoutesParts {
  readonly analyser: ShapeAnalyser;
  readonly media: MediaRoot;
  /** The port that serves the files under ROOT_DIR. */
  readonly backEndPort: number;
}

const BROKEN = { 404: 'There is no such file', 503: 'It cannot be analysed now; the message says why' };

/** Ports 5103 and 5105: shapes in a picture or clip, while the caller waits. */
export function shapeRoutes({ analyser, media, backEndPort }: ShapeRoutesParts): ApiRoutes {
  const api = new ApiRoutes('Shapes', 'Shapes in a picture or clip of your choice, found while you wait.');
  api.add({
    method: 'post',
    path: '/shape/api/v1.0/find_shape',
    summary: 'Find shapes in a picture or clip',
    description: 'In order of frame, then confidence. What stays at its place over a clip is told once.',
    body: FindShapeSchema,
    alsoWrong: ({ body }) => faultsOf(parseFindShape(body)),
    status: 201,
    answer: Type.Array(FoundShapeSchema),
    refusals: BROKEN,
    handle: async ({ body, request, response }) => {
      const wanted = await withFolder(media, parseFindShape(body));
      if (wanted.kind === 'bad') return refusedWith(400, wanted.message);
      await media.existing(wanted.value.file);
      const signal = callerSignal(response, FIND_DEADLINE_MS);
      const { tracks } = await unlessTooLate(signal, analyser.analyse(wanted.value, signal));
      return answerOf(tracks.map((track) => shapeAnswer(request, backEndPort, track)));
    },
  });
  api.add({
    method: 'post',
    path: '/shape/api/v1.0/get_video_metadata',
    summary: 'Measure a clip',
    body: MetadataWantedSchema,
    alsoWrong: ({ body }) => faultsOf(parseGetMetadata(body)),
    status: 201,
    answer: VideoMetadataSchema,
    refusals: BROKEN,
    handle: async ({ body, response }) => {
      const wanted = parseGetMetadata(body);
      if (wanted.kind === 'bad') return refusedWith(400, wanted.message);
      await media.existing(wanted.value);
      const signal = callerSignal(response, METADATA_DEADLINE_MS);
      const { fps, frameCount, durationMs, width, height, codec } = await unlessTooLate(
        signal,
        analyser.metadata(wanted.value, signal),
      );
      if (frameCount <= 1 && durationMs === 0) {
        return refusedWith(400, { file: `"${wanted.value}" is a picture, and no video` });
      }
      return answerOf({ fps, frame_count: frameCount, duration: durationMs / 1000, width, height, codec });
    },
  });
  return api;
}

function faultsOf(parsed: Parsed<unknown>): FieldMessages {
  return parsed.kind === 'bad' ? parsed.message : {};
}

function shapeAnswer(request: Request, backEndPort: number, { shape, confidence, bestShot, snapshot }: AnalysedTrack) {
  const { startX, startY, endX, endY } = bestShot.box;
  return {
    shape,
    confidence: Math.round(confidence * 10_000) / 100,
    box: {
      startX: Math.round(startX),
      startY: Math.round(startY),
      endX: Math.round(endX),
      endY: Math.round(endY),
    },
    frame_nbr: bestShot.frameNumber,
    ...(snapshot !== null && {
      snapshot: publicPath(snapshot),
      snapshot_url: backEndUrl(request, backEndPort, snapshot),
    }),
  };
}

/** Refuses a file_base whose folder is missing or, by a symbolic link, outside ROOT_DIR. */
async function withFolder(media: MediaRoot, parsed: Parsed<AnalysisRequest>): Promise<Parsed<AnalysisRequest>> {
  const fileBase = parsed.kind === 'fine' ? (parsed.value.snapshots?.fileBase ?? '') : '';
  const folder = fileBase.slice(0, Math.max(0, fileBase.lastIndexOf('/')));
  if (folder === '') return parsed;
  try {
    await media.existing(folder);
    return parsed;
  } catch (error) {
    if (!(error instanceof ConciergeError)) throw error;
    return { kind: 'bad', message: { file_base: error.message } };
  }
}

/** A caller who has gone hears nothing anyway; one who waited for too long gets a reason. */
async function unlessTooLate<Value>(signal: AbortSignal, work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new ConciergeError('WORKER_TIMED_OUT', 'Gave up: the caller has gone, or it took longer than allowed.', {
      cause: error,
    });
  }
}
