import { join } from 'node:path';

/** Where the copy of concierge.db lies that a backup of the add-on takes along. */
export function backupPath(dataDir: string): string {
  return join(dataDir, 'backup', 'concierge.db');
}
