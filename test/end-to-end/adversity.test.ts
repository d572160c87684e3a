import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, type TestContext, test } from 'node:test';
import { AddOnProcess, freePortOffset } from '../support/add-on-process.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { House, stampAgo } from './house.ts';

describe('adversity', () => {
  test('kill -9 in the middle of a burst loses no upload and announces no event twice', async (context) => {
    const house = await House.open(context);
    const { homeAssistant } = house;
    const cameras = ['Front', 'Back', 'Yard'];
    const devices: { uuid: string }[] = [];
    for (const name of cameras) devices.push(await house.addCamera(name));
    const clip = await mediaFixture('h264');
    const files = cameras.flatMap((name) => [3600, 60].map((ago) => `${name}_00_${stampAgo(ago)}.mp4`));
    await Promise.all(files.map((file) => house.upload(clip, `/${file}`)));
    await house.addOn.line(/found/);
    await house.addOn.kill();
    await house.startAddOn();
    const events = await house.settled(files);
    assert.deepEqual(
      new Set(events.flatMap(({ assets }) => assets.map(({ file, state }) => `${state} ${file}`))),
      new Set(files.map((file) => `analysed /${file}`)),
    );
    const announced = () =>
      devices
        .flatMap(({ uuid }) => homeAssistant.at(`concierge/cam/${uuid}/detection`))
        .map((payload) => JSON.parse(payload).event_id);
    // At most the one under way at the kill is not announced; the last one is on its way when its analysis is done.
    await homeAssistant.waitFor(() => announced().length >= events.length - 1);
    assert.equal(new Set(announced()).size, announced().length, 'no event is announced twice');
  });

  test('what cannot be read is set aside with its reason, and the next upload is analysed as ever', async (context) => {
    const house = await House.open(context);
    await house.addCamera('Front');
    const bad = { truncated: 'mp4', textClip: 'mp4', textPicture: 'jpg', hugePicture: 'jpg' } as const;
    let secondsAgo = 60;
    for (const [fixture, type] of Object.entries(bad)) {
      const file = `Front_00_${stampAgo(secondsAgo--)}.${type}`;
      // Every key of `bad` is a fixture's name.
      await house.upload(await mediaFixture(fixture as keyof typeof bad), `/${file}`);
      assert.match(await house.analysed(file), /set aside/, fixture);
    }
    await house.upload(Readable.from([]), `/Front_00_${stampAgo(30)}.jpg`).catch(() => {});
    const good = `Front_00_${stampAgo(1)}.jpg`;
    await house.upload(await mediaFixture('picture'), `/${good}`);
    assert.match(await house.analysed(good), /found/);
    const assets = (await house.events()).flatMap((event) => event.assets);
    assert.deepEqual(assets.map(({ state }) => state).sort(), ['analysed', 'failed', 'failed', 'failed', 'failed']);
    for (const { state, reason } of assets)
      if (state === 'failed') assert.ok(reason && reason.length > 20, `says why: ${reason}`);
    assert.deepEqual(await readdir(join(house.rootDir, '.incoming')), []);
  });

  test('an upload of no known camera is kept, said in the log, and analysed once its camera is added', async (context) => {
    const house = await House.open(context);
    const file = `Gate_00_${stampAgo(5)}.jpg`;
    await house.upload(await mediaFixture('picture'), `/${file}`);
    await house.addOn.line(/WARN.*Gate/);
    assert.deepEqual(await house.events(), []);
    await house.addCamera('Gate');
    await house.analysed(file);
  });

  test('SIGTERM stops it cleanly and Home Assistant hears that it is offline', async (context) => {
    const house = await House.open(context);
    assert.equal(house.homeAssistant.retained.get('concierge/status'), 'online');
    assert.equal(await house.addOn.stop(), 0);
    assert.equal(house.homeAssistant.retained.get('concierge/status'), 'offline');
  });

  test('a port in use is one clear line and exit code 1', async (context) => {
    const { rootDir, dataDir } = await folders(context);
    const portOffset = await freePortOffset();
    const taken = createServer().listen(21 + portOffset, '127.0.0.1');
    await once(taken, 'listening');
    context.after(() => taken.close());
    await refuses(
      { rootDir, dataDir, portOffset },
      new RegExp(`Concierge cannot run: .*${21 + portOffset}.*\\(PORT_IN_USE\\)`),
    );
  });

  test('invalid options are one clear line and exit code 1', async (context) => {
    const { rootDir, dataDir } = await folders(context);
    await writeFile(join(dataDir, 'options.json'), '{"log_level": "loud"}');
    await refuses({ rootDir, dataDir }, /Concierge cannot run: .*log_level.*\(OPTIONS_INVALID\)/);
  });

  test('a folder that cannot be written is one clear line and exit code 1', async (context) => {
    const { rootDir, dataDir } = await folders(context);
    await writeFile(join(rootDir, 'file'), '');
    await refuses(
      { rootDir: join(rootDir, 'file'), dataDir },
      /Concierge cannot run: .*ROOT_DIR.*\(FOLDER_UNWRITABLE\)/,
    );
  });
});

async function folders(context: TestContext) {
  return { rootDir: await temporaryFolder(context), dataDir: await temporaryFolder(context) };
}

async function refuses(settings: Parameters<typeof AddOnProcess.launch>[0], line: RegExp): Promise<void> {
  const addOn = await AddOnProcess.launch(settings);
  assert.equal(await addOn.exitCode(), 1);
  const said = addOn.lines.join('\n');
  assert.match(said, line);
  assert.doesNotMatch(said, /^ +at /m, 'no stack trace');
}
