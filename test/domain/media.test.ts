import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mediaTypeOf } from '../../src/domain/media.ts';

describe('the media type', () => {
  test('comes from the extension in any case', () => {
    for (const file of ['a.jpg', 'a.JPEG', 'b/c.d.Jpg', 'a.png', 'a.WebP']) assert.equal(mediaTypeOf(file), 'jpg');
    for (const file of ['a.mp4', 'a.MKV', 'a.dav', 'a.mov']) assert.equal(mediaTypeOf(file), 'mp4');
  });

  test('is null for anything else', () => {
    for (const file of ['', 'jpg', 'a.txt', 'a.jpg.part', 'a.dav_', 'a.idx', 'a.constructor']) {
      assert.equal(mediaTypeOf(file), null, file);
    }
  });
});
