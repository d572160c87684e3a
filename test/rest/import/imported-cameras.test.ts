import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { CameraSetups } from '../../../src/cameras/configured-cameras.ts';
import { failure } from '../../../src/cameras/reolink-api/failures.ts';
import { CameraSetupReports } from '../../../src/cameras/setup-reports.ts';
import type { CameraFailure, CameraSetup, CameraSetupRequest } from '../../../src/ports/camera-setup.ts';
import { Stores } from '../../intake/stores.ts';
import { backEnd, serve } from '../rest-fixture.ts';

const ACCESS = { brand: ['RLC-410'], host: '192.168.1.9', user: 'admin', password: 'gAAAAABf-encrypted-there' };

/** Cameras that refuse the password once they are let to. */
class StubbornCameras implements CameraSetup {
  readonly asked: string[] = [];
  readonly waiting: (() => void)[] = [];

  async configure({ name }: CameraSetupRequest): Promise<CameraFailure> {
    this.asked.push(name);
    await new Promise<void>((resolve) => this.waiting.push(resolve));
    return failure('wrong password', '192.168.1.9');
  }

  tryOut = async () => failure('wrong password', '192.168.1.9');
  snapshot = async () => failure('wrong password', '192.168.1.9');
}

async function open(context: TestContext) {
  const stores = await Stores.open(context);
  const { config, clock, logger } = stores;
  const stubborn = new StubbornCameras();
  const reports = new CameraSetupReports(config, clock);
  const setups = new Map([['reolink', stubborn]]);
  const cameras = new CameraSetups({ config, setups, reports, callbacks: [], clock, logger });
  context.after(() => cameras.stop());
  await cameras.start(new AbortController().signal);
  const { send } = await serve(context, backEnd(stores));
  return { stores, stubborn, cameras, reports, send };
}

test('imported cameras are set up three at a time, and one that refuses its password is asked once', async (context) => {
  const { stores, stubborn, cameras, reports, send } = await open(context);
  const names = Array.from({ length: 8 }, (_, index) => `Camera ${index}`);
  const dump = [
    ...names.map((name, index) => ({ model: 'backend.camera', pk: index + 1, fields: { name, ...ACCESS } })),
    { model: 'backend.camera', pk: 20, fields: { name: 'Other make', ...ACCESS, brand: ['Hikvision'] } },
    { model: 'backend.camera', pk: 21, fields: { name: 'No account', ...ACCESS, password: '' } },
  ];
  const answer = await send('POST', '/rest/import/dumpdata?dry_run=true', dump);
  assert.equal(Object(answer.body).imported, 10, JSON.stringify(answer.body));
  assert.deepEqual(stubborn.asked, [], 'a dry run reaches into nothing');
  assert.equal(Object((await send('POST', '/rest/import/dumpdata', dump)).body).imported, 10);
  for (let done = 0; done < names.length; done++) {
    while (stubborn.waiting.length === 0) await setImmediate();
    for (let turn = 0; turn < 5; turn++) await setImmediate();
    assert.ok(stubborn.waiting.length <= 3, `${stubborn.waiting.length} at once`);
    stubborn.waiting.shift()?.();
  }
  while (!cameras.health().detail.startsWith('no camera')) await setImmediate();
  stores.clock.advance(24 * 3_600_000);
  await setImmediate();
  assert.deepEqual(stubborn.asked.toSorted(), names);
  assert.match(reports.report('Camera 3')?.reason ?? '', /refuses this user and password/);
  assert.deepEqual(
    stores.config.read().cameras.map(({ state }) => state),
    [...names.map(() => 'NOK'), 'OK', 'OK'],
  );
});
