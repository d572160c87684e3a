import { diskLevel } from '../domain/retention.ts';
import { diskUsage } from '../housekeeping/disk-usage.ts';
import type { History } from '../ports/history.ts';
import { DailyDigest } from '../publish/daily-digest.ts';
import { DigestAnswers } from '../publish/digest-answers.ts';
import { HomeAssistantSink } from '../publish/home-assistant-sink.ts';
import type { SessionCompanion } from '../publish/session.ts';
import type { SqliteAnalysisQueue } from '../queue/sqlite-queue.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { JobRunTable } from '../store/job-run-table.ts';
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

/** The sink, and what it does once a day. */
export function homeAssistantSink(parts: Parts, { history, queue, ftpSessions, hostNetwork, notices }: SinkNeeds) {
  const { options, config, database, signer, rootDir, dataDir, version, logger } = parts;
  const ownLogger = logger.child({ service: 'Home Assistant' });
  const digests = new DigestAnswers({ config, history, clock, logger: ownLogger });
  const sink = new HomeAssistantSink({
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
  const { digestAt: at, homeAssistant } = options;
  const isDaily = at !== null && homeAssistant !== null;
  return { sink, jobs: isDaily ? [new DailyDigest({ digests, at, log: new JobRunTable(database), clock })] : [] };
}
