import type { Request, RequestHandler, Router } from 'express';
import type { WorkerProcess } from '../analyse/worker-process.ts';
import type { Intake } from '../intake/intake.ts';
import type { DetectionSink } from '../ports/detection-sink.ts';
import type { FtpSessions } from '../ports/ftp-sessions.ts';
import type { Gallery } from '../ports/gallery.ts';
import type { HostNetwork } from '../ports/host-network.ts';
import type { HouseStateReader } from '../ports/house-state.ts';
import type { Housekeeping } from '../ports/housekeeping.ts';
import type { KnownObjects } from '../ports/known-objects.ts';
import type { ListenerWatch } from '../ports/listener-health.ts';
import type { EventViewers } from '../ports/panel/event-viewers.ts';
import type { ReanalysisRuns } from '../ports/reanalysis-runs.ts';
import type { SettingsTransfer } from '../ports/settings-transfer.ts';
import type { PastSightings } from '../ports/sightings.ts';
import type { SqliteAnalysisQueue } from '../queue/sqlite-queue.ts';
import { accessGuard, carriesToken } from '../rest/access-guard.ts';
import { apiDocumentRoutes } from '../rest/api/api-document-routes.ts';
import { ApiRoutes } from '../rest/api/api-routes.ts';
import { backEndRoutes, tableIndex } from '../rest/back-end-routes.ts';
import { cameraRoutes } from '../rest/camera-routes.ts';
import { cameraServiceRoutes } from '../rest/camera-service-routes.ts';
import { cameraTrialRoutes } from '../rest/camera-trial-routes.ts';
import { ftpLoginRoutes } from '../rest/ftp-login-routes.ts';
import { ftpSessionRoutes } from '../rest/ftp-session-routes.ts';
import { deepAnalysisRoutes } from '../rest/gallery/deep-analysis-routes.ts';
import { galleryRoutes } from '../rest/gallery/gallery-routes.ts';
import { knownObjectRoutes } from '../rest/gallery/known-object-routes.ts';
import { HttpService } from '../rest/http-service.ts';
import { listenerRoutes } from '../rest/listener-routes.ts';
import { mediaRoutes } from '../rest/media-routes.ts';
import { motionRoutes } from '../rest/motion-routes.ts';
import { openToBrowsers } from '../rest/open-to-browsers.ts';
import { restApp } from '../rest/rest-app.ts';
import { settingsRoutes } from '../rest/settings-routes.ts';
import { shapeRoutes } from '../rest/shape-routes.ts';
import { signatureJudge } from '../rest/signed-media.ts';
import { beforeGuard, webhookRoutes } from '../rest/webhook-routes.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import type { Service } from '../runtime/service.ts';
import { RecordingEdits } from '../store/recording-edits.ts';
import type { SqliteHistory } from '../store/sqlite-history.ts';
import { TrackTable } from '../store/track-table.ts';
import { archiveRoutes } from './archive.ts';
import type { ComposedCameras } from './cameras.ts';
import { interworking } from './interworking.ts';
import type { Parts } from './parts.ts';
import { addressForCamera } from './reachable.ts';

/** What the REST services stand before. */
export interface RestBackers {
  readonly history: SqliteHistory;
  readonly queue: SqliteAnalysisQueue;
  readonly intake: Intake;
  readonly board: Housekeeping;
  readonly house: HouseStateReader;
  readonly viewers: EventViewers;
  readonly again: ReanalysisRuns;
  readonly sinks: readonly DetectionSink[];
  readonly gallery: Gallery;
  readonly objects: KnownObjects;
  readonly stills: WorkerProcess;
  readonly clips: WorkerProcess;
  readonly cameras: ComposedCameras;
  readonly doctor: FtpSessions;
  readonly callbacks: ListenerWatch;
  readonly hostNetwork: HostNetwork;
  readonly settings: SettingsTransfer;
  readonly past: PastSightings;
}

const PORT_NAMES = {
  camera: 'Reolink cameras',
  ingress: 'ingress',
  backEnd: 'back end',
  stills: 'shapes in stills',
  motion: 'motion',
  clips: 'shapes in clips',
  deepAnalysis: 'who was seen',
  interworking: 'interworking',
} as const;

type PortName = keyof typeof PORT_NAMES;
type Routes = ApiRoutes | Router;

const PORT_ORDER = ['backEnd', 'stills', 'motion', 'clips', 'camera', 'deepAnalysis', 'interworking'] as const;

