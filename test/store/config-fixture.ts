import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { ConciergeError } from '../../src/domain/concierge-error.ts';
import type { Camera } from '../../src/domain/config-records.ts';
import { LowdbConfigStore } from '../../src/store/lowdb-config-store.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { recordingLogger } from '../support/test-logger.ts';
import { TEST_SECRETS } from '../support/test-secrets.ts';

export async function configFixture(context: TestContext, folder?: string) {
  const inFolder = folder ?? (await temporaryFolder(context));
  const { logger, lines } = recordingLogger();
  const store = new LowdbConfigStore({ folder: inFolder, logger, clock: new ManualClock(), secrets: TEST_SECRETS });
  return { store, lines, folder: inFolder, path: join(inFolder, 'config.json') };
}

export async function startedStore(context: TestContext) {
  const fixture = await configFixture(context);
  await fixture.store.start();
  return fixture;
}

export const camera = (id: number, changes: Partial<Camera> = {}): Camera => ({
  id,
  uuid: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
  name: `Camera ${id}`,
  brand: 1,
  host: '',
  user: '',
  password: '',
  analytics_profile: null,
  timezone: '',
  snapshot_url: '',
  live_url_hd: '',
  live_url_sd: '',
  state: 'OK',
  analytics_enabled: true,
  zones: [],
  ...changes,
});

export const refused = (code: string) => (error: unknown) => error instanceof ConciergeError && error.code === code;
