import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Ajv } from 'ajv';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { parse } from 'yaml';
import { readOptions } from '../../src/options.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { addOnConfig, NO_CHECKOUT, PROJECT, packageVersion, readText, trackedFiles } from './project-files.ts';

const SCHEMA_FILE = `${PROJECT}../shared/home-assistant/addon-config.schema.json`;
const NO_SCHEMA = existsSync(SCHEMA_FILE) ? false : `Home Assistant's schema is not at ${SCHEMA_FILE}`;
const Schema = Type.Object({
  properties: Type.Record(Type.String(), Type.Object({ default: Type.Optional(Type.Unknown()) })),
});

/** The schema writes one pattern as Python does. */
function homeAssistantSchema() {
  return Value.Parse(Schema, JSON.parse(readFileSync(SCHEMA_FILE, 'utf8').replaceAll('(?P<', '(?<')));
}

describe('config.yaml', () => {
  test('is what the linter of Home Assistant accepts', { skip: NO_SCHEMA }, () => {
    const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
    const validate = ajv.compile(homeAssistantSchema());
    validate(parse(readText('config.yaml')));
    assert.deepEqual(validate.errors ?? [], []);
  });

  test('has no key at its default, which the linter refuses', { skip: NO_SCHEMA }, () => {
    const config: Record<string, unknown> = parse(readText('config.yaml'));
    const atDefault = Object.entries(homeAssistantSchema().properties)
      .filter(
        ([key, { default: value }]) =>
          value !== undefined && key in config && JSON.stringify(config[key]) === JSON.stringify(value),
      )
      .map(([key]) => key);
    assert.deepEqual(atDefault, []);
  });

  test('has the version of package.json, and the changelog begins with it', () => {
    assert.equal(addOnConfig().version, packageVersion());
    assert.equal(/^## (\S+)/m.exec(readText('CHANGELOG.md'))?.[1], packageVersion());
  });

  test('gives Concierge longer to stop than it takes, its end reported included', () => {
    const service = 'rootfs/etc/s6-overlay/s6-rc.d/concierge';
    const killMs = Number(readText(`${service}/timeout-kill`));
    assert.ok(killMs > 8000);
    assert.ok(addOnConfig().timeout * 1000 > killMs + 3000 + 3000);
  });

  test('is the only file that Supervisor takes for an add-on', { skip: NO_CHECKOUT }, () => {
    const taken = trackedFiles()
      .map(({ path }) => path)
      .filter((path) => /(^|\/)config\.(ya?ml|json)$/.test(path))
      .filter((path) => !path.split('/').some((part) => part.startsWith('.') || part === 'rootfs'));
    assert.deepEqual(taken, ['config.yaml']);
  });
});

describe('options of the add-on', () => {
  const { options, schema } = addOnConfig();

  test('are, one by one, those that translations/en.yaml names', () => {
    const { configuration } = parse(readText('translations/en.yaml'));
    assert.deepEqual(Object.keys(configuration).sort(), Object.keys(schema).sort());
    for (const [option, text] of Object.entries(configuration)) {
      assert.deepEqual(Object.keys(Object(text)), ['name', 'description'], option);
    }
  });

  test('are, one by one, those that DOCS.md lists', () => {
    const table = readText('DOCS.md')
      .split('\n## ')
      .find((section) => section.startsWith('Options'));
    const listed = [...(table ?? '').matchAll(/^\| `([a-z_]+)` \|/gm)].map((row) => row[1]);
    assert.deepEqual(listed.sort(), Object.keys(schema).sort());
  });

  test('have a type that Supervisor knows, and are optional when they have no default', () => {
    const known =
      /^(bool|email|url|port|(str|password|int|float)(\(-?[\d.]*,-?[\d.]*\))?|match\(.*\)|list\(.+\))(\??)$/;
    for (const [option, type] of Object.entries(schema)) {
      const element = Array.isArray(type) ? (type[0] ?? '') : type;
      assert.match(element, known, option);
      assert.equal(element.endsWith('?'), !(option in options), option);
    }
  });

  test('are all read by Concierge, which starts with their defaults and takes every choice offered', async (context) => {
    const dataDir = await temporaryFolder(context);
    const read = async (given: unknown) => {
      await writeFile(join(dataDir, 'options.json'), JSON.stringify(given));
      return readOptions({ DATA_DIR: dataDir });
    };
    await read(options);
    for (const [option, type] of Object.entries(schema)) {
      for (const choice of /^list\((.+)\)$/.exec(String(type))?.[1]?.split('|') ?? []) {
        await read({ ...options, [option]: choice });
      }
      assert.match(readText('src/options.ts'), new RegExp(`^ {2}${option}: Type\\.`, 'm'));
    }
  });
});

describe('ports of the add-on', () => {
  const { ports, ports_description: descriptions } = addOnConfig();

  test('are described in config.yaml and in translations/en.yaml alike', () => {
    const { network } = parse(readText('translations/en.yaml'));
    assert.deepEqual(Object.keys(descriptions), Object.keys(ports));
    assert.deepEqual(network, descriptions);
  });

  test('are mapped to themselves where cameras need them, and else not at all', () => {
    const cameras = [21, ...Array.from({ length: 10 }, (_, index) => 30_000 + index)];
    const mapped = Object.entries(ports).filter(([, host]) => host !== null);
    assert.deepEqual(mapped.sort(), cameras.map((port) => [`${port}/tcp`, port]).sort());
  });

  test('are those that Concierge listens on, but for the one of ingress', () => {
    const { ports: own } = readOptions({ DATA_DIR: '/nonexistent' });
    const passive = Array.from({ length: own.passiveMax - own.passiveMin + 1 }, (_, index) => own.passiveMin + index);
    const listening = [
      own.ftp,
      ...passive,
      own.backEnd,
      own.camera,
      own.stills,
      own.motion,
      own.clips,
      own.deepAnalysis,
      own.interworking,
      own.influxdb,
    ];
    assert.deepEqual(listening.map((port) => `${port}/tcp`).sort(), Object.keys(ports).sort());
    assert.equal(own.ingress, 8099);
  });
});

test('repository.yaml makes this repository a store', () => {
  const repository = parse(readText('repository.yaml'));
  assert.equal(repository.name, 'Concierge');
  assert.ok(repository.maintainer);
});
