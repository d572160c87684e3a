import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, type TestContext, test } from 'node:test';
import { withoutAppearanceModel } from '../support/appearance-model.ts';
import { BLUE, RED, signClip, signPicture } from '../support/sign-scenes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { House, stampAgo } from './house.ts';

interface ComparedTrack {
  readonly id: number;
  readonly shape: string;
  readonly snapshot: string;
  readonly object: { readonly kind: string; readonly name: string | null } | null;
  readonly seen_before: { readonly same_place: boolean } | null;
}

interface ComparedEvent {
  readonly id: string;
  readonly assets: readonly { readonly file: string }[];
  readonly tracks: readonly ComparedTrack[];
  readonly changes: readonly { readonly kind: string; readonly shape: string }[];
}

interface KnownRow {
  readonly id: number;
  readonly name: string;
  readonly identified: boolean;
  readonly deep_learning_done: boolean;
  readonly has_embedding: boolean;
}

/** A house whose camera compares signs. */
class ComparingHouse {
  readonly house: House;
  readonly folder: string;
  readonly #uuid: string;

  constructor(house: House, uuid: string, folder: string) {
    this.house = house;
    this.#uuid = uuid;
    this.folder = folder;
  }

  static async open(context: TestContext): Promise<ComparingHouse> {
    const house = await House.open(context);
    const profile = { shapes: ['stop sign'], confidence_level: 50, image_comparison: true };
    const changed = await house.post('backEnd', '/rest/analytics_profiles/1/', profile, 'PATCH');
    assert.equal(changed.status, 200, await changed.clone().text());
    const { uuid } = await house.addCamera('Street');
    return new ComparingHouse(house, uuid, await temporaryFolder(context));
  }

  async picture(agoS: number, picture: Promise<Buffer>): Promise<ComparedEvent> {
    const name = `Street_00_${stampAgo(agoS)}.jpg`;
    await this.house.upload(Readable.from([await picture]), `/${name}`);
    return this.eventOf(name);
  }

  async clip(agoS: number, ...scene: Parameters<typeof signClip> extends [string, ...infer Rest] ? Rest : never) {
    const name = `Street_00_${stampAgo(agoS)}.mp4`;
    await this.house.upload(await signClip(join(this.folder, name), ...scene), `/${name}`);
    return this.eventOf(name);
  }

  async eventOf(file: string): Promise<ComparedEvent> {
    await this.house.analysed(file);
    const events = await this.house.get<ComparedEvent[]>('/rest/events/');
    const event = events.find(({ assets }) => assets.some((asset) => asset.file === `/${file}`));
    assert.ok(event, `an event of ${file}`);
    return event;
  }

  async event(id: string): Promise<ComparedEvent> {
    return this.house.get(`/rest/events/${id}`);
  }

  known(): Promise<KnownRow[]> {
    return this.ask('/deep_analysis/api/v1.0/read_known_objects');
  }

  async ask<Answer>(path: string): Promise<Answer> {
    const response = await fetch(this.house.addOn.url('deepAnalysis', path));
    // The test reads of it what it expects there; a wrong shape fails it.
    return (await response.json()) as Answer;
  }

  /** As Home Assistant shows it. */
  get lastObject(): unknown {
    return this.house.homeAssistant.json(`concierge/cam/${this.#uuid}/state`)?.['last_object'];
  }

  /** Types and names of what Home Assistant was told of objects. */
  get told(): string[] {
    return this.house.homeAssistant.events
      .filter(({ event_type }) => event_type === 'concierge_object')
      .map(({ data }) => `${data['type']} ${data['name'] ?? data['shape']}`);
  }
}

