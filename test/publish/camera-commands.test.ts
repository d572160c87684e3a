import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cameraSettings } from '../../src/domain/camera-settings.ts';
import { cameraTopics } from './camera-topics.ts';
import { BACK_UUID, camera, configWith, FRONT_UUID } from './samples.ts';
import { SinkBench } from './sink-bench.ts';

const topics = cameraTopics(FRONT_UUID);

async function openBench(...[context]: Parameters<typeof SinkBench.create>): Promise<SinkBench> {
  const document = configWith([camera(1, FRONT_UUID, 'Front door'), camera(2, BACK_UUID, 'Back door')]);
  const [profile] = document.analytics_profiles;
  assert.ok(profile);
  document.analytics_profiles.push({ ...profile, id: 2, name: 'Night', confidence_level: 50, face_recognition: true });
  const bench = await SinkBench.create(context, {}, document);
  await bench.online();
  return bench;
}

/** What Home Assistant shows of the camera. */
function shown(bench: SinkBench, key: string): unknown {
  return bench.home.json(topics.state)?.[key];
}

function settings(bench: SinkBench, index: number) {
  const config = bench.config.read();
  const row = config.cameras[index];
  assert.ok(row);
  return cameraSettings(row, config);
}

describe('what is set in Home Assistant', () => {
  test('confidence holds for its camera alone, and follows the profile again when it is the same', async (context) => {
    const bench = await openBench(context);
    bench.home.deliver(topics.command('confidence'), '85');
    await bench.home.waitFor(() => shown(bench, 'confidence') === 85);
    assert.equal(settings(bench, 0).confidencePct, 85);
    assert.equal(settings(bench, 1).confidencePct, 70);
    bench.home.deliver(topics.command('confidence'), '70.0');
    await bench.home.waitFor(() => shown(bench, 'confidence') === 70);
    await bench.config.change((draft) => {
      for (const profile of draft.analytics_profiles) profile.confidence_level = 66;
    });
    await bench.home.waitFor(() => shown(bench, 'confidence') === 66);
  });

  test('face recognition holds for its camera alone, whoever shares the profile', async (context) => {
    const bench = await openBench(context);
    assert.equal(shown(bench, 'face_recognition'), 'OFF');
    bench.home.deliver(topics.command('face_recognition'), 'ON');
    await bench.home.waitFor(() => shown(bench, 'face_recognition') === 'ON');
    assert.deepEqual(
      [settings(bench, 0), settings(bench, 1)].map(({ faceRecognition }) => faceRecognition),
      ['on', 'off'],
    );
    assert.equal(bench.config.read().analytics_profiles[0]?.face_recognition, false);
  });

  test('a profile that looks for no persons has no faces to recognise, and no switch', async (context) => {
    const bench = await openBench(context);
    bench.home.deliver(topics.command('face_recognition'), 'ON');
    await bench.home.waitFor(() => shown(bench, 'face_recognition') === 'ON');
    await bench.config.change((draft) => {
      for (const profile of draft.analytics_profiles) profile.shapes = [2];
    });
    await bench.home.waitFor(() => !bench.home.entities.has(`concierge_${FRONT_UUID}_face_recognition`));
    assert.equal(settings(bench, 0).faceRecognition, 'impossible');
  });

  test('the profile is chosen by its name', async (context) => {
    const bench = await openBench(context);
    assert.deepEqual(bench.home.entities.get(`concierge_${FRONT_UUID}_profile`)?.config['options'], [
      'Default',
      'Night',
    ]);
    bench.home.deliver(topics.command('profile'), 'Night');
    await bench.home.waitFor(() => shown(bench, 'profile') === 'Night');
    assert.equal(shown(bench, 'confidence'), 50);
    assert.equal(shown(bench, 'face_recognition'), 'ON');
    assert.equal(bench.config.read().cameras[1]?.analytics_profile, 1);
  });

  test('clear forgets what was seen, for good, and not what comes after', async (context) => {
    const bench = await openBench(context);
    bench.see('e1', [{ id: 1, atMs: bench.clock.nowMs(), tracks: [['person', 0.9]] }]);
    await bench.home.waitFor(() => shown(bench, 'count_person') === 1);
    await bench.pass(1000);
    bench.home.deliver(topics.command('clear'), 'PRESS');
    await bench.home.waitFor(() => shown(bench, 'count_person') === 0);
    assert.equal(shown(bench, 'last_shape'), 'none');
    await bench.pass(1000);
    bench.sink.eventChanged('e1');
    await bench.pass(1000);
    await bench.sink.stop();
    bench.sink = bench.makeSink();
    await bench.online();
    assert.equal(shown(bench, 'last_shape'), 'none');
    assert.equal(shown(bench, 'count_person'), 0);
    bench.see('e2', [{ id: 2, atMs: bench.clock.nowMs(), tracks: [['car', 0.9]] }]);
    await bench.home.waitFor(() => shown(bench, 'last_shape') === 'car');
  });

  test('the latest upload is analysed again', async (context) => {
    const bench = await openBench(context);
    bench.home.deliver(topics.command('reanalyse'), 'PRESS');
    await bench.quiet();
    assert.deepEqual(bench.reanalysed, []);
    const atMs = bench.clock.nowMs();
    bench.see('e1', [
      { id: 1, atMs, tracks: [['person', 0.9]] },
      { id: 2, atMs: atMs + 1, mediaType: 'mp4', tracks: [] },
    ]);
    bench.home.deliver(topics.command('reanalyse'), 'PRESS');
    await bench.home.waitFor(() => bench.reanalysed.length > 0);
    assert.deepEqual(bench.reanalysed, [{ kind: 'asset', id: 2 }]);
  });

  test('what makes no sense changes nothing, and is said', async (context) => {
    const bench = await openBench(context);
    const before = structuredClone(bench.config.read());
    const hostile: [string, string][] = [
      ['confidence', '0'],
      ['confidence', '101'],
      ['confidence', '1e2'],
      ['confidence', '-5'],
      ['confidence', 'NaN'],
      ['confidence', ''],
      ['analytics', 'on'],
      ['face_recognition', '{"a":1}'],
      ['profile', '__proto__'],
      ['profile', 'x'.repeat(100_000)],
      ['clear', 'CLEAR'],
      ['uuid', 'ON'],
      ['constructor', 'PRESS'],
    ];
    for (const [key, payload] of hostile) bench.home.deliver(topics.command(key), payload);
    bench.home.deliver('concierge/cam/nobody/analytics/set', 'OFF');
    bench.home.deliver('concierge/hub/x/queue/set', 'OFF');
    await bench.quiet();
    assert.deepEqual(bench.config.read(), before);
    assert.equal(bench.logged('ignoring a command that makes no sense').length, hostile.length);
    assert.ok(bench.lines.every((line) => line.length < 1000));
  });
});
