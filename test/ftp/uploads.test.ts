import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, test } from 'node:test';
import { Client } from 'basic-ftp';
import { PASSWORD, startFtp, USER } from './support/ftp-bench.ts';
import { jpegBytes } from './support/sample-media.ts';

describe('uploads', () => {
  test('64 uploads of 32 cameras at once all arrive through 10 passive ports', async (context) => {
    const bench = await startFtp(context);
    const content = jpegBytes(200_000);
    const begun = performance.now();
    const one = async (camera: number, file: number) => {
      const client = new Client(20_000);
      try {
        await client.access({ host: bench.host, port: bench.port, user: USER, password: PASSWORD });
        await client.uploadFrom(
          Readable.from([content]),
          `/Cam${camera}/2026/11/22/Cam${camera}_00_2026112212000${file}.jpg`.replace('/2026/11/22', ''),
        );
      } finally {
        client.close();
      }
    };
    const results = await Promise.allSettled(Array.from({ length: 64 }, (_, index) => one(index >> 1, index & 1)));
    console.log(performance.now() - begun);
    assert.deepEqual(
      results.filter((result) => result.status === 'rejected'),
      [],
    );
    assert.equal(bench.uploads.length, 64);
    assert.deepEqual(await readFile(join(bench.folder, bench.uploads[0]?.file ?? '')), content);
  });
});
