import { type Static, type TSchema, Type } from 'typebox';
import { FACE_FAULTS } from '../../domain/face.ts';
import { strangerLabel } from '../../domain/identity.ts';
import { parseMediaPath } from '../../domain/media-path.ts';
import type { StoredFace, StrangerRow } from '../../ports/face-store.ts';
import type { FoundFace, KnownPerson } from '../../ports/gallery.ts';
import type { UrlOf } from '../history-answers.ts';
import { IdentitySchema, identityAnswer } from '../identity-answer.ts';
import { publicPath } from '../public-address.ts';

export const Id = Type.Integer({ minimum: 1 });
export const OneParams = Type.Object({ id: Id });
export const NameField = Type.String({ minLength: 1, maxLength: 100 });

const Time = Type.String({ format: 'date-time' });
const Box = Type.Object({
  startX: Type.Number(),
  startY: Type.Number(),
  endX: Type.Number(),
  endY: Type.Number(),
});

function orNull<Schema extends TSchema>(schema: Schema) {
  return Type.Union([schema, Type.Null()]);
}

export const PictureSchema = Type.Object(
  {
    id: Type.Integer({ description: 'Of the known object.' }),
    file: Type.String(),
    url: Type.String({ format: 'uri' }),
    quality: orNull(Type.Number({ description: 'Percent.' })),
    has_embedding: Type.Boolean(),
    problem: orNull(Type.String({ description: 'Why it cannot be compared.' })),
    doubts: Type.Array(Type.String(), { description: 'What is odd about it: it may be the wrong person.' }),
  },
  { title: 'Picture of a person' },
);

export const PersonAnswerSchema = Type.Object(
  {
    id: Id,
    uuid: Type.String({ format: 'uuid' }),
    name: Type.String(),
    ignored: Type.Boolean({ description: 'Known, and of no interest: raises nothing.' }),
    pictures: Type.Array(PictureSchema),
  },
  { title: 'Person' },
);

export const FaceAnswerSchema = Type.Object(
  {
    id: Id,
    event: Type.String(),
    camera: Id,
    seen_at: Time,
    box: Box,
    frame_nbr: Type.Integer(),
    quality: Type.Number({ description: 'Percent.' }),
    fault: orNull(Type.Enum([...FACE_FAULTS])),
    stranger_id: orNull(Id),
    url: orNull(Type.String({ format: 'uri' })),
  },
  { title: 'Face' },
);

const FoundFaceSchema = Type.Object(
  {
    face: Type.Integer({ description: 'Its number, for `?face=`.' }),
    box: Box,
    quality: Type.Number({ description: 'Percent.' }),
    fault: orNull(Type.Enum([...FACE_FAULTS])),
    identity: orNull(IdentitySchema),
  },
  { title: 'Found face' },
);

/** `picture` is there when it was enrolled, `faces` when somebody has to say which. */
export const EnrolledSchema = Type.Object(
  {
    enrolled: Type.Boolean(),
    person_id: Id,
    picture: orNull(PictureSchema),
    faces: Type.Array(FoundFaceSchema, {
      description:
        'When the picture shows several: send it again with `?face=` and the number of the one that is meant.',
    }),
  },
  { title: 'Enrolment' },
);

export const StrangerSchema = Type.Object(
  {
    id: Id,
    label: Type.String({ examples: ['unknown-7'] }),
    ignored: Type.Boolean(),
    first_seen: orNull(Time),
    last_seen: orNull(Time),
    sightings: Type.Integer({ description: 'Events.' }),
    sightings_this_week: Type.Integer(),
    cameras: Type.Array(Id),
    face_id: orNull(Id),
    face_url: orNull(Type.String({ format: 'uri' })),
  },
  { title: 'Stranger' },
);

export function pictureAnswer(picture: KnownPerson['pictures'][number], urlOf: UrlOf): Static<typeof PictureSchema> {
  const file = parseMediaPath(picture.file) ?? picture.file;
  return {
    id: picture.id,
    file: publicPath(file),
    url: urlOf(file),
    quality: percentOrNull(picture.quality),
    has_embedding: picture.hasEmbedding,
    problem: picture.problem,
    doubts: [...picture.doubts],
  };
}

export function personAnswer({ pictures, ...person }: KnownPerson, urlOf: UrlOf): Static<typeof PersonAnswerSchema> {
  return { ...person, pictures: pictures.map((picture) => pictureAnswer(picture, urlOf)) };
}

export function faceAnswer(face: StoredFace, urlOf: UrlOf): Static<typeof FaceAnswerSchema> {
  return {
    id: face.id,
    event: face.eventId,
    camera: face.cameraId,
    seen_at: isoTime(face.seenAtMs),
    box: face.box,
    frame_nbr: face.frameNumber,
    quality: percent(face.quality),
    fault: face.fault,
    stranger_id: face.strangerId,
    url: face.picture && urlOf(face.picture),
  };
}

export function foundFaceAnswer({ face, box, quality, fault, identity }: FoundFace): Static<typeof FoundFaceSchema> {
  return { face, box, quality: percent(quality), fault, identity: identity && identityAnswer(identity) };
}

export function strangerAnswer(row: StrangerRow, faceUrl: string | null): Static<typeof StrangerSchema> {
  return {
    id: row.id,
    label: strangerLabel(row.id),
    ignored: row.ignored,
    first_seen: row.firstSeenMs === null ? null : isoTime(row.firstSeenMs),
    last_seen: row.lastSeenMs === null ? null : isoTime(row.lastSeenMs),
    sightings: row.sightings,
    sightings_this_week: row.recentSightings,
    cameras: [...row.cameraIds],
    face_id: row.bestFaceId,
    face_url: faceUrl,
  };
}

export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

function percent(share: number): number {
  return Math.round(share * 1000) / 10;
}

function percentOrNull(share: number | null): number | null {
  return share === null ? null : percent(share);
}
