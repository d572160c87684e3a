import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { CameraSetups } from '../../src/cameras/configured-cameras.ts';
import { CameraSetupReports } from '../../src/cameras/setup-reports.ts';
import type { CameraConfigured, CameraFailure, CameraSetup, CameraSetupRequest } from '../../src/ports/camera-setup.ts';
import { CameraSetupTable } from '../../src/store/camera-setup-table.ts';
import { Stores } from '../intake/stores.ts';

const CONFIGURED: CameraConfigured = {
  kind: 'configured',
  model: 'RLC-410',
  snapshotUrl: 'http://192.168.1.20/cgi-bin/api.cgi?cmd=Snap&channel=0&user=admin&password=secret',
  liveUrlHd: 'rtsp://admin:secret@192.168.1.20:554//h264Preview_01_main',
  liveUrlSd: 'rtsp://admin:secret@192.168.1.20:554//h264Preview_01_sub',
  warnings: [],
};
const ACCESS = { host: '192.168.1.20', user: 'admin', password: 'secret' };
const CALLBACK = {
  url: 'http://127.0.0.1:5102/camera/api/v1.0/newrecording',
  callback_type: 'ftp',
  description: 'Reolink cameras',
} as const;

function failure(problem: CameraFailure['problem']): CameraFailure {
  return { kind: 'failed', problem, field: 'host', why: `It is ${problem}.` };
}

/** A brand that answers what it is told to, when it is told to. */
class ObedientSetup implements CameraSetup {
  readonly requests: CameraSetupRequest[] = [];
  outcome: CameraConfigured | CameraFailure = CONFIGURED;
  #arrived = Promise.withResolvers<void>();

  async configure(request: CameraSetupRequest): Promise<CameraConfigured | CameraFailure> {
    this.requests.push(request);
    this.#arrived.resolve();
    this.#arrived = Promise.withResolvers();
    return this.outcome;
  }

  async tryOut() {
    return { kind: 'found', model: 'RLC-410', firmware: 'v3', warnings: [] } as const;
  }

  async snapshot() {
    return { kind: 'picture', jpeg: new Uint8Array([0xff, 0xd8, 0xff]) } as const;
  }

  next(): Promise<void> {
    return this.#arrived.promise;
  }
}

async function open(context: TestContext) {
  const stores = await Stores.open(context);
  const { config, clock, logger } = stores;
  const setup = new ObedientSetup();
  const reports = new CameraSetupReports(config, clock);
  const setups = new Map([['reolink', setup]]);
  const cameras = new CameraSetups({ config, setups, reports, callbacks: [CALLBACK], clock, logger });
  context.after(() => cameras.stop());
  await cameras.start(new AbortController().signal);
  const kept = (wanted: 'OK' | 'NOK', field: 'live_url_hd' | 'state' = 'state', value: string = wanted) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = () => config.read().cameras.some((camera) => camera[field] === value) && resolve();
    context.after(config.onChange(look));
    look();
    return promise;
  };
  return { stores, config, clock, setup, cameras, reports, kept };
}

async function idle(cameras: CameraSetups): Promise<void> {
  while (!cameras.health().detail.startsWith('no camera')) await setImmediate();
}

