import { Type } from 'typebox';
import { parseMediaPath } from '../domain/media-path.ts';
import type { CameraFailure, CameraSetup, SetupReports } from '../ports/camera-setup.ts';
import type { Clock } from '../runtime/clock.ts';
import { ApiRoutes } from './api/api-routes.ts';
import { answerOf, refusedWith } from './api/route-spec.ts';
import { type ArrivedFile, type ArrivedFileParts, arrivedFile } from './arrived-file.ts';
import { callerSignal } from './caller-signal.ts';
import { cameraNamed, parseReoconfig } from './camera-request.ts';
import {
  CameraAddressesSchema,
  CONFIGURE_MS,
  NewRecordingSchema,
  RecognisedFileSchema,
  ReoconfigSchema,
  SetupReportSchema,
  SNAPSHOT_MS,
} from './camera-service-schemas.ts';
import { FieldReader } from './field-reader.ts';

export interface CameraServiceParts extends ArrivedFileParts {
  /** Of the same brand as `brand`. */
  readonly setup: CameraSetup;
  readonly reports: SetupReports;
  readonly clock: Clock;
}

const ROOT = '/camera/api/v1.0';

/** The port of one brand's cameras (Reolink: 5102): sets them up, reads their files' names, shows what they see. */
export function cameraServiceRoutes(parts: CameraServiceParts): ApiRoutes {
  const { config, brand, setup, reports } = parts;
  const api = new ApiRoutes(`${brand.name} cameras`, `What only ${brand.name} cameras understand.`);
  api.add({
    method: 'post',
    path: `${ROOT}/reoconfig`,
    summary: 'Set a camera up',
    description: 'FTP to us, its name, its clock. A camera of another brand answers an empty object.',
    body: ReoconfigSchema,
    alsoWrong: ({ body }) => {
      const parsed = parseReoconfig(body, brand.name, config.read());
      return parsed.kind === 'bad' ? parsed.message : {};
    },
    status: 201,
    answer: CameraAddressesSchema,
    handle: async ({ body, response }) => {
      const parsed = parseReoconfig(body, brand.name, config.read());
      if (parsed.kind === 'bad') return refusedWith(400, parsed.message);
      if (parsed.kind === 'another brand') return answerOf({});
      const outcome = await setup.configure(parsed.request, callerSignal(response, CONFIGURE_MS));
      // Who gives up says nothing about the camera.
      if (outcome.kind === 'configured' || outcome.problem !== 'given up') {
        await reports.keep(parsed.request.name, outcome);
      }
      if (outcome.kind === 'failed') return failed(outcome, 400);
      const { snapshotUrl, liveUrlHd, liveUrlSd } = outcome;
      return answerOf({ snapshot_url: snapshotUrl, live_url_hd: liveUrlHd, live_url_sd: liveUrlSd });
    },
  });
  api.add({
    method: 'post',
    path: `${ROOT}/newrecording`,
    summary: 'Whose file this is',
    description:
      'Called for every file that arrives. One that nobody has told of yet is taken in; one that is not there is known by its name alone.',
    body: NewRecordingSchema,
    alsoWrong: ({ body }) => readFile(body).message,
    status: 201,
    answer: RecognisedFileSchema,
    handle: ({ body }) => recognise(parts, body),
  });
  addReading(api, parts);
  return api;
}

function addReading(api: ApiRoutes, { config, setup, reports }: CameraServiceParts): void {
  api.add({
    method: 'get',
    path: `${ROOT}/setup_report/:camera`,
    summary: 'How the last setup of a camera went, by its name',
    answer: SetupReportSchema,
    handle: ({ request }) => {
      const report = reports.report(String(request.params['camera']));
      if (report) return answerOf(report);
      return refusedWith(404, { camera: 'there is no such camera, or it was never set up' });
    },
  });
  api.add({
    method: 'get',
    path: `${ROOT}/snapshot/:file`,
    summary: 'What a camera sees now, by its name',
    params: Type.Object({ file: Type.String({ description: 'The name, with or without `.jpg`.' }) }),
    answer: { contentType: 'image/jpeg' },
    refusals: { 502: 'The camera gives no picture, and why' },
    handle: async ({ params, response }) => {
      const camera = cameraNamed(config.read(), params.file.replace(/\.jpe?g$/i, ''));
      if (camera === null) return refusedWith(404, { camera: 'there is no camera of this name' });
      const outcome = await setup.snapshot(camera, callerSignal(response, SNAPSHOT_MS));
      if (outcome.kind === 'failed') return failed(outcome, 502);
      response.set('Cache-Control', 'no-store').type('image/jpeg').send(Buffer.from(outcome.jpeg));
      return { kind: 'written' };
    },
  });
}

async function recognise(parts: CameraServiceParts, body: unknown) {
  const { file, message } = readFile(body);
  if (file === null) return refusedWith(400, message);
  const found = await arrivedFile(parts, file, parts.clock.nowMs());
  return answerOf(found === null ? {} : presentFile(found));
}

function readFile(body: unknown) {
  const reader = new FieldReader(body);
  const text = reader.requiredText('file');
  const file = text === null ? null : (parseMediaPath(text) ?? reader.refuse('file', 'is no path under ROOT_DIR'));
  return { file, message: reader.message };
}

function presentFile({ camera, mediaType, profileId, takenAtMs, recordingId }: ArrivedFile) {
  return {
    camera_name: camera.name,
    type: mediaType,
    analytics_profile: profileId ?? camera.analytics_profile,
    epoch: Math.floor(takenAtMs / 1000),
    ...(recordingId !== null && { id: recordingId }),
  };
}

function failed({ field, why }: CameraFailure, status: number) {
  return refusedWith(status, { [field]: why });
}
