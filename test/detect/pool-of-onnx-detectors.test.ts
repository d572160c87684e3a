import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DetectorPool } from '../../src/detect/detector-pool.ts';
import { OnnxDetector } from '../../src/detect/onnx-detector.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { silentLogger } from '../support/test-logger.ts';
import { blankPlanes, photoPlanes } from './support/photo-planes.ts';
import { THREE_PEOPLE, testModel } from './support/test-models.ts';

const never = new AbortController().signal;
const reachable = await testModel('ssdlite_mobilenetv2');

describe('a pool of real detectors', { skip: 'missing' in reachable && reachable.missing }, () => {
  if ('missing' in reachable) return;

  test('finds what a single detector finds, frame by frame', async (context) => {
    const single = new OnnxDetector(reachable);
    await single.start();
    const pool = new DetectorPool({ model: reachable, size: 2, logger: silentLogger(), clock: systemClock });
    context.after(() => Promise.all([single.stop(), pool.stop()]));
    await pool.start(never);
    const { planes, frame } = await photoPlanes(THREE_PEOPLE, reachable.input);
    const blank = blankPlanes(reachable.input);
    const expected = await single.detect(planes, frame, 0.3);
    assert.ok(expected.length >= 3);
    const frames = [planes, blank, planes, planes, blank, blank, planes, blank];
    const found = await Promise.all(frames.map((each) => pool.detect(each, frame, 0.3)));
    assert.deepEqual(
      found,
      frames.map((each) => (each === planes ? expected : [])),
    );
  });

  test('does not start with a file that is no model', async () => {
    const pool = new DetectorPool({
      model: { ...reachable, file: import.meta.filename },
      size: 2,
      logger: silentLogger(),
      clock: systemClock,
    });
    await assert.rejects(pool.start(never), { code: 'MODEL_UNAVAILABLE' });
  });
});