describe('a camera whose row is new', () => {
  test('is set up in the background, and its row has its addresses without the password', async (context) => {
    const { stores, config, setup, kept } = await open(context);
    await stores.addCamera('Front Door', ACCESS);
    await kept('OK', 'live_url_hd', 'rtsp://192.168.1.20:554//h264Preview_01_main');
    assert.deepEqual(setup.requests, [{ name: 'Front Door', ...ACCESS, timezone: 'UTC' }]);
    assert.doesNotMatch(JSON.stringify(config.read().cameras.map(({ password: _, ...row }) => row)), /secret/);
  });

  test('is set up once, though somebody asks for it meanwhile', async (context) => {
    const { stores, setup, cameras } = await open(context);
    const id = await stores.addCamera('Front Door', ACCESS);
    const outcome = await cameras.setUp(id, new AbortController().signal);
    assert.equal(outcome?.kind, 'configured');
    assert.equal(setup.requests.length, 1);
    await cameras.setUp(id, new AbortController().signal);
    assert.equal(setup.requests.length, 2, 'later it is done again');
  });

  test('is NOK with the reason when that fails', async (context) => {
    const { stores, setup, reports, kept } = await open(context);
    setup.outcome = failure('wrong password');
    await stores.addCamera('Front Door', ACCESS);
    await kept('NOK');
    assert.equal(reports.report('front_door')?.reason, 'It is wrong password.');
  });

  for (const [words, fields] of [
    ['without a password', { ...ACCESS, password: '' }],
    ['of another brand', { ...ACCESS, brand: 2 }],
  ] as const) {
    test(`${words} is left alone`, async (context) => {
      const { stores, setup } = await open(context);
      await stores.addCamera('Other', fields);
      const seen = setup.next();
      await stores.addCamera('Front Door', ACCESS);
      await seen;
      assert.deepEqual(
        setup.requests.map(({ name }) => name),
        ['Front Door'],
      );
    });
  }
});

describe('a camera whose row changes', () => {
  test('is set up again by what concerns it, and by nothing else', async (context) => {
    const { stores, config, setup, kept } = await open(context);
    const id = await stores.addCamera('Front Door', ACCESS);
    await kept('OK', 'live_url_hd', 'rtsp://192.168.1.20:554//h264Preview_01_main');
    const change = (fields: object) =>
      config.change((draft) => {
        Object.assign(draft.cameras.find((camera) => camera.id === id) ?? {}, fields);
      });
    await change({ analytics_enabled: false });
    await change({ live_url_sd: '' });
    await change({ ftp_user: 'camera1', ftp_password: 'made-by-the-setup' });
    const seen = setup.next();
    await change({ name: 'Back Door' });
    await seen;
    assert.deepEqual(
      setup.requests.map(({ name }) => name),
      ['Front Door', 'Back Door'],
    );
  });

  test('that did not answer is tried again later; one that refused the password is not', async (context) => {
    const { stores, clock, setup, cameras, kept } = await open(context);
    setup.outcome = failure('unreachable');
    await stores.addCamera('Front Door', ACCESS);
    await kept('NOK');
    await idle(cameras);
    setup.outcome = failure('wrong password');
    const again = setup.next();
    clock.advance(30_000);
    await again;
    await idle(cameras);
    clock.advance(3_600_000);
    await idle(cameras);
    assert.equal(setup.requests.length, 2);
  });
});

test('a camera is set up when that is asked for, once however often it is; of another brand it is not', async (context) => {
  const { stores, config, setup, cameras } = await open(context);
  const other = await stores.addCamera('Other', { ...ACCESS, brand: 2 });
  assert.equal(cameras.begin(other), false);
  assert.equal(cameras.begin(await stores.addCamera('No access')), false);
  assert.equal(cameras.begin(99), false);
  const id = await stores.addCamera('Front Door', ACCESS);
  await idle(cameras);
  await config.change((draft) => {
    Object.assign(draft.cameras.find((camera) => camera.id === id) ?? {}, {
      ftp_user: 'x',
      ftp_password: 'y'.repeat(9),
    });
  });
  assert.equal(setup.requests.length, 1, 'a first login is the setup\u2019s own');
  assert.deepEqual([cameras.begin(id), cameras.begin(id)], [true, true]);
  await idle(cameras);
  assert.equal(setup.requests.length, 2);
});

