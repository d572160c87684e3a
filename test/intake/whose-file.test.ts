import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { CAMERA_BRANDS } from '../../src/cameras/brands.ts';
import type { Camera } from '../../src/domain/config-records.ts';
import { Intake } from '../../src/intake/intake.ts';
import { NOON, openIntake } from './intake-fixture.ts';
import { Stores } from './stores.ts';

const upload = (file: string) => ({ file, sizeBytes: 10, receivedAtMs: NOON });

const YI = '2026Y11M22D11H/E259M50S03.mp4';
const HIKVISION = '192.168.1.64_01_20261122115950000_VMD.jpg';
const DAHUA = '4K0177DPAZ31E4F/2026-11-22/001/jpg/11/59/50[M][0@0][0].jpg';

/** Cameras by name, each of a camera type of the first start. */
async function house(context: TestContext, cameras: Record<string, Partial<Omit<Camera, 'brand'>> & { type: string }>) {
  const opened = await openIntake(context);
  const { stores } = opened;
  for (const [name, { type, ...fields }] of Object.entries(cameras)) {
    const brand = stores.config.read().camera_types.find((candidate) => candidate.name === type)?.id;
    assert.ok(brand, type);
    await stores.addCamera(name, { ...fields, brand });
  }
  const whose = async (file: string) => {
    const outcome = await opened.intake.receive(upload(file));
    return outcome.kind === 'accepted' ? outcome.cameraName : outcome.kind;
  };
  return { ...opened, whose };
}

describe('a file that does not say whose it is', () => {
  test("is the only camera's of its brand, whatever else is configured, by that camera's clock", async (context) => {
    const { stores, whose } = await house(context, {
      Front: { type: 'RLC-410' },
      Attic: { type: 'Yi-hack', timezone: 'Europe/Berlin' },
    });
    assert.equal(await whose('2026Y11M22D12H/E259M50S03.mp4'), 'Attic');
    assert.equal(stores.history.assetByFile('2026Y11M22D12H/E259M50S03.mp4')?.takenAtMs, NOON - 10_000);
  });

  test('is nobody\u2019s when there are two of the brand, unless a folder has the name of one', async (context) => {
    const { stores, whose } = await house(context, { Attic: { type: 'Yi-hack' }, Cellar: { type: 'Yi-hack' } });
    assert.equal(await whose(YI), 'unknown camera');
    assert.match(stores.logged('warn').join(), /have it upload into a folder of its name/);
    assert.equal(await whose(`cellar/${YI}`), 'Cellar');
  });

  test('is the camera\u2019s in whose folder it lies, though its brand is another, by that camera\u2019s clock', async (context) => {
    const { stores, whose } = await house(context, {
      Front: { type: 'RLC-410', timezone: 'Europe/Berlin' },
      Attic: { type: 'Yi-hack' },
    });
    const file = 'Front/2026Y11M22D12H/E259M50S03.mp4';
    assert.equal(await whose(file), 'Front');
    assert.equal(stores.history.assetByFile(file)?.takenAtMs, NOON - 10_000);
    assert.equal(await whose(`elsewhere/${YI}`), 'Attic');
  });

  test('goes by the address in its name, and never to a camera of another address', async (context) => {
    const { whose } = await house(context, { Gate: { type: 'Annke', host: '192.168.1.99:80' } });
    assert.equal(await whose(HIKVISION), 'unknown camera');
    assert.equal(await whose(HIKVISION.replace('.64', '.99')), 'Gate');
  });

  test('goes to the only camera of its brand whose host is not known as an address', async (context) => {
    const { whose } = await house(context, {
      Gate: { type: 'Hikvision', host: 'gate.lan' },
      Yard: { type: 'Amcrest' },
    });
    assert.equal(await whose(HIKVISION), 'Gate');
    assert.equal(await whose(DAHUA), 'Yard');
  });

  test('is the only camera\u2019s, though a pattern of other cameras fits it, too', async (context) => {
    const { whose } = await house(context, { Pond: { type: 'Generic' }, Gate: { type: 'Vivotek' } });
    assert.equal(await whose('cams/0002D1ABCDEF_20261122_115950_1.jpg'), 'Gate');
    assert.equal(await whose('cams/B_20261122_115950_1.jpg'), 'unknown camera');
  });

  test('is nobody\u2019s where no camera of its brand is configured', async (context) => {
    const { stores, whose } = await house(context, { Front: { type: 'RLC-410' } });
    assert.equal(await whose(YI), 'unknown camera');
    assert.equal(await whose(DAHUA), 'unknown camera');
    const [, why = ''] = stores.logged('warn');
    assert.match(why, /cameras of Dahua do not put their name into/);
    assert.match(why, /"4K0177DPAZ31E4F" is no name or address of a camera; configured are "Front"/);
  });
});

