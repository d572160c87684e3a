import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { looksComplete } from '../../src/ftp/upload-structure.ts';
import { box, fragmentedMp4, jpegBytes, mp4Bytes } from './support/sample-media.ts';

function judge(bytes: Uint8Array): Promise<boolean> {
  return looksComplete({
    sizeBytes: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  });
}

const large = (type: string, contentBytes: number) => {
  const bytes = Buffer.alloc(16 + contentBytes);
  bytes.writeUInt32BE(1, 0);
  bytes.write(type, 4, 'latin1');
  bytes.writeBigUInt64BE(BigInt(bytes.length), 8);
  return bytes;
};

describe('whether an upload is whole by its structure', () => {
  const whole: [string, Buffer][] = [
    ['a JPEG that ends with its end marker', jpegBytes()],
    ['a JPEG padded with zeros', Buffer.concat([jpegBytes(), Buffer.alloc(500)])],
    ['an MP4 with its header at the end', mp4Bytes()],
    ['an MP4 with its header first', Buffer.concat([box('ftyp', 8), box('moov', 50), box('mdat', 500)])],
    ['a fragmented MP4', fragmentedMp4()],
    ['an MP4 with a 64 bit box', Buffer.concat([box('ftyp', 8), large('mdat', 300), box('moov', 50)])],
    ['a QuickTime file', Buffer.concat([box('wide', 0), box('mdat', 30), box('moov', 50)])],
  ];
  for (const [what, bytes] of whole) test(`${what} is`, async () => assert.equal(await judge(bytes), true));

  const not: [string, Buffer][] = [
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('hello, this is no picture')],
    ['an MP4 without its header', Buffer.concat([box('ftyp', 8), box('mdat', 500)])],
    ['an MP4 without media', Buffer.concat([box('ftyp', 8), box('moov', 500)])],
    ['a box of no size', Buffer.concat([box('ftyp', 8), Buffer.alloc(100)])],
    ['a start marker alone', Buffer.from([0xff, 0xd8])],
    ['a start marker and zeros', Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(9000)])],
  ];
  for (const [what, bytes] of not) test(`${what} is not`, async () => assert.equal(await judge(bytes), false));

  test('no cut of a JPEG or of an MP4 with its header at the end is', async () => {
    const cut = (bytes: Buffer) =>
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), async (end) => {
        assert.equal(await judge(bytes.subarray(0, end)), false);
      });
    await fc.assert(cut(jpegBytes()));
    await fc.assert(cut(mp4Bytes(3000)));
  });

  test('any bytes at all get an answer', async () => {
    const bytes = fc.uint8Array({ maxLength: 300 });
    const headed = bytes.map((rest) => Buffer.concat([box('ftyp', 4), rest]));
    await fc.assert(fc.asyncProperty(fc.oneof(bytes, headed), async (any) => void (await judge(any))));
  });
});
