import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'basic-ftp';
import { CoreView } from '../../test/home-assistant/core-view.ts';
import { AddOnProcess } from '../../test/support/add-on-process.ts';
import { mediaFixture } from '../../test/support/media-fixtures.ts';
import { rigFolder } from '../home-assistant-rig/release.ts';
import { HomeAssistantRig } from '../home-assistant-rig/rig.ts';
import { type Measurement, median } from './result.ts';

const UPLOADS = 15;

/** From the last byte of a JPG over FTP (its 226) to `state_changed` of a real core, as another client of it sees that. */
export async function coreLatency(): Promise<Measurement[]> {
  const folder = rigFolder();
  if (!folder.isBuilt) {
    console.log(
      `Skipped: Home Assistant ${folder.version} is not installed; script/home-assistant --build-only does it.`,
    );
    return [];
  }
  const own = await mkdtemp(join(tmpdir(), 'concierge-bench-'));
  const rig = await HomeAssistantRig.start(folder);
  const view = await CoreView.open(rig);
  const [rootDir, dataDir] = [join(own, 'media'), join(own, 'state')];
  await mkdir(rootDir);
  const addOn = await AddOnProcess.start({ rootDir, dataDir, homeAssistant: { url: rig.url, token: rig.token } });
  try {
    const values = await measure(addOn, view);
    const met = median(values) < 1000;
    const how = `real Home Assistant ${rig.version} and Mosquitto, from the 226 to the event at another websocket client`;
    return [{ what: 'JPG over FTP to state_changed of a real core', unit: 'ms', values, bar: 'under 1000', met, how }];
  } finally {
    await addOn.stop();
    view.close();
    await rig.stop();
    await rm(own, { recursive: true, force: true });
  }
}

/** A camera each: somebody who is still there would not be a change. The first upload warms up. */
async function measure(addOn: AddOnProcess, view: CoreView): Promise<number[]> {
  for (let camera = 0; camera <= UPLOADS; camera++) {
    const answer = await fetch(addOn.url('backEnd', '/rest/cameras/'), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: `Watch ${camera}`, brand: 'RLC-410', timezone: 'UTC' }),
    });
    if (answer.status !== 201) throw new Error(`The camera was refused: ${await answer.text()}`);
    await view.shows({ [`binary_sensor.watch_${camera}_person`]: 'off' });
  }
  const picture = await mediaFixture('picture');
  const values: number[] = [];
  for (let camera = 0; camera <= UPLOADS; camera++) {
    const entityId = `binary_sensor.watch_${camera}_person`;
    const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
    const completeAtMs = await upload(addOn, picture, `/Watch ${camera}_00_${stamp}.jpg`);
    await view.shows({ [entityId]: 'on' });
    values.push(shownAtMs(view, entityId) - completeAtMs);
  }
  return values.slice(1);
}

/** When the server had answered that the upload is complete, by performance.now(). */
async function upload(addOn: AddOnProcess, local: string, remote: string): Promise<number> {
  const { ftp_user: user, ftp_password: password } = await addOn.credentials();
  const client = new Client();
  try {
    await client.access({ host: '127.0.0.1', port: addOn.ports.ftp, user, password });
    await client.uploadFrom(local, remote);
    return performance.now();
  } finally {
    client.close();
  }
}

function shownAtMs(view: CoreView, entityId: string): number {
  const change = view.fired('state_changed').find(({ data }) => {
    // As Home Assistant sends it; null when the entity is gone.
    const state = data['new_state'] as { readonly state: string } | null;
    return data['entity_id'] === entityId && state?.state === 'on';
  });
  if (!change) throw new Error(`${entityId} did not come on.`);
  return change.seenAtMs;
}
