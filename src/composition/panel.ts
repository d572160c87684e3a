import { join } from 'node:path';
import { Router } from 'express';
import { FfmpegPlayableClips } from '../frames/playback/ffmpeg-playable-clips.ts';
import { EventDisposal } from '../housekeeping/event-disposal.ts';
import { MediaPresence } from '../housekeeping/media-presence.ts';
import type { AnalysisQueue } from '../ports/analysis-queue.ts';
import type { AnalysisWatch } from '../ports/analysis-watch.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { EngineWatch } from '../ports/engine-report.ts';
import type { RemovalWatch } from '../ports/event-removal.ts';
import type { Gallery } from '../ports/gallery.ts';
import type { History } from '../ports/history.ts';
import type { HomeAssistantWatch } from '../ports/home-assistant-status.ts';
import type { HostNetwork } from '../ports/host-network.ts';
import type { Housekeeping } from '../ports/housekeeping.ts';
import type { KnownObjects } from '../ports/known-objects.ts';
import type { ProfilePreview } from '../ports/profile-preview.ts';
import type { SqliteAnalysisQueue } from '../queue/sqlite-queue.ts';
import { ingressGuard } from '../rest/access-guard.ts';
import { ingressRoutes } from '../rest/ingress-routes.ts';
import { mediaRoutes } from '../rest/media-routes.ts';
import { auditLog, sameOriginOnly } from '../rest/panel/audit-log.ts';
import { cameraGlanceRoutes } from '../rest/panel/camera-glance-routes.ts';
import { clipRoutes } from '../rest/panel/clip-routes.ts';
import { eventRemovalRoutes } from '../rest/panel/event-removal-routes.ts';
import { eventRoutes } from '../rest/panel/event-routes.ts';
import { formRoutes } from '../rest/panel/form-routes.ts';
import { LiveFeed } from '../rest/panel/live-feed.ts';
import { liveRoutes } from '../rest/panel/live-routes.ts';
import { objectGlanceRoutes } from '../rest/panel/object-glance-routes.ts';
import { panelFiles } from '../rest/panel/panel-files.ts';
import { peopleGlanceRoutes } from '../rest/panel/people-glance-routes.ts';
import { profilePreviewRoutes } from '../rest/panel/profile-preview-routes.ts';
import { queueRoutes } from '../rest/panel/queue-routes.ts';
import { recordingRoutes } from '../rest/panel/recording-routes.ts';
import { sentenceRoutes } from '../rest/panel/sentence-routes.ts';
import { storageRoutes } from '../rest/panel/storage-routes.ts';
import { systemRoutes } from '../rest/panel/system-routes.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import type { Service } from '../runtime/service.ts';
import { CameraVerdictTable } from '../store/camera-verdict-table.ts';
import { MediaMarkTable } from '../store/media-mark-table.ts';
import { RetentionTable } from '../store/retention-table.ts';
import { SqliteReanalysis } from '../store/sqlite-reanalysis.ts';
import { UsageTable } from '../store/usage-table.ts';
import type { Parts } from './parts.ts';
import { PROJECT_FOLDER } from './project-folder.ts';
import { addressForCamera } from './reachable.ts';
import { httpService, routerOf, type servedRoutes } from './rest.ts';

interface FeedNeeds {
  readonly config: ConfigStore;
  readonly history: History;
  readonly queue: AnalysisQueue;
}

interface PanelNeeds {
  readonly history: History;
  readonly queue: SqliteAnalysisQueue;
  readonly previews: ProfilePreview;
  readonly watches: readonly AnalysisWatch[];
  readonly feed: LiveFeed;
  readonly gallery: Gallery;
  readonly objects: KnownObjects;
  readonly hostNetwork: HostNetwork;
  readonly homeAssistant: HomeAssistantWatch;
  readonly engine: EngineWatch;
  readonly board: Housekeeping;
  readonly removals: readonly RemovalWatch[];
  readonly served: ReturnType<typeof servedRoutes>;
}

type Services = () => readonly Service[];

export function liveFeed(needs: FeedNeeds, services: Services): LiveFeed {
  return new LiveFeed({ ...needs, clock, health: () => healthOf(services) });
}

/** Port 8099. @param services all services, asked for their health when a page wants to know */
export function panelService(parts: Parts, needs: PanelNeeds, services: Services): Service {
  const { logger, media } = parts;
  const health = () => healthOf(services);
  // Below folders of their own, so that no name of a camera's file is taken for a call of the panel's.
  const own = Router().use('/panel', liveRoutes(needs.feed, clock), formRoutes(), sentenceRoutes());
  const { database, config } = parts;
  own.use('/panel', eventRoutes(needs.history, needs.gallery.faces, new CameraVerdictTable(database)));
  own.use('/panel', peopleGlanceRoutes(needs.gallery));
  own.use('/panel', objectGlanceRoutes(needs.objects));
  own.use('/panel', cameraGlanceRoutes(parts.config, needs.history, needs.queue));
  own.use('/panel', recordingRoutes(needs.history));
  own.use('/panel', clipRoutes(needs.history, playableClips(parts)));
  own.use('/panel', eventRemovalRoutes(needs.history, eventRemoval(parts, needs.feed), needs.removals));
  own.use('/panel', queueRoutes({ ...needs, config }, new SqliteReanalysis({ database, jobs: needs.queue })));
  own.use('/panel', storageRoutes(needs.board, new UsageTable(database)));
  own.use('/panel', systemRoutes(systemParts(parts, needs), health));
  own.use('/media', routerOf(mediaRoutes(media)));
  const ports = [...needs.served.backEnd, ...needs.served.camera].map((routes) => routerOf(routes));
  // It changes nothing, though it is no GET: no line of the audit log's.
  const preview = profilePreviewRoutes(config, needs.previews).router;
  const api = [sameOriginOnly, preview, auditLog(logger.child({ service: 'panel' })), own, ...ports];
  const files = panelFiles(join(PROJECT_FOLDER, 'build/panel'));
  return httpService(parts, 'ingress', ingressGuard(), [ingressRoutes({ health, files, api })]);
}

function playableClips({ options, media, dataDir }: Parts): FfmpegPlayableClips {
  const { ffmpegPath, ffprobePath } = options;
  return new FfmpegPlayableClips({ media, folder: join(dataDir, 'playback'), ffmpegPath, ffprobePath, clock });
}

function eventRemoval({ database, media, logger }: Parts, viewers: LiveFeed): EventDisposal {
  const ownLogger = logger.child({ service: 'housekeeping' });
  const presence = new MediaPresence(media, new MediaMarkTable(database));
  return new EventDisposal({ store: new RetentionTable(database), media, presence, viewers, logger: ownLogger });
}

function systemParts({ options, credentials, version, logTail }: Parts, needs: PanelNeeds) {
  const { hostNetwork, homeAssistant, engine } = needs;
  const towards = addressForCamera(options.ftpPassiveHost, hostNetwork);
  const ftpPort = options.ports.ftp;
  return {
    version,
    access: () => ({ ftpHost: towards(''), ftpPort, ...credentials.now() }),
    homeAssistant,
    engine,
    renewToken: () => credentials.renewToken(),
    logLines: () => logTail.lines(),
  };
}

function healthOf(services: Services) {
  return services().map((service) => ({ name: service.name, ...service.health() }));
}
