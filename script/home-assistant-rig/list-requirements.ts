import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Prints what the integrations that the rig uses need, one requirement a line.
 * Usage: node list-requirements.ts FOLDER_OF_THE_PACKAGE_HOMEASSISTANT
 */
const OURS = ['mqtt', 'mobile_app', 'image', 'camera', 'media_source', 'recorder', 'conversation', 'rest', 'generic'];

interface Manifest {
  readonly requirements?: readonly string[];
  readonly dependencies?: readonly string[];
}

const [packageFolder] = process.argv.slice(2);
if (!packageFolder) throw new Error('Say which folder the package homeassistant is in.');

const seen = new Set<string>();
const requirements = new Set<string>();
const open = [...OURS, ...(await alwaysLoaded(packageFolder))];
for (let domain = open.pop(); domain !== undefined; domain = open.pop()) {
  if (seen.has(domain)) continue;
  seen.add(domain);
  const manifest = await readManifest(packageFolder, domain);
  for (const requirement of manifest?.requirements ?? []) requirements.add(requirement);
  open.push(...(manifest?.dependencies ?? []));
}
for (const requirement of [...requirements].sort()) console.log(requirement);

/** The integrations that each start loads whatever the configuration says; words that are none do no harm. */
async function alwaysLoaded(folder: string): Promise<string[]> {
  const bootstrap = await readFile(join(folder, 'bootstrap.py'), 'utf8');
  const listed = [...bootstrap.matchAll(/^\s+"([a-z_]+)",/gm)].flatMap(([, domain]) => domain ?? []);
  // One for each kind of entity, named after it.
  const platforms = await readFile(join(folder, 'generated/entity_platforms.py'), 'utf8');
  return [...listed, ...[...platforms.matchAll(/= "([a-z_]+)"/g)].flatMap(([, domain]) => domain ?? [])];
}

async function readManifest(folder: string, domain: string): Promise<Manifest | null> {
  try {
    // Home Assistant's own file, of a release that the rig names.
    return JSON.parse(await readFile(join(folder, 'components', domain, 'manifest.json'), 'utf8')) as Manifest;
  } catch {
    return null;
  }
}
