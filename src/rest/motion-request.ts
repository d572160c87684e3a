import type { MotionReport } from '../ports/intake.ts';
import { FieldReader } from './field-reader.ts';
import type { FieldMessages } from './message.ts';

export type MotionPath = 'motion_detected' | 'recording_ready';

/** The year 3000; an epoch beyond it is one in milliseconds. */
const LATEST_EPOCH_S = 32_503_680_000;

export interface ParsedMotion {
  /** The fields that are well formed. */
  readonly fields: Partial<MotionReport>;
  /** All of them; null when any is bad. */
  readonly report: MotionReport | null;
  readonly message: FieldMessages;
}

/** Reads the body of a request to port 5104, as the wire contract's table has it. */
export function parseMotion(body: unknown, path: MotionPath): ParsedMotion {
  const reader = new FieldReader(body);
  const cameraName = reader.requiredText('camera_name');
  if (reader.value('type') === undefined) reader.refuse('type', 'is required: jpg or mp4');
  const type = reader.mediaType('type');
  if (path === 'recording_ready' && reader.value('file') === undefined) {
    reader.refuse('file', 'is required: the path of the recording under ROOT_DIR');
  }
  const file = reader.mediaPath('file');
  const epochMs = readEpochMs(reader);
  const analyticsProfile = reader.text('analytics_profile');
  const recordingId = path === 'recording_ready' ? reader.integer('id', 1) : null;

  const fields = {
    ...(cameraName !== null && { cameraName }),
    ...(type !== null && { type }),
    ...(epochMs !== null && { epochMs }),
    file,
    analyticsProfile,
    recordingId,
  };
  const bad = Object.keys(reader.message).length > 0;
  if (bad || cameraName === null || type === null || epochMs === null) {
    return { fields, report: null, message: reader.message };
  }
  return { fields, report: { ...fields, cameraName, type, epochMs }, message: {} };
}

function readEpochMs(reader: FieldReader): number | null {
  if (reader.value('epoch') === undefined) return reader.refuse('epoch', 'is required: seconds since 1970 UTC');
  const epoch = reader.number('epoch');
  if (epoch === null) return null;
  if (epoch >= 0 && epoch <= LATEST_EPOCH_S) return Math.round(epoch * 1000);
  return reader.refuse('epoch', `is ${epoch}: seconds since 1970 UTC are expected, not milliseconds`);
}
