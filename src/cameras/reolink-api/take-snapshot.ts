import type { CameraAccess, CameraFailure, CameraPicture } from '../../ports/camera-setup.ts';
import { parseReply } from './api-reply.ts';
import type { CameraLine } from './camera-line.ts';
import { stepFailure } from './failures.ts';
import { TOO_MANY_SESSIONS, WRONG_PASSWORD, wordsFor } from './response-codes.ts';
import { snapshotPath } from './stream-addresses.ts';

/** A camera at 4K takes seconds to make one. */
const SNAP_MS = 20_000;
const MAX_PICTURE_BYTES = 16_000_000;
const JPEG_START = Buffer.from([0xff, 0xd8, 0xff]);

/** What the camera sees now. Without a session: user and password go along. */
export async function takeSnapshot(
  line: CameraLine,
  access: CameraAccess,
  signal: AbortSignal,
): Promise<CameraPicture | CameraFailure> {
  const message = { path: snapshotPath(access), body: null, maxBytes: MAX_PICTURE_BYTES, deadlineMs: SNAP_MS };
  const answer = await line.send(message, signal);
  if (answer.kind === 'failed') return answer;
  if (answer.body.subarray(0, JPEG_START.length).equals(JPEG_START)) return { kind: 'picture', jpeg: answer.body };
  const reply = parseReply(answer.body);
  if (reply.kind !== 'refused') return line.fail('not this brand');
  if (reply.rspCode === WRONG_PASSWORD) return line.fail('wrong password');
  if (reply.rspCode === TOO_MANY_SESSIONS) return line.fail('too many sessions');
  return stepFailure('refused', 'camera', `The camera gives no picture: ${wordsFor(reply)}.`);
}
