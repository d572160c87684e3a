import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  fileBase,
  isReservedPath,
  isSnapshotName,
  numberedPath,
  parseMediaPath,
  unnumberedPath,
} from '../../src/domain/media-path.ts';

describe('a media path', () => {
  test('is relative, without the leading slash, doubled slashes, dots and the prefix of the container', () => {
    assert.equal(parseMediaPath('/cam//2026/./a.jpg'), 'cam/2026/a.jpg');
    assert.equal(parseMediaPath('/root/cam/a.jpg'), 'cam/a.jpg');
    assert.equal(parseMediaPath('rooted/a.jpg'), 'rooted/a.jpg');
    assert.equal(parseMediaPath('cam\\a.jpg'), 'cam/a.jpg');
  });

  test('is null when it leaves the root or is none', () => {
    for (const bad of ['', '/', '.', '..', 'a/../../b', 'a/..', '..\\b', 'a\0.jpg', 'x'.repeat(4097)]) {
      assert.equal(parseMediaPath(bad), null);
    }
  });

  test('never has an empty or dot part, whatever a caller writes, and reads as itself', () => {
    const part = fc.constantFrom('a', 'b c', '.', '..', '', '\\', 'root', '…', 'c.jpg');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const path = parseMediaPath(parts.join('/'));
        if (path === null) return;
        assert.ok(path.split('/').every((name) => name !== '' && name !== '.' && name !== '..'));
        assert.equal(parseMediaPath(path), path);
      }),
    );
  });

  test('is reserved in hidden folders and among our own pictures', () => {
    for (const path of ['.incoming/a', 'a/.b/c.jpg', 'concierge-snapshots', 'concierge-snapshots/a.jpg']) {
      assert.equal(isReservedPath(path), true, path);
    }
    for (const path of ['a.jpg', 'cam/a.b.jpg', 'concierge-snapshots.jpg']) assert.equal(isReservedPath(path), false);
  });

  test('tells the crops that find_shape writes', () => {
    assert.equal(isSnapshotName('cam/clip_snapshot12_person1_frame30.jpg'), true);
    assert.equal(isSnapshotName('cam/snapshot_frame.jpg'), false);
    assert.equal(isSnapshotName('a_snapshot/b_frame3.jpg'), false);
  });

  test('gets a number when it is taken, and is known without it', () => {
    assert.equal(numberedPath('cam.d/a.b.mp4', 2), 'cam.d/a.b~2.mp4');
    assert.equal(numberedPath('cam/plain', 3), 'cam/plain~3');
    for (const path of ['cam.d/a.b.mp4', 'cam/plain'])
      assert.equal(unnumberedPath(numberedPath(path, 123_456_789)), path);
    assert.equal(unnumberedPath('cam~1/a.jpg'), 'cam~1/a.jpg');
  });

  test('loses its extension, and nothing else, as a file base', () => {
    assert.equal(fileBase('cam/a.b.mp4'), 'cam/a.b');
    assert.equal(fileBase('cam.d/plain'), 'cam.d/plain');
  });
});
