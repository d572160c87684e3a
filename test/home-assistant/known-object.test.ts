import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { stampAgo } from '../end-to-end/house.ts';
import { withoutAppearanceModel } from '../support/appearance-model.ts';
import { RED, signPicture } from '../support/sign-scenes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { withHomeAssistant } from './given-rig.ts';
import { RealHouse } from './real-house.ts';

withHomeAssistant('a known object', (rig) => {
  test('shows by its name and with its picture', { skip: withoutAppearanceModel }, async (context) => {
    const house = await RealHouse.open(context, rig());
    const { view } = house;
    await house.addCamera('Street');
    const profile = { shapes: ['stop sign'], confidence_level: 50, image_comparison: true };
    await house.rest('PATCH', '/analytics_profiles/1/', profile);
    await view.shows({ 'sensor.street_last_object': 'none' });
    const photo = join(await temporaryFolder(context), 'sign.jpg');
    await writeFile(photo, await signPicture({ colour: RED }));
    const from = house.addOn.lines.length;
    await house.upload(photo, `/Street_00_${stampAgo(600)}.jpg`);
    await house.addOn.line(/found.*jpg/, 60_000, from);
    const events = await fetch(house.addOn.url('backEnd', '/rest/events/'));
    // The test reads of it what it expects there; a wrong shape fails it.
    const [event] = (await events.json()) as { readonly tracks: readonly { readonly id: number }[] }[];
    await house.rest('POST', '/known_objects/from_track', { track_id: event?.tracks[0]?.id, name: 'Our sign' });
    await view.shows({ 'sensor.street_last_object': 'Our sign' });
    assert.equal(view.attributes('sensor.street_last_object')['shape'], 'stop sign');
    await view.until(() => !['unknown', undefined].includes(view.state('image.street_last_object')));
    const served = await fetch(`${rig().url}${view.attributes('image.street_last_object')['entity_picture']}`);
    assert.equal(served.headers.get('content-type'), 'image/jpeg');
  });
});