describe('known objects, from the camera to Home Assistant', { skip: withoutAppearanceModel }, () => {
  test('what a user has named is named again, what looks otherwise is not, and what is deleted is forgotten', async (context) => {
    const street = await ComparingHouse.open(context);
    const { house } = street;
    const first = await street.picture(900, signPicture({ colour: RED }));
    const [sign] = first.tracks;
    assert.deepEqual([sign?.shape, sign?.object?.kind], ['stop sign', 'none'], 'nothing is known yet');

    const named = await house.post('backEnd', '/rest/known_objects/from_track', {
      track_id: sign?.id,
      name: 'Our sign',
    });
    assert.equal(named.status, 201, await named.clone().text());
    assert.equal((await street.event(first.id)).tracks[0]?.object?.name, 'Our sign', 'the past is judged by it');
    assert.deepEqual(street.told, [], 'and nobody is told of the past');
    const [row] = await street.known();
    assert.partialDeepStrictEqual(row, {
      name: 'Our sign',
      identified: true,
      deep_learning_done: true,
      has_embedding: true,
    });

    const again = await street.clip(600, { colour: RED, light: 0.8, x: 330, scale: 0.9 }, true);
    assert.deepEqual(
      again.tracks.map(({ object }) => object?.name),
      ['Our sign'],
    );
    assert.ok(again.tracks[0]?.seen_before, 'it was seen before');
    const other = await street.picture(300, signPicture({ colour: BLUE }));
    assert.deepEqual(
      other.tracks.map(({ shape, object }) => [shape, object?.kind]),
      [['stop sign', 'none']],
    );
    await house.homeAssistant.waitFor(() => street.told.length > 0);
    assert.deepEqual(street.told, ['object_recognised Our sign']);
    await house.homeAssistant.waitFor(() => street.lastObject === 'Our sign');
    const detection = house.homeAssistant.events.filter(({ event_type }) => event_type === 'concierge_detection');
    assert.partialDeepStrictEqual(
      detection.map(({ data }) => data['objects']),
      [[], [{ name: 'Our sign', shape: 'stop sign' }], []],
    );
    assert.deepEqual(house.homeAssistant.breaches, []);

    const from = house.addOn.lines.length;
    const deleted = await fetch(house.addOn.url('backEnd', `/rest/known_objects/${row?.id}/`), { method: 'DELETE' });
    assert.equal(deleted.status, 204);
    await house.addOn.line(/past events were compared again/, 120_000, from);
    assert.equal((await street.event(again.id)).tracks[0]?.object?.kind, 'none');
  });

  test('a picture that is uploaded, or named over the wire, makes something known', async (context) => {
    const street = await ComparingHouse.open(context);
    const { house } = street;
    const upload = (query: string, body: Buffer) =>
      fetch(house.addOn.url('backEnd', `/rest/known_objects/picture?${query}`), {
        method: 'POST',
        headers: { 'Content-Type': 'image/jpeg' },
        body: new Uint8Array(body),
      });
    const photo = await signPicture({ colour: BLUE, x: 60, scale: 0.7 });
    assert.equal((await upload('name=Blue%20one&shape=stop%20sign', photo)).status, 201);
    assert.equal((await upload('name=Anna&shape=person', photo)).status, 400, 'people are known by their faces');
    assert.equal((await upload('name=%20&shape=car', photo)).status, 400);

    const red = await street.picture(600, signPicture({ colour: RED }));
    assert.deepEqual(
      red.tracks.map(({ object }) => object?.kind),
      ['none'],
    );
    const { snapshot } = red.tracks[0] ?? {};
    const wire = { name: 'Red one', shape: 'stop sign', snapshot, recording_id: '', frame_nbr: '0' };
    const created = await fetch(house.addOn.url('interworking', '/interworking/api/v1.0/create_known_object'), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(wire),
    });
    assert.equal(created.status, 201, await created.clone().text());
    await house.addOn.line(/past events were compared again/);
    const seen = await street.clip(300, { colour: BLUE, x: 300 }, true);
    assert.deepEqual(
      seen.tracks.map(({ object }) => object?.name),
      ['Blue one'],
    );
    assert.equal((await street.event(red.id)).tracks[0]?.object?.name, 'Red one');
    assert.deepEqual(
      (await street.known()).map((row) => row.deep_learning_done),
      [true, true],
    );
  });

  test('what is left behind and what is taken away is told', async (context) => {
    const street = await ComparingHouse.open(context);
    const nothing = { colour: null };
    const changes: string[][] = [];
    for (const [index, scene] of [nothing, nothing, { colour: RED }, { colour: RED }, nothing, nothing].entries()) {
      const event = await street.clip(3000 - 400 * index, scene);
      changes.push(event.changes.map(({ kind, shape }) => `${kind} ${shape}`));
    }
    assert.deepEqual(changes, [[], [], ['left_behind stop sign'], [], [], ['taken_away stop sign']]);
    await street.house.homeAssistant.waitFor(() => street.told.length === 2);
    assert.deepEqual(street.told, ['object_left_behind stop sign', 'object_taken_away stop sign']);
  });
});
