import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, test } from 'node:test';
import { mediaFixture } from '../support/media-fixtures.ts';
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
    const untold = house.addOn.lines.filter((line) => /found/.test(line)).length;
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
    // Only what was being told at the kill is not announced; the last one is on its way when its analysis is done.
    await homeAssistant.waitFor(() => announced().length >= events.length - untold);
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

  test('SIGTERM with a clip in analysis and an upload under way leaves no process and no half a file', async (context) => {
    const house = await House.open(context, { log_level: 'debug' });
    await house.addCamera('Front');
    const clip = `Front_00_${stampAgo(60)}.mp4`;
    const broken = `Front_00_${stampAgo(5)}.jpg`;
    const { promise: underWay, resolve: begun } = Promise.withResolvers<void>();
    const halfAPicture = new Readable({
      read() {
        if (this.readableLength === 0 && !this.readableDidRead) this.push(Buffer.alloc(100_000));
        begun();
      },
    });
    const upload = house.upload(halfAPicture, `/${broken}`).then(
      () => 'complete',
      () => 'broken off',
    );
    await underWay;
    await house.upload(await mediaFixture('h264'), `/${clip}`);
    assert.equal(await house.addOn.stop(), 0);
    assert.equal(await upload, 'broken off');
    assert.deepEqual(await processesOf(house.dataDir), []);
    await house.startAddOn();
    const events = await house.settled([clip]);
    const assets = events.flatMap((event) => event.assets);
    assert.deepEqual(
      assets.map(({ file, state }) => `${state} ${file}`),
      [`analysed /${clip}`],
    );
    assert.deepEqual(await readdir(join(house.rootDir, '.incoming')), []);
  });

  test('SIGTERM stops it cleanly and Home Assistant hears that it is offline', async (context) => {
    const house = await House.open(context);
    assert.equal(house.homeAssistant.retained.get('concierge/status'), 'online');
    assert.equal(await house.addOn.stop(), 0);
    assert.equal(house.homeAssistant.retained.get('concierge/status'), 'offline');
  });
});

/** Command lines of processes that were started for this add-on and are still there. */
async function processesOf(dataDir: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      return environment.includes(dataDir) ? [await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')] : [];
    }),
  );
  return found.flat();
}