/** What each port serves; the panel is served it as well, under `api/` of the ingress port. */
export function servedRoutes(parts: Parts, backers: RestBackers) {
  const { options, config, media, signer } = parts;
  const { history, intake, stills, clips, cameras } = backers;
  const receive = (upload: Parameters<Intake['receiveFound']>[0]) => intake.receiveFound(upload);
  const recordings = new RecordingEdits(parts.database);
  const shapes = (analyser: WorkerProcess) => shapeRoutes({ analyser, media, backEndPort: options.ports.backEnd });
  return {
    backEnd: [
      ...backEndRoutes({ config, history, media, signer, recordings, clock }),
      cameraRoutes(cameraParts(parts, backers)),
      ftpLoginRoutes(cameraParts(parts, backers)),
      cameraTrialRoutes(config, cameras.setups),
      listenerRoutes(config, backers.callbacks),
      ...archiveRoutes(parts, backers),
      settingsRoutes(backers.settings, passwordTakers(parts)),
      ftpSessionRoutes(backers.doctor, clock),
      ...galleryRoutes(backers.gallery),
      knownObjectRoutes(backers.objects),
      mediaRoutes(media),
    ],
    stills: [shapes(stills)],
    motion: [motionRoutes(intake)],
    clips: [shapes(clips)],
    camera: [cameraServiceRoutes({ ...cameras, config, history, recordings, media, receive, clock })],
    deepAnalysis: [deepAnalysis(parts, backers)],
    interworking: interworking(parts, backers.sinks, backers.past),
  } satisfies Partial<Record<PortName, readonly Routes[]>>;
}

/** The OpenAPI document of the back end describes all ports. */
export function restServices(parts: Parts, served: ReturnType<typeof servedRoutes>, backers: RestBackers): Service[] {
  const { options, credentials, signer, version } = parts;
  const access = (signature?: ReturnType<typeof signatureJudge>) => ({
    get token() {
      return credentials.apiToken;
    },
    trustedNetworks: options.trustedNetworks,
    ...(signature && { signature }),
  });
  const guard = accessGuard(access());
  const mediaGuard = accessGuard(access(signatureJudge(signer, clock)));
  const webhooks = webhookRoutes(webhookParts(parts, backers));
  const ports = PORT_ORDER.map((name) => ({ port: options.ports[name], routes: served[name].filter(isDocumented) }));
  ports.push({ port: options.ports.motion, routes: [webhooks] });
  const pages = [tableIndex(), apiDocumentRoutes(version, options.ports.backEnd, ports)];
  const guards: Partial<Record<PortName, RequestHandler>> = {
    backEnd: mediaGuard,
    motion: beforeGuard(webhooks.router, guard),
    interworking: openToBrowsers(guard),
  };
  return PORT_ORDER.map((name) => {
    const routes = name === 'backEnd' ? [...pages, ...served.backEnd] : served[name];
    return httpService(parts, name, guards[name] ?? guard, routes);
  });
}

/** Whoever comes by ingress has logged in at Home Assistant; a trusted network alone is not enough for passwords. */
function passwordTakers({ options, credentials }: Parts) {
  return (request: Request) =>
    request.socket.localPort === options.ports.ingress || carriesToken(request, credentials.apiToken);
}

function cameraParts({ options, config }: Parts, { cameras, hostNetwork }: RestBackers) {
  const { setups, reports, webhooks, webhookCalls: calls } = cameras;
  const { motion: webhookPort, ftp: ftpPort } = options.ports;
  const towards = addressForCamera(options.ftpPassiveHost, hostNetwork);
  return { config, cameras: setups, reports, webhooks, calls, webhookPort, ftpPort, addressForCamera: towards };
}

function webhookParts({ config }: Parts, { cameras, intake }: RestBackers) {
  return { config, receiver: intake, paths: cameras.webhooks, calls: cameras.webhookCalls, clock };
}

/** Port 5106. */
function deepAnalysis({ options, config, database }: Parts, { gallery, objects, history }: RestBackers) {
  const tracks = new TrackTable(database);
  return deepAnalysisRoutes({ gallery, objects, history, tracks, config, backEndPort: options.ports.backEnd });
}

function isDocumented(routes: Routes): routes is ApiRoutes {
  return routes instanceof ApiRoutes;
}

export function routerOf(routes: Routes): Router {
  return isDocumented(routes) ? routes.router : routes;
}

export function httpService(
  { options, logger }: Parts,
  port: PortName,
  guard: RequestHandler,
  routes: readonly Routes[],
): Service {
  const name = PORT_NAMES[port];
  const ownLogger = logger.child({ service: name });
  const app = restApp({ guard, routes, logger: ownLogger });
  return new HttpService({ name, host: options.listenHost, port: options.ports[port], app, clock, logger: ownLogger });
}
