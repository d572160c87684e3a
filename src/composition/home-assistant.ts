import { diskLevel } from '../domain/retention.ts';
import { diskUsage } from '../housekeeping/disk-usage.ts';
import type { History } from '../ports/history.ts';
import { DigestAnswers } from '../publish/digest-answers.ts';
import { HomeAssistantSink } from '../publish/home-assistant-sink.ts';
import type { SessionCompanion } from '../publish/session.ts';
import type { SqliteAnalysisQueue } from '../queue/sqlite-queue.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { SqliteReanalysis } from '../store/sqlite-reanalysis.ts';
import type { Parts } from './parts.ts';

interface SinkNeeds {
  readonly history: History;
  readonly queue: SqliteAnalysisQueue;
  /** Cameras that are connected over FTP now. */
  readonly ftpSessions: () => number;
  readonly hostNetwork: SessionCompanion;
  readonly notices: SessionCompanion;
}

export function homeAssistantSink(
  parts: Parts,
  { history, queue, ftpSessions, hostNetwork, notices }: SinkNeeds,
): HomeAssistantSink {
  const { options, config, database, signer, rootDir, dataDir, version, logger } = parts;
  const ownLogger = logger.child({ service: 'Home Assistant' });
  const digests = new DigestAnswers({ config, history, clock, logger: ownLogger });
  return new HomeAssistantSink({
    connection: options.homeAssistant,
    config,
    history,
    queue,
    reanalysis: new SqliteReanalysis({ database, jobs: queue }),
    vitals: { ftpSessions, diskLevel: async () => diskLevel(await diskUsage(rootDir)) },
    mediaBaseUrl: options.mediaBaseUrl,
    homeAssistantMedia: options.homeAssistantMedia,
    signer,
    version,
    folder: dataDir,
    // Elsewhere than under a Supervisor, Home Assistant's machine need not be ours.
    companions: [digests, notices, ...(options.supervised ? [hostNetwork] : [])],
    logger: ownLogger,
    clock,
  });
}
