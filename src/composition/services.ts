import { CAMERA_BRANDS } from '../cameras/brands.ts';
import { InTurn } from '../gallery/in-turn.ts';
import { Intake } from '../intake/intake.ts';
import { MissedFiles } from '../intake/missed-files.ts';
import { HostNetworkWatch } from '../publish/host-network-watch.ts';
import { NoticeBoard } from '../publish/notice-board.ts';
import { SqliteAnalysisQueue } from '../queue/sqlite-queue.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import type { Service } from '../runtime/service.ts';
import { CameraVerdictTable } from '../store/camera-verdict-table.ts';
import { SqliteHistory } from '../store/sqlite-history.ts';
import { detectorWorker, faceModels, pipeline, profilePreviews } from './analysis.ts';
import { cameraSetups } from './cameras.ts';
import { engineWatch } from './engine.ts';
import { ftpService } from './ftp.ts';
import { ftpDoctor, silenceWatch } from './ftp-doctor.ts';
import { gallery, galleryJudge } from './gallery.ts';
import { homeAssistantSink } from './home-assistant.ts';
import { houseState } from './house-state.ts';
import { housekeeping } from './housekeeping.ts';
import { influxServices } from './influx.ts';
import { listeners } from './listeners.ts';
import { knownObjects, objectJudge } from './objects.ts';
import { liveFeed, panelService } from './panel.ts';
import type { Parts } from './parts.ts';
import { addressForPeer } from './reachable.ts';
import { reanalysisRuns } from './reanalysis.ts';
import { restServices, servedRoutes } from './rest.ts';
import { settingsTransfer } from './settings-transfer.ts';

/** Every service, in the order in which they start: who is asked before who asks, and cameras last. */
export function composeServices(parts: Parts): readonly Service[] {
  const { options, logger, config, database, media } = parts;
  const queue = new SqliteAnalysisQueue({ database, clock, logger });
  const judging = galleryJudge(parts);
  const comparing = objectJudge(parts);
  const judges = { judge: judging.judge, objects: comparing.memory };
  const history = new SqliteHistory({ database, jobs: queue, ...judges, clock });
  const hostNetwork = new HostNetworkWatch(clock, logger.child({ service: 'Home Assistant' }));
  const reachable = addressForPeer(hostNetwork);
  const notices = new NoticeBoard(logger.child({ service: 'Home Assistant' }));
  const ftpSessions = () => ftp.sessions;
  const { sink: homeAssistant, jobs: ofHomeAssistant } = homeAssistantSink(parts, {
    history,
    queue,
    ftpSessions,
    hostNetwork,
    notices,
  });
  const feed = liveFeed({ config, history, queue }, () => services);
  const house = houseState(parts, queue, () => services);
  const influx = influxServices(parts, history, house);
  const callbacks = listeners(parts, history);
  const again = reanalysisRuns(parts, queue);
  const sinks = [homeAssistant, feed, callbacks, ...influx.sinks, again];
  const stills = detectorWorker(parts, 'stills', 1);
  const clips = detectorWorker(parts, 'clips', options.clipThreads);
  const intakeLogger = logger.child({ service: 'intake' });
  const intake = new Intake({
    config,
    history,
    media,
    brands: CAMERA_BRANDS,
    sinks,
    recogniser: callbacks,
    verdicts: new CameraVerdictTable(database),
    clock,
    logger: intakeLogger,
  });
  const receive = (upload: Parameters<Intake['receiveFound']>[0]) => intake.receiveFound(upload);
  const doctor = ftpDoctor(parts);
  const ftp = ftpService(parts, intake, doctor, reachable, () => scheduler.runUrgentNow());
  const previews = profilePreviews(parts, { queue, history, stills, clips });
  const analysed = { queue, history, sinks: [...sinks, previews] };
  const pipelines = [pipeline(parts, 'still', stills, analysed), pipeline(parts, 'clip', clips, analysed)];
  const inTurn = new InTurn();
  const known = gallery(parts, judging, stills, sinks, (progress) => feed.judging(progress), inTurn);
  const objects = knownObjects(parts, comparing, stills, sinks, inTurn);
  const { scheduler, board } = housekeeping(parts, [...known.jobs, objects.sync, ...ofHomeAssistant], feed);
  const engine = engineWatch(parts, [stills, clips]);
  const cameras = cameraSetups(parts, reachable);
  const settings = settingsTransfer(parts, known.service);
  const watched = {
    doctor,
    callbacks,
    board,
    house,
    settings,
    past: influx.past,
    hostNetwork,
    viewers: feed,
    again,
    objects,
  };
  const backers = { history, queue, intake, sinks, stills, clips, cameras, gallery: known.service, ...watched };
  const served = servedRoutes(parts, backers);
  const removals = influx.sinks;
  const watches = { removals, homeAssistant, engine, board, watches: pipelines };
  const shown = { history, queue, feed, gallery: known.service, objects, served, hostNetwork, previews, ...watches };
  const services: readonly Service[] = [
    panelService(parts, shown, () => services),
    feed,
    queue,
    homeAssistant,
    ...influx.services,
    stills,
    clips,
    faceModels(parts, [stills, clips]),
    known.service,
    objects,
    ...pipelines,
    again,
    callbacks,
    cameras.setups,
    ...restServices(parts, served, backers),
    ftp,
    ...silenceWatch(parts, notices),
    scheduler,
    new MissedFiles({ media, config, history, receive, clock, logger: intakeLogger }),
  ];
  return services;
}
