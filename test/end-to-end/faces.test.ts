import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, type TestContext, test } from 'node:test';
import sharp from 'sharp';
import { withoutFaceModels } from '../support/face-models.ts';
import { mediaFixture } from '../support/media-fixtures.ts';
import { House, stampAgo } from './house.ts';

const PHOTOS = join(import.meta.dirname, '../../node_modules/@vladmandic/face-api/demo');
/** Four people; the fixture `facesClip` is made of it. */
const FRIENDS = join(PHOTOS, 'sample6.jpg');
/** Five others. */
const OTHERS = join(PHOTOS, 'sample5.jpg');

interface Identity {
  readonly kind: string;
  readonly name: string | null;
  readonly stranger_id: number | null;
}

interface FacedEvent {
  readonly id: string;
  readonly camera: number;
  readonly tracks: readonly { readonly identity: Identity | null; readonly face_url: string | null }[];
}

interface DeepShape {
  readonly shape: string;
  readonly identity: Identity | null;
  readonly faces: readonly { readonly identity: string | null; readonly picture_url: string | null }[];
}

/** A house whose cameras look for faces. */
async function openWithFaces(context: TestContext): Promise<House> {
  const house = await House.open(context);
  for (const { id } of await house.get<{ id: number }[]>('/rest/analytics_profiles/')) {
    const wanted = { face_recognition: true };
    const response = await house.post('backEnd', `/rest/analytics_profiles/${id}/`, wanted, 'PATCH');
    assert.equal(response.status, 200, await response.clone().text());
  }
  return house;
}

/** The answer to a photo of which `face` is the person's; without it, to a photo alone. */
async function sendPhoto(house: House, personId: number, photo: string, face: number | null) {
  const query = face === null ? '' : `?face=${face}`;
  const response = await fetch(house.addOn.url('backEnd', `/rest/people/${personId}/pictures${query}`), {
    method: 'POST',
    headers: { 'Content-Type': 'image/jpeg' },
    body: new Uint8Array(await readFile(photo)),
  });
  assert.equal(response.status, 201, await response.clone().text());
  return (await response.json()) as { readonly enrolled: boolean; readonly faces: readonly unknown[] };
}

async function enrol(house: House, name: string, photo: string, face: number): Promise<void> {
  const added = (await (await house.post('backEnd', '/rest/people', { name })).json()) as { id: number };
  const which = await sendPhoto(house, added.id, photo, null);
  assert.deepEqual([which.enrolled, which.faces.length], [false, 4]);
  assert.equal((await sendPhoto(house, added.id, photo, face)).enrolled, true);
}

/** Whom the people of an event are taken for, each once. */
function whoIn(event: FacedEvent | undefined): string[] {
  const names = event?.tracks.flatMap(({ identity }) => identity?.name ?? []) ?? [];
  return [...new Set(names)].sort();
}

describe('faces, from the camera to Home Assistant', { skip: withoutFaceModels }, () => {
  test('who is known is named, a stranger gets a number, and a name given later reaches the past', async (context) => {
    const house = await openWithFaces(context);
    const { homeAssistant } = house;
    const { uuid } = await house.addCamera('Front Door');
    await enrol(house, 'Anna', FRIENDS, 1);
    await enrol(house, 'Ben', FRIENDS, 2);
    const told = () =>
      homeAssistant.events
        .filter(({ event_type }) => event_type === 'concierge_face')
        .map(({ data }) => `${data['type']} ${data['name']}`)
        .sort();
    const picture = await sharp(FRIENDS).resize({ width: 1280 }).jpeg({ quality: 80 }).toBuffer();
    await house.upload(Readable.from([picture]), `/Front Door_00_${stampAgo(10)}.jpg`);
    await homeAssistant.waitFor(() => told().length >= 3);
    const clip = `Front Door_00_${stampAgo(8)}.mp4`;
    await house.upload(await mediaFixture('facesClip'), `/${clip}`);
    await house.analysed(clip);
    const [event] = await house.get<FacedEvent[]>('/rest/events/');
    // The clip shows one more of the four friends well enough, or not.
    const seen = whoIn(event);
    assert.deepEqual(seen.slice(0, 3), ['Anna', 'Ben', 'unknown-1']);
    assert.ok(
      seen.slice(3).every((name) => name === 'unknown-2'),
      seen.join(', '),
    );
    const face = event?.tracks.find(({ identity }) => identity?.kind === 'known')?.face_url;
    assert.equal((await fetch(String(face))).headers.get('content-type'), 'image/jpeg');

    const [recording] = await house.get<{ id: number }[]>('/rest/recordings/');
    const asked = { recording_id: String(recording?.id) };
    const deep = await house.post('deepAnalysis', '/deep_analysis/api/v1.0/get_deep_data', asked);
    assert.equal(deep.status, 201);
    const shapes = (await deep.json()) as DeepShape[];
    const named = new Set(shapes.flatMap(({ faces }) => faces.flatMap(({ identity }) => identity ?? [])));
    assert.deepEqual([...named].sort(), seen);

    const state = `concierge/cam/${uuid}/state`;
    await homeAssistant.waitFor(() => homeAssistant.json(state)?.['last_face'] !== 'none');
    const expected = [
      'face_recognised Anna',
      'face_recognised Ben',
      ...seen.slice(2).map((name) => `face_unknown ${name}`),
    ];
    await homeAssistant.waitFor(() => told().length >= expected.length);
    assert.deepEqual(told(), expected, 'the clip tells nobody twice');
    const entity = homeAssistant.at(`concierge/cam/${uuid}/detection`).map((payload) => JSON.parse(payload).event_type);
    assert.deepEqual(entity.sort(), [...expected.map((words) => words.split(' ')[0]), 'shape_detected'].sort());

    assert.equal((await house.post('backEnd', '/rest/strangers/1/name', { name: 'Clara' })).status, 201);
    await house.addOn.line(/past events were judged again/);
    const [again] = await house.get<FacedEvent[]>('/rest/events/');
    assert.deepEqual(whoIn(again), ['Anna', 'Ben', 'Clara', ...seen.slice(3)]);
    assert.deepEqual(told(), expected, 'what is learnt of the past is no news');
    assert.deepEqual(homeAssistant.breaches, []);
  });

  test('strangers are never given the name of somebody who is known', async (context) => {
    const house = await openWithFaces(context);
    const { uuid } = await house.addCamera('Garden');
    for (const [index, name] of ['Anna', 'Ben', 'Clara', 'Dora'].entries()) {
      await enrol(house, name, FRIENDS, index + 1);
    }
    await house.upload(OTHERS, `/Garden_00_${stampAgo(10)}.jpg`);
    const last = () => house.homeAssistant.json(`concierge/cam/${uuid}/state`)?.['last_face'];
    await house.homeAssistant.waitFor(() => /^(unknown-\d+|unsure)$/.test(String(last())));
    const [event] = await house.get<FacedEvent[]>('/rest/events/');
    const identities = event?.tracks.flatMap(({ identity }) => identity ?? []) ?? [];
    assert.ok(identities.length >= 2, `${identities.length} people with faces`);
    assert.ok(identities.every(({ kind }) => kind === 'unknown' || kind === 'unsure'));
  });
});
