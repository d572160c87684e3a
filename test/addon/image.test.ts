import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { describe, test } from 'node:test';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { parse } from 'yaml';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { addOnConfig, missingTool, PROJECT, packageVersion, readText, runTool } from './project-files.ts';

const Package = Type.Object({
  dependencies: Type.Record(Type.String(), Type.String()),
  devDependencies: Type.Record(Type.String(), Type.String()),
});
const packages = Value.Parse(Package, JSON.parse(readText('package.json')));
const dockerfile = readText('Dockerfile').replaceAll('\\\n', ' ');
const stages = dockerfile.split(/^FROM /m).slice(1);

/** What a stage copies out of the repository. */
function copied(stage: string): string[] {
  return [...stage.matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap(
    (line) => line[1]?.trim().split(/ +/).slice(0, -1) ?? [],
  );
}

function covers(paths: readonly string[], path: string): boolean {
  return paths.some((copy) => path === copy || path.startsWith(`${copy}/`));
}

/** Every file and package that these modules lead to. */
function importsOf(entries: readonly string[]): { files: Set<string>; packages: Set<string> } {
  const files = new Set<string>();
  const named = new Set<string>();
  const visit = (file: string) => {
    if (files.has(file)) return;
    files.add(file);
    if (!file.endsWith('.ts')) return;
    const source = readText(file);
    const specifiers = [
      ...source.matchAll(/^(?:import|export)\s(?!type\b)[^;'"]*?from '([^']+)'/gm),
      ...source.matchAll(/\bimport\('([^']+)'\)/g),
      ...source.matchAll(/^import '([^']+)'/gm),
      ...source.matchAll(/new URL\('(\.[^']+)', import\.meta\.url\)/g),
    ].map((match) => match[1] ?? '');
    for (const specifier of specifiers) {
      if (specifier.startsWith('.')) {
        const target = normalize(join(dirname(file), specifier)).replace(/\/$/, '');
        if (/\.\w+$/.test(target)) visit(target);
        else files.add(target);
      } else if (!specifier.startsWith('node:')) named.add(/^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier);
    }
  };
  for (const entry of entries) visit(entry);
  return { files, packages: named };
}

describe('Dockerfile', () => {
  const [, sources = '', panel = '', server = '', build = '', addOn = ''] = stages;

  test('copies only what exists and what .dockerignore lets through', () => {
    const allowed = [...readText('.dockerignore').matchAll(/^!(.+)$/gm)].map((line) => line[1] ?? '');
    const paths = stages.flatMap(copied);
    assert.ok(paths.length > 5);
    for (const path of paths) {
      assert.ok(existsSync(PROJECT + path), `${path} does not exist`);
      assert.ok(covers(allowed, path.replace(/\/$/, '')), `${path} is kept out by .dockerignore`);
    }
  });

  test('copies every file that the add-on imports, and installs every package', () => {
    const entries = ['src/main.ts', 'src/worker.ts'].filter((file) => existsSync(PROJECT + file));
    const wanted = importsOf(entries.length > 0 ? entries : ['src/options.ts']);
    const there = [
      ...copied(server),
      ...copied(addOn),
      ...[...addOn.matchAll(/^COPY --from=build \/app\/(\S+)/gm)].map((line) => line[1] ?? ''),
    ];
    assert.match(addOn, /^COPY --from=server \/app\/build\/server\/src \/app\/src$/m);
    assert.deepEqual(
      [...wanted.files].filter((file) => !covers(there, file)),
      [],
    );
    assert.deepEqual(
      [...wanted.packages].filter((name) => !(name in packages.dependencies)),
      [],
    );
  });

  test('copies every file that fetching models imports before it fetches them', () => {
    const wanted = importsOf(['script/fetch-models.ts']);
    const there = copied(build.slice(0, build.indexOf('RUN node script/fetch-models.ts')));
    const places = [...there, 'script/fetch-models.ts'].filter((path) => existsSync(PROJECT + path));
    assert.deepEqual(
      [...wanted.files].filter((file) => !covers(places, file) && file !== 'models'),
      [],
    );
    assert.deepEqual(
      [...wanted.packages].filter((name) => !(name in packages.dependencies)),
      [],
    );
  });

  test('builds the panel from all that it is made of, and copies only the result', () => {
    const there = copied(sources + panel.slice(0, panel.indexOf('RUN node_modules/.bin/vite build')));
    const config = 'addon/panel/vite.config.ts';
    for (const path of [config, 'addon/panel/index.html', 'addon/panel/src', 'tsconfig.json', 'package-lock.json']) {
      assert.ok(covers(there, path), `${path} is missing where the panel is built`);
    }
    assert.deepEqual(
      [...importsOf(['addon/panel/src/main.ts']).files].filter((file) => !covers(there, file.replace(/\?url$/, ''))),
      [],
    );
    assert.match(addOn, /^COPY --from=panel \/app\/build\/panel \/app\/build\/panel$/m);
    assert.ok(!copied(addOn).some((path) => path.startsWith('addon')));
  });

  test('takes the Node that the tests run on', () => {
    assert.equal(/^ARG NODE_VERSION=(\S+)$/m.exec(dockerfile)?.[1], packages.devDependencies['node']);
  });

  test('needs no build.yaml, and says the same as that', () => {
    const base = /^ARG BUILD_FROM=(\S+)$/m.exec(dockerfile)?.[1];
    const { build_from: byArchitecture } = parse(readText('build.yaml'));
    assert.match(base ?? '', /^ghcr\.io\/home-assistant\/base-debian:bookworm-[\d.]+$/);
    assert.deepEqual(Object.keys(byArchitecture).sort(), addOnConfig().arch.toSorted());
    assert.deepEqual(new Set(Object.values(byArchitecture)), new Set([base]));
  });

  test('is labelled as config.yaml describes the add-on', () => {
    const label = (name: string) => new RegExp(`${name.replaceAll('.', '\\.')}="([^"]*)"`).exec(dockerfile)?.[1];
    const config = addOnConfig();
    assert.equal(label('io.hass.name'), config.name);
    assert.equal(label('io.hass.description'), config.description);
    assert.equal(label('io.hass.arch'), config.arch.join('|'));
    assert.equal(label('io.hass.type'), 'app');
    assert.equal(/^ARG BUILD_VERSION=(\S+)$/m.exec(dockerfile)?.[1], packageVersion());
  });

  test('switches the telemetry of onnxruntime off wherever it is loaded', () => {
    for (const stage of [sources, build, addOn]) assert.match(stage, /^ENV .*\bORT_DISABLE_TELEMETRY=1$/m);
  });

  test('asks the health of Concierge at the port of ingress', () => {
    assert.match(addOn, /^HEALTHCHECK .*"http:\/\/127\.0\.0\.1:8099\/health"\]$/m);
  });
});

describe('shrink-modules', () => {
  const script = `${PROJECT}addon/image/shrink-modules`;
  const binaries = ['darwin/arm64', 'linux/arm64', 'linux/x64', 'win32/arm64', 'win32/x64'];

  async function modulesIn(folder: string): Promise<string> {
    const onnxruntime = join(folder, 'onnxruntime-node/bin/napi-v6');
    for (const platform of binaries) {
      await mkdir(join(onnxruntime, platform), { recursive: true });
      await writeFile(join(onnxruntime, platform, 'onnxruntime_binding.node'), platform);
    }
    for (const file of ['index.js', 'index.js.map', 'index.d.ts']) await writeFile(join(folder, file), '');
    return onnxruntime;
  }

  for (const architecture of ['x64', 'arm64']) {
    test(`leaves of onnxruntime only Linux on ${architecture}`, async (context) => {
      const folder = await temporaryFolder(context);
      const onnxruntime = await modulesIn(folder);
      execFileSync(script, [folder, architecture]);
      const left = await readdir(onnxruntime, { recursive: true });
      const binary = `linux/${architecture}/onnxruntime_binding.node`;
      assert.deepEqual(left.sort(), ['linux', `linux/${architecture}`, binary]);
      assert.deepEqual((await readdir(folder)).sort(), ['index.js', 'onnxruntime-node']);
    });
  }

  test('deletes nothing for an architecture that onnxruntime has no binary for', async (context) => {
    const folder = await temporaryFolder(context);
    const onnxruntime = await modulesIn(folder);
    const run = spawnSync(script, [folder, 'riscv64'], { encoding: 'utf8' });
    assert.equal(run.status, 1);
    assert.match(run.stderr, /no binary for Linux on "riscv64"/);
    assert.equal((await readdir(onnxruntime)).length, 3);
  });
});

describe('apparmor.txt', () => {
  test('holds one profile, named like the add-on, for Supervisor to rename', () => {
    const names = [...readText('apparmor.txt').matchAll(/^profile ([^ ]+).*$/gm)].map((match) => match[1]);
    assert.deepEqual(names, [addOnConfig().slug]);
  });

  test('is understood by apparmor_parser', { skip: missingTool('apparmor_parser') }, () => {
    const names = runTool('apparmor_parser', ['-N', 'apparmor.txt']);
    assert.deepEqual(names.stdout.trim().split('\n'), ['concierge', 'concierge//service']);
    const compiled = runTool('apparmor_parser', ['-Q', '-K', 'apparmor.txt']);
    assert.equal(compiled.status, 0, compiled.stderr);
  });

  test('lets node write in its data folder, its media folder and temporary places alone', () => {
    const service = readText('apparmor.txt').split('profile service')[1] ?? '';
    const written = [...service.matchAll(/^ +(?:owner )?(\/\S+) \w*w\w*,$/gm)].map((rule) => rule[1]);
    const places = /^\/(data|media\/concierge|tmp|dev|var\/cache\/fontconfig)\//;
    assert.ok(written.includes('/data/**') && written.includes('/media/concierge/**'));
    assert.deepEqual(
      written.filter((path) => !places.test(path ?? '')),
      [],
    );
  });
});
