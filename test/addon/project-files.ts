import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { parse } from 'yaml';

export const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

export function readText(path: string): string {
  return readFileSync(PROJECT + path, 'utf8');
}

const AddOnConfig = Type.Object({
  name: Type.String(),
  version: Type.String(),
  slug: Type.String(),
  description: Type.String(),
  arch: Type.Array(Type.String()),
  timeout: Type.Integer(),
  ports: Type.Record(Type.String(), Type.Union([Type.Integer(), Type.Null()])),
  ports_description: Type.Record(Type.String(), Type.String()),
  backup_pre: Type.String(),
  backup_post: Type.String(),
  backup_exclude: Type.Array(Type.String()),
  options: Type.Record(Type.String(), Type.Unknown()),
  schema: Type.Record(Type.String(), Type.Union([Type.String(), Type.Array(Type.String())])),
});

export function addOnConfig() {
  return Value.Parse(AddOnConfig, parse(readText('config.yaml')));
}

export function packageVersion(): string {
  return Value.Parse(Type.Object({ version: Type.String() }), JSON.parse(readText('package.json'))).version;
}

/** What is committed or staged, as path and mode (`100755` = may be run). */
export function trackedFiles(): readonly { readonly path: string; readonly mode: string }[] {
  const listing = execFileSync('git', ['ls-files', '-s', '-z'], { cwd: PROJECT, encoding: 'utf8' });
  return listing
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => ({ mode: line.slice(0, 6), path: line.slice(line.indexOf('\t') + 1) }))
    .filter(({ path }) => existsSync(PROJECT + path));
}

/** Why the sources are no git checkout, or false: what asks git is then skipped. */
export const NO_CHECKOUT: string | false = existsSync(`${PROJECT}.git`) ? false : 'these sources are no git checkout';

/** Runs one of Debian's tools in the project's folder; some lie where only root looks. */
export function runTool(tool: string, args: readonly string[]) {
  const environment = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin` };
  return spawnSync(tool, args, { cwd: PROJECT, encoding: 'utf8', env: environment });
}

/** Why a tool's test is skipped, or false when the tool is there. */
export function missingTool(tool: string): string | false {
  return runTool(tool, ['--version']).error ? `${tool} is not installed` : false;
}
