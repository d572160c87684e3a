import type { Request } from 'express';
import { Type } from 'typebox';
import { KnownObjectSchema } from '../../domain/config-records.ts';
import { strangerLabel } from '../../domain/identity.ts';
import type { ConfigStore } from '../../ports/config-store.ts';
import type { StoredFace } from '../../ports/face-store.ts';
import type { Gallery } from '../../ports/gallery.ts';
import type { History, Recording, StoredTrack } from '../../ports/history.ts';
import type { KnownObjects } from '../../ports/known-objects.ts';
import type { RecordingTracks } from '../../ports/recording-tracks.ts';
import { ApiRoutes } from '../api/api-routes.ts';
import { answerOf, refusedWith } from '../api/route-spec.ts';
import { IdentitySchema, identityAnswer } from '../identity-answer.ts';
import { VideoShapeSchema, videoShape } from '../interworking-answers.ts';
import { ObjectSchema, objectAnswer } from '../object-answer.ts';
import { backEndUrl } from '../public-address.ts';

export interface DeepAnalysisParts {
  readonly gallery: Gallery;
  readonly objects: Pick<KnownObjects, 'knownIds' | 'recompute'>;
  readonly history: Pick<History, 'recording'>;
  readonly tracks: RecordingTracks;
  readonly config: ConfigStore;
  /** The port that serves the files under ROOT_DIR. */
  readonly backEndPort: number;
}

const ROOT = '/deep_analysis/api/v1.0';

/** As callers of the container version send ids: as numbers or as text. */
const AnyId = Type.Union([Type.Integer({ minimum: 1 }), Type.String({ pattern: '^[1-9][0-9]{0,14}$' })]);

const FaceInShapeSchema = Type.Object(
  {
    startX: Type.Integer(),
    startY: Type.Integer(),
    endX: Type.Integer(),
    endY: Type.Integer(),
    frame_nbr: Type.Integer(),
    quality: Type.Number({ description: 'Percent.' }),
    fault: Type.Union([Type.String(), Type.Null()], { description: 'Why it tells nobody.' }),
    identity: Type.Union([Type.String(), Type.Null()], { description: 'A name, or a label such as `unknown-7`.' }),
    similarity: Type.Union([Type.Number(), Type.Null()], { description: 'Percent.' }),
    picture_url: Type.Union([Type.String(), Type.Null()]),
  },
  { title: 'FaceInShape' },
);

const DeepShapeSchema = Type.Object(
  {
    ...VideoShapeSchema.properties,
    identity: Type.Union([IdentitySchema, Type.Null()]),
    object: Type.Union([ObjectSchema, Type.Null()]),
    faces: Type.Array(FaceInShapeSchema),
  },
  { title: 'DeepShape' },
);

const KnownObjectAnswerSchema = Type.Object(
  { ...KnownObjectSchema.properties, has_embedding: Type.Boolean() },
  { title: 'KnownObjectWithEmbedding' },
);

/** Port 5106: who was in a recording, and what is known of known objects. */
export function deepAnalysisRoutes(parts: DeepAnalysisParts): ApiRoutes {
  const { gallery, objects, config } = parts;
  const api = new ApiRoutes('Detailed analytics', 'Who was seen, and by what people are known.');
  addDeepData(api, parts);
  const known = () => {
    const withEmbedding = new Set([...gallery.knownObjectIds(), ...objects.knownIds()]);
    return config.read().known_objects.map((row) => ({ ...row, has_embedding: withEmbedding.has(row.id) }));
  };
  api.add({
    method: 'post',
    path: `${ROOT}/create_deep_data`,
    summary: "Compute the embedding of a known object's picture anew",
    body: Type.Object({ record_id: AnyId }, { title: 'RecordId' }),
    status: 201,
    answer: KnownObjectAnswerSchema,
    refusals: { 404: 'There is no such known object' },
    handle: async ({ body }) => {
      const id = Number(body.record_id);
      if (!(await objects.recompute(id))) await gallery.recompute(id);
      const row = known().find((one) => one.id === id);
      return row ? answerOf(row) : refusedWith(404, { record_id: 'there is no such known object' });
    },
  });
  api.add({
    method: 'get',
    path: `${ROOT}/read_known_objects`,
    summary: 'List known objects, and whether an embedding exists',
    answer: Type.Array(KnownObjectAnswerSchema),
    handle: () => answerOf(known()),
  });
  return api;
}

function addDeepData(api: ApiRoutes, { gallery, history, tracks, config, backEndPort }: DeepAnalysisParts): void {
  api.add({
    method: 'post',
    path: `${ROOT}/get_deep_data`,
    summary: 'The shapes of a recording, with the faces of each person',
    body: Type.Object({ recording_id: AnyId }, { title: 'RecordingId' }),
    status: 201,
    answer: Type.Array(DeepShapeSchema),
    refusals: { 404: 'There is no such recording' },
    handle: ({ body, request }) => {
      const recording = history.recording(Number(body.recording_id));
      if (!recording) return refusedWith(404, { recording_id: 'there is no such recording' });
      const camera = config.read().cameras.find(({ id }) => id === recording.cameraId)?.name ?? '';
      return answerOf(
        tracks.ofRecording(recording.id).map((track) => ({
          ...shapeOf(recording, track, camera, request, backEndPort),
          identity: track.identity && identityAnswer(track.identity),
          object: track.object && objectAnswer(track.object),
          faces: gallery.faces.ofTrack(track.id).map((face) => faceOf(face, track, request, backEndPort)),
        })),
      );
    },
  });
}

function shapeOf(recording: Recording, track: StoredTrack, camera: string, request: Request, backEndPort: number) {
  const { bestShot, shape, confidence, snapshot, recordingId } = track;
  const seenAtMs = recording.startedAtMs + bestShot.timeMs;
  const { cameraId } = recording;
  const seen = {
    cameraId,
    cameraName: null,
    recordingId,
    shape,
    confidence,
    frameNumber: bestShot.frameNumber,
    box: bestShot.box,
    snapshot,
    seenAtMs,
  };
  return videoShape(seen, camera, (file) => backEndUrl(request, backEndPort, file));
}

/** A face that is not good enough tells nobody, whoever the track shows. */
function faceOf(face: StoredFace, { identity }: StoredTrack, request: Request, backEndPort: number) {
  const { box, frameNumber, quality, fault, picture } = face;
  const told = fault === null ? identity : null;
  return {
    startX: Math.round(box.startX),
    startY: Math.round(box.startY),
    endX: Math.round(box.endX),
    endY: Math.round(box.endY),
    frame_nbr: frameNumber,
    quality: Math.round(quality * 1000) / 10,
    fault,
    identity: nameIn(told),
    similarity: told?.kind === 'known' ? Math.round(told.similarity * 1000) / 10 : null,
    picture_url: picture && backEndUrl(request, backEndPort, picture),
  };
}

function nameIn(identity: StoredTrack['identity']): string | null {
  if (identity?.kind === 'known') return identity.name;
  return identity?.kind === 'unknown' && identity.strangerId !== null ? strangerLabel(identity.strangerId) : null;
}
