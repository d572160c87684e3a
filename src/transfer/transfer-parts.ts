import type { ConfigStore } from '../ports/config-store.ts';
import type { KnownPictures } from '../ports/settings-transfer.ts';
import type { Clock } from '../runtime/clock.ts';
import type { KeptCredentials } from '../runtime/credentials.ts';

export interface TransferParts {
  readonly config: ConfigStore;
  readonly gallery: KnownPictures;
  readonly credentials: KeptCredentials;
  /** Of Concierge. */
  readonly version: string;
  readonly clock: Clock;
}
