import { fileURLToPath } from 'node:url';
import { WorkerProcess } from '../analyse/worker-process.ts';
import { FaceModelsService } from '../models/face-models-service.ts';
import { AnalysisPipeline } from '../pipeline/analysis-pipeline.ts';
import { ProfilePreviews } from '../pipeline/profile-previews.ts';
import type { AnalysisQueue, JobKind } from '../ports/analysis-queue.ts';
import type { DetectionSink } from '../ports/detection-sink.ts';
import type { FaceModels } from '../ports/face-models.ts';
import type { History } from '../ports/history.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { siblingModule } from '../runtime/sibling-module.ts';
import { TrackTable } from '../store/track-table.ts';
import type { Parts } from './parts.ts';

const WORKER_SCRIPT = fileURLToPath(siblingModule('../worker', import.meta));

export function detectorWorker(parts: Parts, name: 'stills' | 'clips', threads: number): WorkerProcess {
  const { options, model, rootDir, logger } = parts;
  const { ffmpegPath, ffprobePath } = options;
  return new WorkerProcess({
    name,
    threads,
    model,
    faces: parts.faceModels,
    appearance: parts.appearanceModel,
    ffmpegPath,
    ffprobePath,
    rootDir,
    script: WORKER_SCRIPT,
    logger,
    clock,
  });
}

/** What brings the models for faces to the workers, whenever they come. */
export function faceModels(parts: Parts, workers: readonly WorkerProcess[]): FaceModelsService {
  const { config, faceModels: atHand, provideFaces: provide, logger } = parts;
  const use = (models: FaceModels) => {
    for (const worker of workers) worker.useFaces(models);
  };
  return new FaceModelsService({ config, atHand, provide, use, clock, logger: logger.child({ service: 'models' }) });
}

interface PipelineNeeds {
  readonly queue: AnalysisQueue;
  readonly history: History;
  readonly sinks: readonly Pick<DetectionSink, 'eventChanged' | 'eventRevised' | 'queueChanged'>[];
}

export function pipeline(parts: Parts, kind: JobKind, analyser: WorkerProcess, needs: PipelineNeeds): AnalysisPipeline {
  const { config, detectorModels: models, logger } = parts;
  return new AnalysisPipeline({
    kind,
    config,
    analyser,
    models,
    clock,
    logger: logger.child({ service: analyser.name }),
    ...needs,
  });
}

interface PreviewNeeds {
  readonly queue: AnalysisQueue;
  readonly history: History;
  readonly stills: WorkerProcess;
  readonly clips: WorkerProcess;
}

export function profilePreviews({ database }: Parts, needs: PreviewNeeds): ProfilePreviews {
  return new ProfilePreviews({ ...needs, places: new TrackTable(database), clock });
}
