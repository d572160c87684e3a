import { type Request, type Response, Router } from 'express';
import { parseMediaPath } from '../domain/media-path.ts';
import type { CameraFailure, CameraSetup } from '../ports/camera-setup.ts';
import type { Clock } from '../runtime/clock.ts';
import { type ArrivedFile, type ArrivedFileParts, arrivedFile } from './arrived-file.ts';
import { callerSignal } from './caller-signal.ts';
import { cameraNamed, parseReoconfig } from './camera-request.ts';
import { CameraStates } from './camera-state.ts';
import { FieldReader } from './field-reader.ts';
import { refuse } from './message.ts';

export interface CameraServiceParts extends ArrivedFileParts {
  /** Of the same brand as `brand`. */
  readonly setup: CameraSetup;
  readonly clock: Clock;
}

/** A camera that is slow with each of its answers, and takes a minute for its FTP test. */
const CONFIGURE_MS = 3 * 60_000;
const SNAPSHOT_MS = 30_000;

const ROOT = '/camera/api/v1.0';

/** The port of one brand's cameras (Reolink: 5102): sets them up, reads their files' names, shows what they see. */
export function cameraServiceRoutes(parts: CameraServiceParts): Router {
  const { config, brand, setup, clock } = parts;
  const states = new CameraStates(config, clock);
  const router = Router();
  router.post(`${ROOT}/reoconfig`, async (request, response) => {
    const parsed = parseReoconfig(request.body, brand.name, config.read());
    if (parsed.kind === 'bad') {
      refuse(response, 400, parsed.message);
      return;
    }
    if (parsed.kind === 'another brand') {
      response.status(201).json({});
      return;
    }
    const outcome = await setup.configure(parsed.request, callerSignal(response, CONFIGURE_MS));
    // Who gives up says nothing about the camera.
    if (outcome.kind === 'configured' || outcome.problem !== 'given up')
      await states.keep(parsed.request.name, outcome);
    if (outcome.kind === 'failed') {
      refuseFor(response, outcome, 400);
      return;
    }
    const { snapshotUrl, liveUrlHd, liveUrlSd } = outcome;
    response.status(201).json({ snapshot_url: snapshotUrl, live_url_hd: liveUrlHd, live_url_sd: liveUrlSd });
  });
  router.post(`${ROOT}/newrecording`, (request, response) => answerNewRecording(parts, request, response));
  router.get(`${ROOT}/setup_report/:camera`, (request, response) => {
    const report = states.report(request.params.camera);
    if (report) response.json(report);
    else refuse(response, 404, { camera: 'there is no such camera, or it was not set up since the add-on started' });
  });
  router.get(`${ROOT}/snapshot/:file`, (request, response) => answerSnapshot(parts, request.params.file, response));
  return router;
}

async function answerNewRecording(parts: CameraServiceParts, request: Request, response: Response): Promise<void> {
  const reader = new FieldReader(request.body);
  const text = reader.requiredText('file');
  const file = text === null ? null : (parseMediaPath(text) ?? reader.refuse('file', 'is no path under ROOT_DIR'));
  if (file === null) {
    refuse(response, 400, reader.message);
    return;
  }
  const found = await arrivedFile(parts, file, parts.clock.nowMs());
  response.status(201).json(found === null ? {} : presentFile(found));
}

function presentFile({ asset, camera }: ArrivedFile) {
  return {
    camera_name: camera.name,
    type: asset.mediaType,
    analytics_profile: asset.profileId ?? camera.analytics_profile,
    epoch: Math.floor(asset.takenAtMs / 1000),
    ...(asset.recordingId !== null && { id: asset.recordingId }),
  };
}

async function answerSnapshot({ config, setup }: CameraServiceParts, file: string, response: Response): Promise<void> {
  const camera = cameraNamed(config.read(), file.replace(/\.jpe?g$/i, ''));
  if (camera === null) {
    refuse(response, 404, { camera: 'there is no camera of this name' });
    return;
  }
  const outcome = await setup.snapshot(camera, callerSignal(response, SNAPSHOT_MS));
  if (outcome.kind === 'failed') refuseFor(response, outcome, 502);
  else response.set('Cache-Control', 'no-store').type('image/jpeg').send(Buffer.from(outcome.jpeg));
}

function refuseFor(response: Response, { field, why }: CameraFailure, status: number): void {
  refuse(response, status, { [field]: why });
}
