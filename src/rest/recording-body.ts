import { DateTime } from 'luxon';
import { Type } from 'typebox';
import { isReservedPath, parseMediaPath } from '../domain/media-path.ts';
import type { ReadonlyConfig } from '../ports/config-store.ts';
import type { RecordingFields } from '../ports/recording-editor.ts';
import { isObject } from './field-reader.ts';
import { RecordingSchema } from './history-schemas.ts';
import type { FieldMessages } from './message.ts';
import { resolveReference } from './resolve-reference.ts';
import { NOTHING_TOLD, readToldClip, TOLD_FIELDS } from './told-clip.ts';

const measured = Object.fromEntries(
  Object.keys(RecordingSchema.properties).map((field) => [
    field,
    Type.Optional(Type.Unsafe({ readOnly: true, description: 'Ignored: Concierge knows it itself.' })),
  ]),
);

const written = {
  ...TOLD_FIELDS,
  camera: Type.Union([Type.Integer(), Type.String()], { description: 'The id or name of a camera.' }),
  recording_date_time: Type.String({ format: 'date-time', description: 'ISO 8601; UTC unless it says otherwise.' }),
  file_path_video: Type.String({ minLength: 1, maxLength: 4096, description: 'Under ROOT_DIR; unique.' }),
  file_path_snapshot: Type.Optional(Type.Union([Type.String({ maxLength: 4096 }), Type.Null()])),
};

export const RecordingInputSchema = Type.Object(
  { ...measured, ...written },
  { additionalProperties: false, title: 'Recording input' },
);

export const RecordingChangeSchema = Type.Object(
  { ...measured, ...Type.Partial(Type.Object(written)).properties },
  { additionalProperties: false, title: 'Recording change' },
);

export type ParsedRecording =
  | { readonly kind: 'fine'; readonly fields: RecordingFields }
  | { readonly kind: 'bad'; readonly message: FieldMessages };

/**
 * The row that a body makes.
 * @param base what a PATCH changes; null: every field has to be given
 * @param idOf the recording that has a file already
 */
export function parseRecording(
  body: unknown,
  base: ({ readonly id: number } & RecordingFields) | null,
  config: ReadonlyConfig,
  idOf: (file: string) => number | null,
  ownId: number | null,
): ParsedRecording {
  const message: Record<string, string> = {};
  const given = isObject(body) ? body : {};
  const has = (field: string) => Object.hasOwn(given, field);
  const cameraId = has('camera') ? readCamera(given['camera'], config, message) : base?.cameraId;
  const startedAtMs = has('recording_date_time')
    ? readDateTime(given['recording_date_time'], message)
    : base?.startedAtMs;
  const file = has('file_path_video') ? readPath(given, 'file_path_video', message) : base?.file;
  const takenBy = file == null ? null : idOf(file);
  if (takenBy !== null && takenBy !== ownId) message['file_path_video'] = `is that of recording ${takenBy} already`;
  const isEmpty = given['file_path_snapshot'] === null || given['file_path_snapshot'] === '';
  const snapshot = has('file_path_snapshot')
    ? isEmpty
      ? null
      : readPath(given, 'file_path_snapshot', message)
    : (base?.snapshot ?? null);
  if (Object.keys(message).length > 0 || cameraId == null || startedAtMs == null || file == null) {
    return { kind: 'bad', message };
  }
  const told = readToldClip(given, base?.told ?? NOTHING_TOLD);
  return { kind: 'fine', fields: { cameraId, startedAtMs, file, snapshot, told } };
}

function readCamera(value: unknown, config: ReadonlyConfig, message: Record<string, string>): number | null {
  const resolved = resolveReference({ table: 'cameras' }, value, config);
  if (resolved.kind === 'fine' && typeof resolved.value === 'number') return resolved.value;
  message['camera'] = resolved.kind === 'bad' ? resolved.why : 'is no camera';
  return null;
}

function readDateTime(value: unknown, message: Record<string, string>): number | null {
  const read = typeof value === 'string' ? DateTime.fromISO(value, { zone: 'utc' }) : null;
  if (read?.isValid && read.year >= 1970 && read.year < 3000) return read.toMillis();
  message['recording_date_time'] = 'is no ISO 8601 time such as 2026-11-22T10:00:00Z';
  return null;
}

function readPath(given: Record<string, unknown>, field: string, message: Record<string, string>): string | null {
  const value = given[field];
  const path = typeof value === 'string' ? parseMediaPath(value) : null;
  const isFine = path !== null && (field === 'file_path_snapshot' || !isReservedPath(path));
  if (isFine) return path;
  message[field] = path === null ? 'is no path under ROOT_DIR' : "lies in a folder that is Concierge's own";
  return null;
}
