import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MEDIA_FILES, type MediaFixtureName } from './media-names.ts';
import { MEDIA_RECIPES } from './media-recipes.ts';

/** Counts up when a recipe changes, so that no stale file is taken. */
const VERSION = 1;
const FOLDER = join(tmpdir(), `concierge-fixtures-${VERSION}`);

const underWay = new Map<MediaFixtureName, Promise<string>>();

/**
 * The path of a small clip or picture, made when it is first asked for and kept for later runs. Do not change the file.
 * media-recipes.ts says what each is.
 */
export function mediaFixture(name: MediaFixtureName): Promise<string> {
  const found = underWay.get(name) ?? findOrMake(name);
  underWay.set(name, found);
  return found;
}

async function findOrMake(name: MediaFixtureName): Promise<string> {
  const fileName = MEDIA_FILES[name];
  const path = join(FOLDER, fileName);
  if (await exists(path)) return path;
  await mkdir(FOLDER, { recursive: true });
  // Test files run side by side: each makes its own, and whole files only are renamed to where others look.
  const workshop = await mkdtemp(join(FOLDER, 'making-'));
  try {
    await MEDIA_RECIPES[name](join(workshop, fileName), mediaFixture);
    await rename(join(workshop, fileName), path);
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
  return path;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
