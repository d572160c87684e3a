import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { type TestContext, test } from 'node:test';
import { Client } from 'basic-ftp';
import { diskLevel } from '../../src/domain/retention.ts';
import { diskUsage } from '../../src/housekeeping/disk-usage.ts';
import { SqliteAnalysisQueue } from '../../src/queue/sqlite-queue.ts';
import { systemClock as clock } from '../../src/runtime/clock.ts';
import { openDatabase } from '../../src/store/database.ts';
import { SqliteHistory } from '../../src/store/sqlite-history.ts';
import { analysis, newAsset, track } from '../store/history-fixture.ts';
import { AddOnProcess } from '../support/add-on-process.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { mountSmallDisk, type SmallDisk } from '../support/small-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { silentLogger } from '../support/test-logger.ts';
import { stampAgo } from './house.ts';

const MB = 1e6;
const DISK_BYTES = 5e9;
const OLD_CLIP_BYTES = 30 * MB;
const CLIP_BYTES = 2 * MB;
const CLIPS = 200;
const CAMERAS = 4;
const HOUR_MS = 3_600_000;
const HIGH_MARK = 0.85;

test('a burst of 200 clips on a full disk loses none of them, leaves no empty file, and ends below the mark', async (context) => {
  const folder = await temporaryFolder(context);
  const disk = await mountSmallDisk(folder, DISK_BYTES);
  if ('why' in disk) return context.skip(disk.why);
  const dataDir = join(folder, 'state');
  let addOn: AddOnProcess | null = null;
  try {
    const quiet = await fillUp(disk, dataDir);
    assert.ok(diskLevel(await diskUsage(disk.folder)) > HIGH_MARK, 'the disk is full');
    addOn = await AddOnProcess.start({ rootDir: disk.folder, dataDir });
    for (const name of ['Yard', 'Garden', 'Gate', 'Drive']) await addCamera(addOn, name);
    const sent = await burst(context, addOn);
    // Looked at when nothing is being written any more: a snapshot has another name until it is whole.
    assert.equal(await addOn.stop(), 0);

    for (const file of sent) assert.equal((await stat(join(disk.folder, file))).size, CLIP_BYTES, file);
    const level = diskLevel(await diskUsage(disk.folder));
    assert.ok(level < HIGH_MARK, `the disk is ${level} full`);
    for (const file of quiet) assert.ok(existsSync(join(disk.folder, file)), 'the quiet camera lost nothing');
    for (const entry of await readdir(disk.folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      assert.ok((await stat(join(entry.parentPath, entry.name))).size > 0, `${entry.name} is empty`);
      assert.doesNotMatch(entry.name, /\.part$/, 'half a file was left');
    }
    assert.deepEqual(await missingFiles(dataDir, disk.folder), [], 'rows went with their files');
    context.diagnostic(
      `${sent.length} clips of ${CLIP_BYTES / MB} MB; the disk is ${Math.round(level * 1000) / 10} % full`,
    );
  } finally {
    await addOn?.kill();
    await disk.unmount();
  }
});

/** An archive of the camera with id 2 up to 90 %, and three older clips of the one with id 1, whose paths are answered. */
async function fillUp(disk: SmallDisk, dataDir: string): Promise<string[]> {
  const logger = silentLogger();
  const database = openDatabase({ folder: dataDir, clock, logger });
  const queue = new SqliteAnalysisQueue({ database, clock, logger });
  const history = new SqliteHistory({ database, jobs: queue, clock });
  const add = async (file: string, cameraId: number, takenAtMs: number) => {
    const path = join(disk.folder, file);
    await mkdir(dirname(path), { recursive: true });
    await disk.allocate(path, OLD_CLIP_BYTES);
    const given = { cameraId, takenAtMs, receivedAtMs: takenAtMs, sizeBytes: OLD_CLIP_BYTES };
    const { assetId, jobId } = history.addAsset(newAsset(file, given));
    history.completeAnalysis(jobId ?? 0, analysis(assetId, [track('person')]));
    return file;
  };
  const quiet: string[] = [];
  for (let day = 90; day > 87; day--)
    quiet.push(await add(`old/quiet${day}.mp4`, 1, clock.nowMs() - day * 24 * HOUR_MS));
  for (let hour = 0; diskLevel(await diskUsage(disk.folder)) < 0.9; hour++) {
    await add(`old/busy${hour}.mp4`, 2, clock.nowMs() - (1000 - hour) * HOUR_MS);
  }
  database.close();
  return quiet;
}

async function addCamera(addOn: AddOnProcess, name: string): Promise<void> {
  const response = await fetch(addOn.url('backEnd', '/rest/cameras/'), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name, brand: 'RLC-410', timezone: 'UTC' }),
  });
  assert.equal(response.status, 201, await response.text());
}

/** Four cameras at once; each upload has to be accepted. The paths. */
async function burst(context: TestContext, addOn: AddOnProcess): Promise<string[]> {
  const clip = await largeClip();
  const { ftp_user: user, ftp_password: password } = await addOn.credentials();
  const names = ['Yard', 'Garden', 'Gate', 'Drive'];
  const sent = names.map(async (name) => {
    const client = new Client();
    context.after(() => client.close());
    await client.access({ host: '127.0.0.1', port: addOn.ports.ftp, user, password });
    const files: string[] = [];
    for (let left = CLIPS / CAMERAS; left > 0; left--) {
      const file = `${name}_00_${stampAgo(left * 20)}.mp4`;
      await client.uploadFrom(Readable.from(clip, { objectMode: false }), file);
      files.push(file);
    }
    return files;
  });
  return (await Promise.all(sent)).flat();
}

/** A real clip, made longer by a box that players skip. */
async function largeClip(): Promise<Buffer> {
  const clip = await readFile(await mediaFixture('h264'));
  const box = Buffer.alloc(CLIP_BYTES - clip.length);
  box.writeUInt32BE(box.length);
  box.write('free', 4);
  return Buffer.concat([clip, box]);
}

/** Of what history has, the files that are not on disk. */
async function missingFiles(dataDir: string, folder: string): Promise<string[]> {
  const database = openDatabase({ folder: dataDir, clock, logger: silentLogger() });
  const files = database.all('SELECT file FROM assets').map((row) => row.text('file'));
  database.close();
  return files.filter((file) => !existsSync(join(folder, file)));
}