describe('a camera whose type was mistaken for another', () => {
  for (const type of ['RLC-410', 'Amcrest', 'Vivotek', 'Generic']) {
    test(`(${type}) is known by the files that name it, whatever its make`, async (context) => {
      const { whose } = await house(context, { 'Front Door': { type }, Front: { type: 'Hikvision' } });
      assert.equal(await whose('Front_Door_00_20261122115950.jpg'), 'Front Door');
      assert.equal(await whose('Front_00_20261122115950.jpg'), 'Front');
      assert.equal(await whose('Front_Door_01_20261122115950000_VMD.jpg'), 'Front Door');
      assert.equal(await whose(`Front Door/${DAHUA}`), 'Front Door');
      assert.equal(await whose('Frontage_00_20261122115950.jpg'), 'unknown camera');
    });
  }
});

describe('a camera that was renamed', () => {
  test('is known by the names that it had, until another camera takes one', async (context) => {
    const { stores, intake, whose } = await house(context, {
      Portal: { type: 'RLC-410', former_names: ['Gate 10', 'Gate'], timezone: 'Europe/Berlin' },
      'Gate 1': { type: 'RLC-410' },
    });
    assert.equal(await whose('Gate_10_00_20261122125950.jpg'), 'Portal');
    assert.equal(stores.history.assetByFile('Gate_10_00_20261122125950.jpg')?.takenAtMs, NOON - 10_000);
    assert.equal(await whose('gate_00_20261122125950.jpg'), 'Portal');
    assert.equal(await whose('Gate_1_00_20261122115950.jpg'), 'Gate 1');
    assert.deepEqual(await intake.check({ cameraName: 'gate_10' }), {});
    await stores.addCamera('Gate 10', { brand: 1 });
    assert.equal(await whose('Gate_10_00_20261122115951.jpg'), 'Gate 10');
    assert.equal(await whose('gate_00_20261122125951.jpg'), 'Portal');
  });
});

describe('a file whose sender is known', () => {
  const LOGIN = { ftp_user: 'gate', ftp_password: 'very-secret' };
  const REOLINK = (name: string) => `x/${name}_00_20261122130000.jpg`;

  async function sent(context: TestContext, cameras: Parameters<typeof house>[1]) {
    const opened = await house(context, cameras);
    const whose = async (file: string, source: { user?: string; address?: string }) => {
      const camera = opened.stores.config.read().cameras.find(({ ftp_user }) => ftp_user === (source.user ?? '-'));
      const origin = { cameraId: camera?.id ?? null, address: source.address ?? null };
      const outcome = await opened.intake.receive({ ...upload(file), source: origin });
      return outcome.kind === 'accepted' ? outcome.cameraName : outcome.kind;
    };
    return { ...opened, whose };
  }

  test("is the camera's whose FTP login sent it, whatever its name says, by that camera's clock", async (context) => {
    const { whose, stores } = await sent(context, {
      Gate: { type: 'RLC-410', timezone: 'Europe/Berlin', ...LOGIN },
      Front: { type: 'RLC-410', timezone: 'UTC' },
    });
    assert.equal(await whose(REOLINK('Front'), { user: 'gate' }), 'Gate');
    assert.equal(await whose(REOLINK('Renamed'), { user: 'gate' }), 'Gate');
    assert.equal(stores.history.assetByFile(REOLINK('Renamed'))?.takenAtMs, NOON);
    assert.equal(await whose(DAHUA, { user: 'gate' }), 'Gate');
    assert.equal(await whose('no form at all.jpg', { user: 'gate' }), 'Gate');
    assert.equal(await whose(REOLINK('Front2'), {}), 'unknown camera');
  });

  test('is the camera’s at whose address its sender is, unless the name is of a camera without an address', async (context) => {
    const { whose } = await sent(context, {
      Gate: { type: 'RLC-410', host: '192.168.1.30:80' },
      Front: { type: 'RLC-410', host: '192.168.1.31' },
      Shed: { type: 'RLC-410' },
    });
    const address = '192.168.1.30';
    assert.equal(await whose(REOLINK('Gate'), { address }), 'Gate');
    assert.equal(await whose(REOLINK('Camera1'), { address }), 'Gate');
    assert.equal(await whose(`a${REOLINK('Front')}`, { address }), 'Gate');
    assert.equal(await whose(REOLINK('Shed'), { address }), 'Shed');
    assert.equal(await whose(REOLINK('Front'), { address: '192.168.1.99' }), 'Front');
    assert.equal(await whose(REOLINK('Camera2'), { address: '192.168.1.99' }), 'unknown camera');
  });

  test('goes by its name where several cameras are at one address, as behind a recorder', async (context) => {
    const host = '192.168.1.5';
    const { whose } = await sent(context, { Gate: { type: 'RLC-410', host }, Front: { type: 'RLC-410', host } });
    assert.equal(await whose(REOLINK('Front'), { address: host }), 'Front');
    assert.equal(await whose(REOLINK('Other'), { address: host }), 'unknown camera');
  });

  test('is found again in the own folder of its camera after a crash', async (context) => {
    const { intake, stores } = await sent(context, { Gate: { type: 'RLC-410', ...LOGIN }, Front: { type: 'RLC-410' } });
    const file = 'Gate/Front_00_20261122110000.jpg';
    const outcome = await intake.receiveFound(upload(file));
    assert.equal(outcome.kind === 'accepted' && outcome.cameraName, 'Gate');
    assert.ok(stores.history.assetByFile(file));
  });
});

