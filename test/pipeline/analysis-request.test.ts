import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analysisRequest } from '../../src/pipeline/analysis-request.ts';
import type { Asset } from '../../src/ports/history.ts';
import { defaultConfig } from '../../src/store/default-config.ts';
import { FRONT_CAMERA } from './front-camera.ts';

describe('faces are looked for', () => {
  for (const { camera, profile, looked } of [
    { camera: undefined, profile: false, looked: false },
    { camera: undefined, profile: true, looked: true },
    { camera: true, profile: false, looked: true },
    { camera: false, profile: true, looked: false },
  ]) {
    test(`${looked ? 'where' : 'not where'} the camera says ${camera ?? 'nothing'} and its profile ${profile}`, async () => {
      const { faces } = await requestWith(camera, profile, null);
      assert.equal(faces !== null, looked);
    });
  }

  test('as the profile says that a caller has named, whatever the camera says', async () => {
    assert.notEqual((await requestWith(false, true, 1)).faces, null);
  });

  test('never where the profile does not look for persons', async () => {
    const { faces } = await requestWith(true, false, null, []);
    assert.equal(faces, null);
  });
});

function requestWith(camera: boolean | undefined, profile: boolean, profileId: number | null, shapes?: number[]) {
  const config = defaultConfig();
  const [first] = config.analytics_profiles;
  assert.ok(first);
  config.analytics_profiles[0] = { ...first, face_recognition: profile, ...(shapes && { shapes }) };
  const row = { ...FRONT_CAMERA, ...(camera !== undefined && { face_recognition: camera }) };
  const never = () => Promise.reject(new Error('nothing waits'));
  return analysisRequest(
    { ...PICTURE, profileId },
    row,
    config,
    { stills: 0, clips: 0, oldestWaitMs: 0, setAside: 0 },
    never,
  );
}

const PICTURE: Asset = {
  id: 1,
  file: 'Front_00_20261122120000.jpg',
  mediaType: 'jpg',
  cameraId: 1,
  eventId: 'e',
  recordingId: null,
  profileId: null,
  takenAtMs: Date.UTC(2026, 10, 22, 12),
  receivedAtMs: Date.UTC(2026, 10, 22, 12),
  sizeBytes: 1000,
  state: 'waiting',
  reason: null,
  analysis: null,
  annotatedFrame: null,
};
