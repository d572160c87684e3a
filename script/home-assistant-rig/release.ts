import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A release of Home Assistant and the Debian suite whose Python it needs. */
interface Release {
  readonly version: string;
  readonly suite: string;
  /** What it does not say itself that it needs. */
  readonly alsoNeeds: readonly string[];
}

/** The first is what is tested against unless told otherwise. */
const RELEASES: readonly Release[] = [
  { version: '2026.11.0', suite: 'forky', alsoNeeds: [] },
  // Its aiodns takes any pycares, and runs with those before 5 alone.
  { version: '2025.11.3', suite: 'trixie', alsoNeeds: ['pycares<5'] },
];

/** Where a release of Home Assistant is installed, or will be. */
export interface RigFolder extends Release {
  /** Holds a folder a Debian suite. */
  readonly folder: string;
  /** The Debian that it runs in. */
  readonly root: string;
  /** Its Python environment, as seen inside `root`. */
  readonly python: string;
  readonly isBuilt: boolean;
}

/** All releases that the rig knows, the one to test against first; only one when the environment names it. */
export function rigFolders(): readonly RigFolder[] {
  const named = process.env['CONCIERGE_RIG_RELEASE'];
  return named ? [rigFolder(named)] : RELEASES.map(({ version }) => rigFolder(version));
}

/** @throws Error when the rig does not know this release */
export function rigFolder(
  version = process.env['CONCIERGE_RIG_RELEASE'] || RELEASES[0]?.version,
  folder = process.env['CONCIERGE_RIG_DIR'] || '/var/cache/concierge-rig',
): RigFolder {
  const release = RELEASES.find((known) => known.version === version);
  if (!release) {
    const known = RELEASES.map((each) => each.version).join(', ');
    throw new Error(`Cannot run Home Assistant ${version}: the releases that the rig knows are ${known}.`);
  }
  const root = join(folder, release.suite);
  const python = `/srv/ha-${release.version}`;
  return { ...release, folder, root, python, isBuilt: existsSync(join(root, python, 'complete')) };
}