describe('after a restart', () => {
  const outcomes: [words: string, problem: CameraFailure['problem'] | null, row: object, tries: number][] = [
    ['a camera that was away is tried again', 'unreachable', ACCESS, 1],
    ['a camera whose ports were off is tried again', 'ports off', ACCESS, 1],
    ['a camera that refused the password is not, since cameras lock', 'wrong password', ACCESS, 0],
    ['a camera whose setup did not come to its end is set up', null, ACCESS, 1],
    ['a camera that says that it is set up is left alone', null, { ...ACCESS, live_url_hd: 'rtsp://192.168.1.20/' }, 0],
    ['a camera that is NOK for reasons nobody kept is tried', null, { ...ACCESS, state: 'NOK', live_url_hd: 'x' }, 1],
    ['a camera without an account is left alone', null, { host: '192.168.1.20', state: 'NOK' }, 0],
    ['a camera of another brand is left alone', null, { ...ACCESS, brand: 2, state: 'NOK' }, 0],
  ];
  for (const [words, problem, row, tries] of outcomes) {
    test(words, async (context) => {
      const stores = await Stores.open(context);
      const { config, clock, logger, database } = stores;
      await stores.addCamera('Front Door', row);
      if (problem) {
        await new CameraSetupReports(config, clock, new CameraSetupTable(database)).keep(
          'Front Door',
          failure(problem),
        );
      }
      const setup = new ObedientSetup();
      const reports = new CameraSetupReports(config, clock, new CameraSetupTable(database));
      assert.equal(reports.report('Front Door')?.reason ?? null, problem && `It is ${problem}.`);
      const setups = new Map([['reolink', setup]]);
      const cameras = new CameraSetups({ config, setups, reports, callbacks: [], clock, logger });
      context.after(() => cameras.stop());
      await cameras.start(new AbortController().signal);
      clock.advance(29_999);
      await idle(cameras);
      assert.equal(setup.requests.length, 0, 'not at once');
      clock.advance(1);
      await idle(cameras);
      assert.equal(setup.requests.length, tries);
      clock.advance(24 * 3_600_000);
      await idle(cameras);
      assert.equal(setup.requests.length, tries, 'it was fine then');
    });
  }

  test('a camera that stays away is asked less and less often, and no more once its row is gone', async (context) => {
    const { stores, config, clock, setup, cameras } = await open(context);
    setup.outcome = failure('unreachable');
    await stores.addCamera('Front Door', ACCESS);
    await idle(cameras);
    const triesIn = async (ms: number) => {
      const before = setup.requests.length;
      for (let passedMs = 0; passedMs < ms; passedMs += 30_000) {
        clock.advance(30_000);
        await idle(cameras);
      }
      return setup.requests.length - before;
    };
    assert.equal(await triesIn(3_600_000), 3);
    assert.equal(await triesIn(24 * 3_600_000), 4);
    await config.change((draft) => {
      draft.cameras = [];
    });
    assert.equal(await triesIn(12 * 3_600_000), 0);
  });
});

test('cameras that are there at the start are left alone, and callbacks are registered once', async (context) => {
  const { config, stores, setup, reports } = await open(context);
  await stores.addCamera('Front Door', { ...ACCESS, brand: 2 });
  const parts = { config, setups: new Map([['reolink', setup]]), reports, callbacks: [CALLBACK] };
  const again = new CameraSetups({ ...parts, clock: stores.clock, logger: stores.logger });
  await again.start(new AbortController().signal);
  await again.stop();
  assert.deepEqual(config.read().camera_listeners, [{ id: 1, ...CALLBACK }]);
  assert.equal(setup.requests.length, 0);
});

test('a camera whose row lacks its address or account is not asked, and nothing is said of it', async (context) => {
  const { stores, config, cameras, setup } = await open(context);
  const { signal } = new AbortController();
  for (const [row, field] of [
    [{}, 'host'],
    [{ ...ACCESS, password: '' }, 'password'],
  ] as const) {
    const id = await stores.addCamera(`Lacks ${field}`, row);
    for (const outcome of [await cameras.setUp(id, signal), await cameras.snapshot(id, signal)]) {
      assert.partialDeepStrictEqual(outcome, { kind: 'failed', problem: 'no account', field });
    }
  }
  assert.equal(setup.requests.length, 0);
  assert.ok(config.read().cameras.every(({ state }) => state === 'OK'));
});

test('a brand that Concierge cannot reach into is said to be one', async (context) => {
  const { stores, cameras } = await open(context);
  const id = await stores.addCamera('Other', { ...ACCESS, brand: 2 });
  const { signal } = new AbortController();
  assert.equal((await cameras.setUp(id, signal))?.kind, 'by hand');
  assert.equal((await cameras.snapshot(id, signal))?.kind, 'by hand');
  assert.equal(await cameras.setUp(99, signal), null);
});
