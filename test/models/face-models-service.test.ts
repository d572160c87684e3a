import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FaceModelsService } from '../../src/models/face-models-service.ts';
import type { ProvidedFaces } from '../../src/models/model-provider.ts';
import type { ReadonlyConfig } from '../../src/ports/config-store.ts';
import type { FaceModels } from '../../src/ports/face-models.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { silentLogger } from '../support/test-logger.ts';

const MODELS: FaceModels = {
  detector: { name: 'YuNet', file: '/yunet.onnx', decoder: 'yunet' },
  embedder: { name: 'dlib', file: '/dlib.onnx' },
};
const NONE: ProvidedFaces = { models: null, explanation: 'the network is away.' };
const HALF_AN_HOUR_MS = 30 * 60_000;

/** A household that wants faces or not, and a network that gives models or not. */
function household(atHand: FaceModels | null = null) {
  const clock = new ManualClock();
  const used: FaceModels[] = [];
  const house = { wants: false, network: NONE, asked: 0, tell: (_: ReadonlyConfig) => {} };
  // Of the document only what the service reads.
  const read = () =>
    ({ analytics_profiles: [{ face_recognition: house.wants }], cameras: [], people: [] }) as unknown as ReadonlyConfig;
  const onChange = (listener: (document: ReadonlyConfig) => void) => {
    house.tell = listener;
    return () => {};
  };
  const provide = async () => {
    house.asked++;
    return house.network;
  };
  const use = (models: FaceModels) => void used.push(models);
  const service = new FaceModelsService({
    config: { read, onChange },
    atHand,
    provide,
    use,
    clock,
    logger: silentLogger(),
  });
  const want = async () => {
    house.wants = true;
    house.tell(read());
    await service.idle();
  };
  return { service, house, used, clock, want };
}

describe('models for faces', () => {
  test('are not looked for while nobody wants faces, and that is well', async () => {
    const { service, house } = household();
    await service.start();
    assert.equal(service.health().state, 'running');
    assert.equal(house.asked, 0);
    await service.stop();
  });

  test('are fetched once a profile wants them, without a restart', async () => {
    const { service, house, used, want } = household();
    house.network = { models: MODELS, explanation: 'YuNet.' };
    await service.start();
    await want();
    assert.deepEqual(used, [MODELS]);
    assert.deepEqual(service.health(), { state: 'running', detail: 'YuNet, dlib' });
    await want();
    assert.equal(house.asked, 1);
    await service.stop();
  });

  test('that cannot be had are said to be missing, with the reason, and are tried again', async () => {
    const { service, house, used, clock, want } = household();
    await service.start();
    await want();
    assert.equal(service.health().state, 'degraded');
    assert.match(service.health().detail, /not recognised: the network is away/);
    house.network = { models: MODELS, explanation: 'YuNet.' };
    clock.advance(HALF_AN_HOUR_MS);
    await service.idle();
    assert.deepEqual(used, [MODELS]);
    assert.equal(service.health().state, 'running');
    await service.stop();
  });

  test('that are at hand are used as they are', async () => {
    const { service, house, want } = household(MODELS);
    await service.start();
    await want();
    assert.equal(house.asked, 0);
    await service.stop();
  });
});
