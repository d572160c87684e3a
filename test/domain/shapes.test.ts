import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { COCO_SHAPES, parseShape } from '../../src/domain/shapes.ts';

describe('the shapes', () => {
  test('are the 80 classes of COCO in their order, each once', () => {
    assert.equal(COCO_SHAPES.length, 80);
    assert.equal(new Set(COCO_SHAPES).size, 80);
    assert.deepEqual(
      [0, 2, 16, 56, 79].map((index) => COCO_SHAPES[index]),
      ['person', 'car', 'dog', 'chair', 'toothbrush'],
    );
  });

  test('are read in any case, with blanks around, and by their VOC synonyms', () => {
    assert.equal(parseShape(' Person '), 'person');
    const synonyms = { aeroplane: 'airplane', motorbike: 'motorcycle', diningtable: 'dining table' };
    const more = { pottedplant: 'potted plant', sofa: 'couch', TVMonitor: 'tv' };
    for (const [voc, coco] of Object.entries({ ...synonyms, ...more })) assert.equal(parseShape(voc), coco);
  });

  test('are read by every name of their own', () => {
    for (const shape of COCO_SHAPES) assert.equal(parseShape(shape), shape);
  });

  test('are null for a name that is no class', () => {
    for (const name of ['', 'unicorn', 'personn', 'constructor']) assert.equal(parseShape(name), null);
  });
});
