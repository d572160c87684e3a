import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { SecretBox } from '../../src/runtime/secret-box.ts';
import { SealedDocument } from '../../src/store/sealed-document.ts';
import { addOnConfig } from '../addon/project-files.ts';
import { embeddingOf } from '../gallery/embeddings.ts';
import { photoOf } from '../gallery/gallery-bench.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { House, stampAgo } from './house.ts';

const CAMERA = {
  host: '192.168.1.20',
  user: 'admin',
  password: 'correct horse',
  ftp_user: 'back',
  ftp_password: 'battery-staple',
};
const ANNA = {
  format: 'concierge-gallery',
  version: 1,
  people: [
    {
      name: 'Anna',
      ignored: false,
      pictures: [{ jpeg: photoOf(embeddingOf(1)).toString('base64'), embedding: embeddingOf(1), quality: 0.8 }],
    },
  ],
  not_faces: [],
};

/** @param fine exit codes that are no fault */
async function run(command: string, args: readonly string[], fine = [0]): Promise<void> {
  const [code] = await once(spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }), 'exit');
  assert.ok(fine.includes(code), `${command} ${args.join(' ')}: exit code ${code}`);
}

/** What Supervisor does: the first hook, everything in /data but what is excluded, the second hook. */
async function backUp(context: TestContext, house: House): Promise<string> {
  const { backup_pre: before, backup_post: after, backup_exclude: excluded } = addOnConfig();
  const here = (hook: string) =>
    hook
      .replaceAll('127.0.0.1:8000', `127.0.0.1:${house.addOn.ports.backEnd}`)
      .replaceAll('/data/', `${house.dataDir}/`);
  const archive = join(await temporaryFolder(context), 'concierge.tar.gz');
  await run('sh', ['-c', here(before)]);
  await access(join(house.dataDir, 'backup', 'concierge.db'));
  const leftOut = excluded.map((pattern) => `--exclude=./${pattern}`);
  // The database is written meanwhile: 1 says that a file changed, or went, while it was read.
  await run('tar', [...leftOut, '-czf', archive, '-C', house.dataDir, '.'], [0, 1]);
  await run('sh', ['-c', here(after)]);
  await assert.rejects(access(join(house.dataDir, 'backup', 'concierge.db')));
  return archive;
}

/** What the add-on's folder holds, read with its own key. */
async function passwordsIn(dataDir: string): Promise<unknown> {
  const key = Buffer.from((await readFile(join(dataDir, 'secret.key'), 'utf8')).trim(), 'hex');
  const document = JSON.parse(await readFile(join(dataDir, 'config.json'), 'utf8'));
  assert.ok(!JSON.stringify(document).includes(CAMERA.password));
  const { cameras } = Object(new SealedDocument(new SecretBox(key)).open(document));
  return cameras.map(({ password, ftp_password }: typeof CAMERA) => [password, ftp_password]);
}

async function everythingIn(house: House) {
  const [webhook] = await Promise.all([house.get<{ url: string }>('/rest/cameras/1/webhook')]);
  return {
    cameras: await house.get<{ uuid: string }[]>('/rest/cameras/'),
    people: await house.get<{ uuid: string; pictures: { has_embedding: boolean }[] }[]>('/rest/people'),
    profiles: await house.get('/rest/analytics_profiles/'),
    events: await house.get<unknown[]>('/rest/events/'),
    recordings: await house.get<unknown[]>('/rest/recordings/'),
    credentials: await house.addOn.credentials(),
    passwords: await passwordsIn(house.dataDir),
    webhook,
  };
}

test('a backup that is made while cameras upload brings everything back', async (context) => {
  const house = await House.open(context);
  await house.addCamera('Front');
  assert.equal((await house.post('backEnd', '/rest/cameras/1', CAMERA, 'PATCH')).status, 200);
  const imported = await fetch(house.addOn.url('backEnd', '/rest/gallery/import'), {
    method: 'POST',
    headers: { 'Content-Type': 'application/vnd.concierge.gallery+json' },
    body: JSON.stringify(ANNA),
  });
  assert.equal(imported.status, 201, await imported.text());
  const files = [30, 20, 10].map((seconds) => `Front_00_${stampAgo(seconds)}.jpg`);
  for (const file of files) await house.upload(await mediaFixture('picture'), `/${file}`);
  await house.settled(files);
  const before = await everythingIn(house);
  assert.deepEqual(
    before.people[0]?.pictures.map(({ has_embedding }) => has_embedding),
    [true],
  );

  const uploading = house.upload(await mediaFixture('h264'), `/Front_00_${stampAgo(300)}.mp4`);
  const archive = await backUp(context, house);
  await uploading;
  await house.addOn.kill();

  const restore = async (aside: string) => {
    await rename(house.dataDir, join(house.dataDir, '..', aside));
    await mkdir(house.dataDir);
    await run('tar', ['-xzf', archive, '-C', house.dataDir]);
  };
  await restore('lost');
  await house.startAddOn();
  const after = await everythingIn(house);
  // What came during the backup may be in it, or is found again among the files.
  const known = new Set(before.events.map((event) => Object(event).id));
  assert.deepEqual(
    { ...after, events: after.events.filter((event) => known.has(Object(event).id)), recordings: [] },
    { ...before, recordings: [] },
  );
  await house.addOn.stop();

  await restore('lost again');
  // All of a young database may still be in the log beside it.
  for (const end of ['-wal', '-shm']) await rm(join(house.dataDir, `concierge.db${end}`), { force: true });
  await writeFile(join(house.dataDir, 'concierge.db'), 'torn while it was copied '.repeat(1000));
  await house.startAddOn();
  await house.addOn.line(/corrupt.*copy of the last backup taken/);
  const fromCopy = await everythingIn(house);
  assert.deepEqual(
    fromCopy.events.filter((event) => known.has(Object(event).id)),
    before.events,
  );
});
