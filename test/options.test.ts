import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { ConciergeError } from '../src/domain/concierge-error.ts';
import { readOptions } from '../src/options.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

describe('options', () => {
  test('have defaults for everything, and no Home Assistant without an address', async (context) => {
    const options = readOptions({ DATA_DIR: await temporaryFolder(context) });
    assert.equal(options.ports.ftp, 21);
    assert.equal(options.ports.passiveMax, 30_009);
    assert.equal(options.logLevel, 'info');
    assert.equal(options.homeAssistant, null);
    assert.equal(options.mediaBaseUrl, 'http://127.0.0.1:8000');
  });

  test('add the port offset to every port', async (context) => {
    const { ports } = readOptions({ DATA_DIR: await temporaryFolder(context), CONCIERGE_PORT_OFFSET: '20000' });
    assert.deepEqual(ports, {
      ftp: 20_021,
      passiveMin: 50_000,
      passiveMax: 50_009,
      backEnd: 28_000,
      camera: 25_102,
      stills: 25_103,
      motion: 25_104,
      clips: 25_105,
      deepAnalysis: 25_106,
      ingress: 28_099,
      interworking: 25_107,
      influxdb: 28_086,
    });
  });

  for (const offset of ['-1', '1.5', 'many', '40000']) {
    test(`refuse the port offset ${offset}, saying what is expected`, async (context) => {
      const environment = { DATA_DIR: await temporaryFolder(context), CONCIERGE_PORT_OFFSET: offset };
      assert.throws(() => readOptions(environment), refusal(/CONCIERGE_PORT_OFFSET.*expected a whole number/));
    });
  }

  test('take what options.json says and treat empty text as missing', async (context) => {
    const folder = await temporaryFolder(context);
    const given = {
      log_level: 'debug',
      ftp_user: 'cam',
      ftp_password: '',
      trusted_networks: ['192.168.1.0/24'],
      media_base_url: '',
    };
    await writeFile(join(folder, 'options.json'), JSON.stringify(given));
    const options = readOptions({ DATA_DIR: folder });
    assert.equal(options.logLevel, 'debug');
    assert.equal(options.ftpUser, 'cam');
    assert.equal(options.ftpPassword, '');
    assert.deepEqual(options.trustedNetworks, ['192.168.1.0/24']);
  });

  const badFiles = {
    'a low mark above the high one': '{"disk_high_pct":50}',
    'no JSON': '{',
    'an unknown level': '{"log_level":"loud"}',
    'a number for a name': '{"ftp_user":7}',
    'a list': '[]',
  };
  for (const [what, text] of Object.entries(badFiles)) {
    test(`refuse an options.json with ${what}, naming the file`, async (context) => {
      const folder = await temporaryFolder(context);
      await writeFile(join(folder, 'options.json'), text);
      assert.throws(() => readOptions({ DATA_DIR: folder }), refusal(/options\.json/));
    });
  }

  const badValues = {
    'what is allowed': ['{"disk_share":"all"}', /disk_share is "all", expected equal or oldest/],
    'the type': ['{"keep_days":"7"}', /keep_days is "7", expected a whole number/],
    'the limit': ['{"disk_high_pct":100}', /disk_high_pct is 100, expected at most 99/],
    'an example': ['{"digest_time":"25:00"}', /digest_time is "25:00", expected a time such as 08:00, or off/],
    'no secret': ['{"api_token":["s3cret"]}', /^(?!.*s3cret).*api_token is not what it can be, expected text/],
    'each of several': [
      '{"keep_days":-1,"ftp_passive_host":"me"}',
      /keep_days is -1.*; ftp_passive_host is "me"|; keep_days/,
    ],
  } as const;
  for (const [what, [text, message]] of Object.entries(badValues)) {
    test(`a refusal names the option and ${what}`, async (context) => {
      const folder = await temporaryFolder(context);
      await writeFile(join(folder, 'options.json'), text);
      assert.throws(() => readOptions({ DATA_DIR: folder }), refusal(message));
    });
  }

  test('tell of names that are no option, as when one is misspelt', async (context) => {
    const folder = await temporaryFolder(context);
    await writeFile(join(folder, 'options.json'), '{"ftp_pasword":"x","ftp_user":"cam"}');
    assert.deepEqual(readOptions({ DATA_DIR: folder }).unknownOptions, ['ftp_pasword']);
  });

  test('an add-on says where its options are corrected', async (context) => {
    const folder = await temporaryFolder(context);
    await writeFile(join(folder, 'options.json'), '{"keep_days":-1}');
    const environment = { DATA_DIR: folder, SUPERVISOR_TOKEN: 's' };
    assert.throws(() => readOptions(environment), refusal(/configuration.*Correct it under Configuration/));
  });

  test('reach Home Assistant through the Supervisor, unless an address and a token are given', async (context) => {
    const DATA_DIR = await temporaryFolder(context);
    assert.deepEqual(readOptions({ DATA_DIR, SUPERVISOR_TOKEN: 's' }).homeAssistant, {
      url: 'http://supervisor/core',
      token: 's',
    });
    const own = { DATA_DIR, SUPERVISOR_TOKEN: 's', HA_URL: 'http://ha:8123', HA_TOKEN: 't' };
    assert.deepEqual(readOptions(own).homeAssistant, { url: 'http://ha:8123', token: 't' });
  });

  test('refuse an address of Home Assistant without a token', async (context) => {
    const environment = { DATA_DIR: await temporaryFolder(context), HA_URL: 'http://ha:8123' };
    assert.throws(() => readOptions(environment), refusal(/HA_URL and HA_TOKEN belong together/));
  });
});

function refusal(message: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof ConciergeError);
    assert.equal(error.code, 'OPTIONS_INVALID');
    assert.match(error.message, message);
    return true;
  };
}
