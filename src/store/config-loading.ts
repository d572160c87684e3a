import { Low } from 'lowdb';
import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import type { ConfigDocument } from '../domain/config-records.ts';
import { configInvalid } from '../domain/config-violation.ts';
import type { ConfigFile } from './config-file.ts';
import { validateConfig } from './config-validation.ts';

/** The layout that this version reads and writes. */
const CONFIG_VERSION = 1;

export type LoadedConfig =
  | { readonly kind: 'valid'; readonly document: ConfigDocument }
  | { readonly kind: 'missing' }
  | { readonly kind: 'invalid'; readonly why: string };

/**
 * Reads and validates a stored document.
 * @throws ConciergeError FOLDER_UNWRITABLE when the file cannot be read; STORE_CORRUPT when a newer version wrote it
 */
export async function loadConfig(file: ConfigFile): Promise<LoadedConfig> {
  const low = new Low<unknown>(file, null);
  try {
    await low.read();
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'invalid', why: error.message };
    const hint = 'Make DATA_DIR a folder that Concierge may read and write.';
    throw new ConciergeError('FOLDER_UNWRITABLE', `Cannot read "${file.path}": ${messageOf(error)}. ${hint}`, {
      cause: error,
    });
  }
  if (low.data === null) return { kind: 'missing' };
  refuseNewer(low.data, file.path);
  const verdict = validateConfig(low.data);
  if (verdict.valid) return { kind: 'valid', document: verdict.document };
  return { kind: 'invalid', why: configInvalid(verdict.violations).message };
}

/** Why a document of a newer version cannot be read; null: it is of none. */
export function newerLayout(document: unknown): string | null {
  const version = versionOf(document);
  if (typeof version !== 'number' || version <= CONFIG_VERSION) return null;
  return `a newer version of Concierge wrote it (layout ${version}, this one knows ${CONFIG_VERSION})`;
}

function refuseNewer(document: unknown, path: string): void {
  const why = newerLayout(document);
  if (why === null) return;
  throw new ConciergeError(
    'STORE_CORRUPT',
    `Cannot read "${path}": ${why}. Install that version again, or move the file away.`,
    { details: { version: Number(versionOf(document)) } },
  );
}

function versionOf(document: unknown): unknown {
  return typeof document === 'object' && document !== null && 'version' in document ? document.version : null;
}
