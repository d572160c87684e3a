import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { stampAgo } from '../end-to-end/house.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { withEveryHomeAssistant } from './given-rig.ts';
import { RealHouse } from './real-house.ts';

interface Browsed {
  readonly children: readonly { readonly title: string; readonly media_class: string }[];
}

withEveryHomeAssistant('pictures and clips', (rig) => {
  test('open where people look: the app, the media browser, a player, and outside of Home Assistant', async (context) => {
    const house = await RealHouse.open(context, rig());
    const { view } = house;
    await house.addCamera('Front Door');
    const clip = await mediaFixture('h264');
    const name = `Front Door_00_${stampAgo(10)}.mp4`;
    await house.upload(clip, `/${name}`);
    await view.until(() => view.fired('concierge_detection').length === 1);
    const data = view.fired('concierge_detection')[0]?.data ?? {};
    await view.until(() => view.attributes('event.front_door_detection')['image'] === data['image']);

    // The app sends its own login along to Home Assistant's own address.
    const app = { headers: { Authorization: `Bearer ${rig().token}` } };
    const image = await fetch(`${rig().url}${data['image']}`, app);
    assert.deepEqual([image.status, image.headers.get('content-type')], [200, 'image/jpeg']);
    const video = await fetch(`${rig().url}${data['video']}`, app);
    assert.deepEqual([video.status, video.headers.get('content-type')], [200, 'video/mp4']);
    assert.deepEqual(Buffer.from(await video.arrayBuffer()), await readFile(clip));
    await view.until(() => view.state('image.front_door_last_snapshot') !== 'unknown');
    const latest = await fetch(`${rig().url}/api/image_proxy/image.front_door_last_snapshot`, app);
    assert.deepEqual([latest.status, latest.headers.get('content-type')], [200, 'image/jpeg']);

    const browse = async (folder: string) => {
      const media_content_id = `media-source://media_source/${house.mediaName}${folder}`;
      const { children } = (await view.client.ask({ type: 'media_source/browse_media', media_content_id })) as Browsed;
      return children.map(({ title, media_class }) => `${media_class} ${title}`);
    };
    assert.deepEqual(await browse(''), ['directory concierge-snapshots', `video ${name}`]);
    const [day] = await browse('/concierge-snapshots/Front Door');
    const shots = await browse(`/concierge-snapshots/Front Door/${day?.replace('directory ', '')}`);
    assert.ok(shots.length >= 2 && shots.every((shot) => shot.startsWith('image ')), shots.join());

    const media_content_id = data['clip_media_content_id'];
    const resolved = await view.client.ask({ type: 'media_source/resolve_media', media_content_id });
    const played = await fetch(`${rig().url}${Object(resolved).url}`, { headers: { Range: 'bytes=0-99' } });
    assert.equal(played.status, 206, 'as a player fetches it, without a login');

    for (const field of ['snapshot_url', 'picture_url', 'clip_url']) {
      assert.match(String(data[field]), /\?expires=\d+&signature=/);
      assert.equal((await fetch(String(data[field]))).status, 200, field);
    }
  });
});
