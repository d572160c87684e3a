import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Track, TrackPosition } from '../../src/domain/track.ts';
import type { EventPage } from '../../src/ports/panel/event-page.ts';
import type { PreviewAnswer } from '../../src/ports/profile-preview.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { House, stampAgo } from './house.ts';

test('a preview of the settings that hold finds what the upload\u2019s analysis found, and a stricter one says what it leaves out', async (context) => {
  const house = await House.open(context);
  const { id: camera } = await house.addCamera('Front Door');
  await house.post('backEnd', `/rest/cameras/${camera}`, { confidence_level: 45 }, 'PATCH');
  const [picture, clip] = [`Front Door_00_${stampAgo(62)}.jpg`, `Front Door_00_${stampAgo(60)}.mp4`];
  await house.upload(await mediaFixture('picture'), `/${picture}`);
  await house.upload(await mediaFixture('h264'), `/${clip}`);
  const [event] = await house.settled([picture, clip]);
  assert.ok(event);
  const panel = `http://127.0.0.1:${house.addOn.ports.ingress}/api/panel`;
  const { assets, tracks } = (await (await fetch(`${panel}/events/${event.id}`)).json()) as EventPage;
  const preview = async (body: object, signal = AbortSignal.timeout(120_000)): Promise<PreviewAnswer> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${panel}/profile-preview`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      signal,
    });
    assert.equal(answer.status, 200, await answer.clone().text());
    return (await answer.json()) as PreviewAnswer;
  };

  for (const asset of assets) {
    const stored = tracks.filter(({ assetId }) => assetId === asset.id);
    assert.ok(stored.length >= 2);
    const found = (await preview({ asset: asset.id })).tracks.filter(({ omitted }) => omitted === null);
    assert.deepEqual(sorted(found), sorted(stored.filter(({ suppressed }) => !suppressed)), asset.file);
  }

  const [asset] = assets.filter(({ mediaType }) => mediaType === 'mp4');
  assert.ok(asset);
  const changes = { confidence_level: 99, shape_rules: [{ shape: 'person', min_height_pct: 99 }] };
  const { tracks: left } = await preview({ asset: asset.id, profile: 1, changes });
  assert.ok(left.length >= 2 && left.every(({ omitted }) => omitted === 'too_small' || omitted === 'confidence'));
  assert.ok(
    left.some(({ omitted }) => omitted === 'too_small'),
    'the camera\u2019s own 45 % hold, not the profile\u2019s 99 %',
  );

  const leaving = new AbortController();
  const abandoned = preview({ asset: asset.id }, leaving.signal);
  leaving.abort();
  await assert.rejects(abandoned);
  assert.equal((await preview({ asset: asset.id })).framesAnalysed, 6, 'the worker is free for the next');
  const after = (await (await fetch(`${panel}/events/${event.id}`)).json()) as EventPage;
  assert.deepEqual({ assets: after.assets, tracks: after.tracks }, { assets, tracks }, 'nothing was kept');
});

/** History keeps a position's confidence to four places. */
function sorted(tracks: readonly Pick<Track, 'shape' | 'confidence' | 'bestShot' | 'positions'>[]) {
  const rounded = (position: TrackPosition) => ({
    ...position,
    confidence: Math.round(position.confidence * 10_000) / 10_000,
  });
  return tracks
    .toSorted((a, b) => b.confidence - a.confidence)
    .map(({ shape, bestShot, positions }) => ({ shape, best: rounded(bestShot), positions: positions.map(rounded) }));
}
