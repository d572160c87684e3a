import { Type } from 'typebox';
import type { MediaPath } from '../domain/media-path.ts';
import type { Sighting } from '../ports/sightings.ts';
import { publicPath } from './public-address.ts';

export const DetectedSchema = Type.Object(
  {
    detected: Type.Boolean(),
    camera_name: Type.Optional(Type.String()),
    shape_type: Type.Optional(Type.String({ examples: ['person'] })),
    snapshot_url: Type.Optional(Type.String({ description: 'Empty when there is no picture.' })),
    time: Type.Optional(Type.String({ format: 'date-time', description: "By the camera's clock, UTC." })),
  },
  { title: 'Detected' },
);

export const ShapeObjectSchema = Type.Object({ shape: Type.String(), id: Type.Integer() }, { title: 'ShapeObject' });

export const VideoShapeSchema = Type.Object(
  {
    time: Type.String({ format: 'date-time' }),
    shape: Type.String({ examples: ['person'] }),
    confidence: Type.Number({ description: 'Percent.' }),
    frame_nbr: Type.Integer(),
    camera: Type.String({ description: 'Its name.' }),
    recording_id: Type.Union([Type.Integer(), Type.Null()]),
    startX: Type.Integer(),
    startY: Type.Integer(),
    endX: Type.Integer(),
    endY: Type.Integer(),
    snapshot: Type.String({ description: 'A path from the root of the back end; empty when there is none.' }),
    snapshot_url: Type.String(),
    epoch: Type.Number({ description: 'Seconds since 1970 UTC.' }),
  },
  { title: 'VideoShape', description: 'One object in a recording, where it was seen best; boxes are in pixels.' },
);

export function videoShape(seen: Sighting, camera: string, urlOf: (file: MediaPath) => string) {
  const { shape, confidence, frameNumber, recordingId, box, snapshot, seenAtMs } = seen;
  return {
    time: new Date(seenAtMs).toISOString(),
    shape,
    confidence: Math.round(confidence * 10_000) / 100,
    frame_nbr: frameNumber,
    camera,
    recording_id: recordingId,
    startX: Math.round(box.startX),
    startY: Math.round(box.startY),
    endX: Math.round(box.endX),
    endY: Math.round(box.endY),
    snapshot: snapshot === null ? '' : publicPath(snapshot),
    snapshot_url: snapshot === null ? '' : urlOf(snapshot),
    epoch: seenAtMs / 1000,
  };
}
