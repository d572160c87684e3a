import { join } from 'node:path';

/** Where package.json, models/ and what was built lie. */
export const PROJECT_FOLDER = join(import.meta.dirname, '../..');
