import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { mediaFixture } from '../support/media-fixtures.ts';
import { House, stampAgo } from './house.ts';

const PEDESTRIANS = join(import.meta.dirname, '../../../shared/media/pedestrians.mp4');

describe('the main job', () => {
  test('a picture and then a clip become one event, pictures on disk, REST answers and entities', async (context) => {
    const house = await House.open(context);
    const { homeAssistant } = house;
    const { id, uuid } = await house.addCamera('Front Door');
    const [state, motion, event, snapshotUrl] = ['state', 'motion', 'detection', 'snapshot'].map(
      (leaf) => `concierge/cam/${uuid}/${leaf}`,
    ) as [string, string, string, string];

    await house.upload(await mediaFixture('picture'), `/2026/11/22/Front Door_00_${stampAgo(10)}.jpg`);
    await homeAssistant.waitFor(() => Number(homeAssistant.json(state)?.['count_person']) > 0);
    await homeAssistant.waitFor(() => homeAssistant.at(motion).at(-1) === 'ON');
    await homeAssistant.waitFor(() => homeAssistant.at(event).length === 1);

    const clip = `Front Door_00_${stampAgo(8)}.mp4`;
    await house.upload(await mediaFixture('h264'), `/2026/11/22/${clip}`);
    await house.analysed(clip);
    const events = await house.events();
    assert.equal(events.length, 1, 'the clip joins the event of the picture');
    const [only] = events;
    assert.deepEqual(
      only?.assets.map(({ type, state: assetState }) => [type, assetState]),
      [
        ['jpg', 'analysed'],
        ['mp4', 'analysed'],
      ],
    );
    assert.equal(only?.camera, id);
    assert.ok(
      only?.tracks.some(({ shape, asset }) => shape === 'person' && asset === only.assets[1]?.id),
      'the clip has a person',
    );
    assert.equal(homeAssistant.at(event).length, 1, 'the clip refines the event and is no new one');
    assert.equal(homeAssistant.events.filter(({ event_type }) => event_type === 'concierge_detection').length, 1);

    const [recording] = await house.get<Record<string, unknown>[]>('/rest/recordings/');
    assert.equal(recording?.['video_processed_by_analytics'], true);
    assert.equal(recording?.['camera'], id);
    await homeAssistant.waitFor(() => homeAssistant.retained.has(snapshotUrl));
    for (const url of [
      only?.tracks[0]?.snapshot_url,
      homeAssistant.retained.get(snapshotUrl),
      recording?.['url_video'],
    ]) {
      const response = await fetch(String(url), { headers: { Range: 'bytes=0-2' } });
      assert.equal(response.status, 206, String(url));
    }
    assert.deepEqual(homeAssistant.breaches, []);
  });

  test('the pedestrians of a real clip come out as tracks, not as a shape a frame', {
    skip: !existsSync(PEDESTRIANS) && 'there is no ../shared/media/pedestrians.mp4',
  }, async (context) => {
    const house = await House.open(context);
    await house.addCamera('Square');
    const clip = `Square_00_${stampAgo(40)}.mp4`;
    await house.upload(PEDESTRIANS, `/${clip}`);
    await house.analysed(clip);
    const [event] = await house.events();
    const people = event?.tracks.filter(({ shape }) => shape === 'person') ?? [];
    // 60 frames hold some 300 sightings of the dozen or so people who pass in these 30 s.
    assert.ok(people.length >= 6 && people.length <= 24, `${people.length} tracks of people`);
    assert.ok(people.filter(({ stationary }) => stationary).length <= 2);
  });

  test('a file that turned up while the add-on was down is found at the next start', async (context) => {
    const house = await House.open(context);
    await house.addCamera('Front Door');
    assert.equal(await house.addOn.stop(), 0);
    const folder = join(house.rootDir, '2026/11/22');
    await mkdir(folder, { recursive: true });
    const missed = join(folder, 'Front Door_00_20261122120003.mp4');
    await copyFile(await mediaFixture('h264'), missed);
    await utimes(missed, new Date(Date.now() - 60_000), new Date(Date.now() - 60_000));
    await house.startAddOn();
    await house.analysed('Front Door_00_20261122120003.mp4');
    assert.equal((await house.events())[0]?.assets[0]?.state, 'analysed');
  });

  test('REST callers get shapes and metadata of a file on either port', async (context) => {
    const house = await House.open(context);
    await copyFile(await mediaFixture('hevc'), join(house.rootDir, 'a.mp4'));
    for (const port of ['stills', 'clips'] as const) {
      const metadata = await house.post(port, '/shape/api/v1.0/get_video_metadata', { file: '/root/a.mp4' });
      assert.equal(metadata.status, 201);
      assert.equal(((await metadata.json()) as { fps: number }).fps, 10);
      const asked = {
        camera_name: 'Any',
        file: 'a.mp4',
        desired_shapes: '["person"]',
        confidence_level: 0.5,
        recording_id: '7',
        file_base: '/a',
      };
      const shapes = await house.post(port, '/shape/api/v1.0/find_shape', asked);
      assert.equal(shapes.status, 201, await shapes.clone().text());
      const [first] = (await shapes.json()) as { shape: string; snapshot: string; snapshot_url: string }[];
      assert.equal(first?.shape, 'person');
      assert.match(first?.snapshot ?? '', /^\/a_snapshot7_person1_frame\d+\.jpg$/);
      assert.equal((await fetch(first?.snapshot_url ?? '')).headers.get('content-type'), 'image/jpeg');
    }
  });
});