describe('a regular recording', () => {
  test('is left where it is: no motion, no asset, and one line in the log', async (context) => {
    const { stores, intake, sink } = await house(context, { Yard: { type: 'Dahua' } });
    for (const hour of ['10', '11']) {
      const file = `Yard/2026-11-22/001/dav/${hour}/${hour}.00.00-${hour}.30.00[R][0@0][0].dav`;
      assert.deepEqual(await intake.receive(upload(file)), { kind: 'ignored', reason: 'no motion' });
      assert.equal(stores.history.assetByFile(file), null);
    }
    assert.deepEqual(sink.motions, []);
    assert.deepEqual(stores.logged('info'), [
      'A regular recording arrived: it is no motion, so it is left where it is and not analysed.',
    ]);
  });
});

describe('a camera type with a pattern', () => {
  test('is read by it, whatever its brand', async (context) => {
    const { stores, whose } = await house(context, { Porch: { type: 'RLC-410' }, Pond: { type: 'Generic' } });
    assert.equal(await whose('Pond/IMG_20261122-115950.jpg'), 'Pond');
    assert.equal(await whose('Porch/115951_20261122.jpg'), 'unknown camera');
    await stores.config.change((draft) => {
      for (const type of draft.camera_types) {
        if (type.name === 'RLC-410') type.file_pattern = '{camera}/{hh}{mm}{ss}_{YYYY}{MM}{DD}';
      }
    });
    assert.equal(await whose('Porch/115950_20261122.jpg'), 'Porch');
    assert.equal(await whose('Porch_00_20261122115950.jpg'), 'Porch', 'by its name all the same');
    assert.equal(await whose('115950_20261122.jpg'), 'unknown camera');
  });

  test('without a time keeps a picture that its camera overwrites, and still knows it by its new name', async (context) => {
    const { stores, intake } = await house(context, { Bell: { type: 'RLC-410' } });
    await stores.config.change((draft) => {
      for (const type of draft.camera_types) if (type.name === 'RLC-410') type.file_pattern = 'bell/{camera}';
    });
    await stores.put('bell/Bell.jpg');
    assert.equal((await intake.receive(upload('bell/Bell.jpg'))).kind, 'accepted');
    assert.equal(stores.history.assetByFile('bell/Bell_20261122120000.jpg')?.takenAtMs, NOON);
    const found = await intake.receiveFound(upload('bell/Bell_20261122115950.jpg'));
    assert.equal(found.kind === 'accepted' && found.cameraName, 'Bell');
    assert.equal(stores.history.assetByFile('bell/Bell_20261122115950.jpg')?.takenAtMs, NOON - 10_000);
  });

  test('of the brand Generic without a pattern is read by every brand', async (context) => {
    const { stores, whose } = await house(context, { Shed: { type: 'Generic' } });
    await stores.config.change((draft) => {
      for (const type of draft.camera_types) if (type.name === 'Generic') type.file_pattern = '';
    });
    assert.equal(await whose('Shed_20261122115950.jpg'), 'Shed');
    assert.equal(await whose(`Shed/${YI}`), 'Shed');
  });
});

describe('a file that a listener knows', () => {
  const FILE = 'odd/name.jpg';
  const answer = { cameraName: 'Garden', takenAtMs: null, profile: null, recordingId: null };

  for (const [words, recognised, kind] of [
    ['is of the camera that it names', answer, 'accepted'],
    ['stays unknown when it names no camera of ours', { ...answer, cameraName: 'Nobody' }, 'unknown camera'],
    ['stays unknown when it names no profile of ours', { ...answer, profile: 'none' }, 'unknown camera'],
    ['stays unknown when it knows nothing', null, 'unknown camera'],
  ] as const) {
    test(words, async (context) => {
      const stores = await Stores.open(context);
      await stores.addCamera('Garden');
      await stores.put(FILE);
      const told: string[] = [];
      const recogniser = { recognise: async () => recognised, tell: (file: string) => void told.push(file) };
      const { config, history, media, clock, logger } = stores;
      const parts = { config, history, media, brands: CAMERA_BRANDS, sinks: [], clock, logger };
      const intake = new Intake({ ...parts, recogniser });
      const outcome = await intake.receive({ file: FILE, sizeBytes: 10, receivedAtMs: clock.nowMs() });
      assert.equal(outcome.kind, kind);
      assert.deepEqual(told, []);
      const known = 'Garden_00_20261122115500.jpg';
      await stores.put(known);
      await intake.receive({ file: known, sizeBytes: 10, receivedAtMs: clock.nowMs() });
      assert.deepEqual(told, [known], 'of a file that we know, it is told and not asked');
    });
  }
});
