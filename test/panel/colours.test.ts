import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Colour, contrast, parseColour, readableOn } from '../../addon/panel/src/theme/colours.ts';

const DARK: Colour = [17, 17, 17];

test('a theme\u2019s colours are read, and what shows through one that is not opaque counts', () => {
  assert.deepEqual(parseColour('#fa0'), [255, 170, 0]);
  assert.deepEqual(parseColour(' #FFAA00 '), [255, 170, 0]);
  assert.deepEqual(parseColour('rgb(1 2 3)'), [1, 2, 3]);
  assert.deepEqual(parseColour('rgba(255, 255, 255, 0.5)', [0, 0, 0]), [128, 128, 128]);
  assert.equal(parseColour('rgba(255, 255, 255, 0.5)'), null);
  assert.equal(parseColour('url(x.png)', DARK), null);
});

test('a colour that cannot be read on its ground is moved until it can', () => {
  const grounds: Colour[] = [
    [141, 153, 174],
    [163, 177, 198],
  ];
  for (const colour of [
    [24, 115, 58],
    [179, 38, 30],
    [255, 235, 59],
  ] as const) {
    const readable = readableOn(colour, grounds, [0, 0, 0]);
    for (const ground of grounds) assert.ok(contrast(readable, ground) >= 4.5, `${colour} became ${readable}`);
  }
  assert.deepEqual(readableOn([255, 235, 59], [DARK], [255, 255, 255]), [255, 235, 59]);
});
