import type { InfluxTarget } from '../influx/influx-target.ts';
import type { Options } from '../options.ts';
import type { AppearanceModel } from '../ports/appearance.ts';
import type { DetectorModel, DetectorModels } from '../ports/detector-model.ts';
import type { FaceModels } from '../ports/face-models.ts';
import type { KeptCredentials } from '../runtime/credentials.ts';
import type { LogTail } from '../runtime/log-tail.ts';
import type { Logger } from '../runtime/logger.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import type { MediaSigner } from '../runtime/media-signer.ts';
import type { SecretBox } from '../runtime/secret-box.ts';
import type { SqliteDatabase } from '../runtime/sqlite-database.ts';
import type { LowdbConfigStore } from '../store/lowdb-config-store.ts';
import type { ChosenModels } from './choose-models.ts';

/** What is there before the first service: what every composer may build upon. */
export interface Parts {
  readonly options: Options;
  readonly logger: Logger;
  readonly logTail: LogTail;
  readonly credentials: KeptCredentials;
  readonly model: DetectorModel;
  /** All that are on this machine. */
  readonly detectorModels: DetectorModels;
  /** Null where this machine has none at the start: everything else works without. */
  readonly faceModels: FaceModels | null;
  /** As faceModels. */
  readonly appearanceModel: AppearanceModel | null;
  readonly provideFaces: ChosenModels['provideFaces'];
  readonly config: LowdbConfigStore;
  readonly secrets: SecretBox;
  readonly database: SqliteDatabase;
  readonly media: MediaRoot;
  readonly signer: MediaSigner;
  /** The InfluxDB to write to; null = none. */
  readonly influx: InfluxTarget | null;
  readonly rootDir: string;
  readonly dataDir: string;
  readonly version: string;
}
