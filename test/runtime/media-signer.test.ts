import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { MediaSigner, openMediaSigner } from '../../src/runtime/media-signer.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const signer = new MediaSigner(Buffer.alloc(32, 1));
const query = (text: string) => {
  const { expires = '', signature = '' } = Object.fromEntries(new URLSearchParams(text));
  return { expires, signature };
};

describe('a signed address', () => {
  test('opens its file until its second has come, and then no more', () => {
    const signed = query(signer.sign('a b/ä.jpg', 5_000));
    assert.equal(signer.judge('a b/ä.jpg', signed, 4_999), 'good');
    assert.equal(signer.judge('a b/ä.jpg', signed, 5_000), 'expired');
  });

  test('opens no other file, no longer, and with no other key', () => {
    const anyPath = fc.string({ minLength: 1 });
    fc.assert(
      fc.property(anyPath, anyPath, fc.nat(), fc.integer({ min: 1, max: 1_000_000 }), (file, other, untilS, moreS) => {
        const signed = query(signer.sign(file, untilS * 1000));
        if (other !== file) assert.equal(signer.judge(other, signed, 0), 'altered');
        assert.equal(signer.judge(file, { ...signed, expires: String(untilS + moreS) }, 0), 'altered');
        assert.equal(new MediaSigner(Buffer.alloc(32, 2)).judge(file, signed, 0), 'altered');
        assert.equal(signer.judge(file, { ...signed, signature: '' }, 0), 'altered');
      }),
    );
  });

  test('survives a restart, its key for the owner alone; without the key it is worth nothing', async (context) => {
    const folder = await temporaryFolder(context);
    const signed = query((await openMediaSigner(folder)).sign('a.jpg', 5_000));
    assert.equal((await openMediaSigner(folder)).judge('a.jpg', signed, 0), 'good');
    assert.equal((await stat(join(folder, 'media.key'))).mode & 0o777, 0o600);
    const elsewhere = await openMediaSigner(await temporaryFolder(context));
    assert.equal(elsewhere.judge('a.jpg', signed, 0), 'altered');
  });
});
