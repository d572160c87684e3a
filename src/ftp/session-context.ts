import type { FtpSessionRecorder } from '../ports/ftp-sessions.ts';
import type { UploadReceiver } from '../ports/intake.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import type { FtpLimits } from './ftp-limits.ts';
import type { IncomingFolder } from './incoming-folder.ts';
import type { PassivePortPool } from './passive-port-pool.ts';
import type { RepeatedFaults } from './repeated-faults.ts';
import type { TlsIdentity } from './tls-identity.ts';

/** What all sessions of one FTP service share. */
export interface SessionContext {
  readonly root: MediaRoot;
  readonly incoming: IncomingFolder;
  /** Has old recordings deleted, where that is due; ends when that is done. Never rejects. */
  readonly makeRoom: () => Promise<void>;
  readonly ports: PassivePortPool;
  readonly receiver: UploadReceiver;
  readonly recorder: FtpSessionRecorder;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits: FtpLimits;
  /** Of the whole service; of these keys: `disk full`, `no passive port`, `passive port <n>`. */
  readonly faults: RepeatedFaults;
  /** Where passive ports listen. */
  readonly host: string;
  /** IPv4 told to clients; null: where each of them reaches us. */
  readonly passiveHost: string | null;
  readonly addressForPeer: (local: string, peer: string) => string;
  readonly tls: TlsIdentity;
  /** Who speaks plain FTP is not let in, and data is encrypted. */
  readonly requireTls: boolean;
}
