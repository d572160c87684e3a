import { join } from 'node:path';
import type { WorkerProcess } from '../analyse/worker-process.ts';
import { cameraSettings } from '../domain/camera-settings.ts';
import { readCatalogue } from '../models/catalogue.ts';
import type { Catalogue } from '../models/catalogue-schema.ts';
import { modelFacts } from '../models/model-facts.ts';
import type { EngineReport, EngineWatch } from '../ports/engine-report.ts';
import type { FaceModels } from '../ports/face-models.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { processMemory } from '../runtime/process-memory.ts';
import { PaceTable } from '../store/pace-table.ts';
import type { Parts } from './parts.ts';
import { PROJECT_FOLDER } from './project-folder.ts';

const DAY_MS = 86_400_000;

/** What analyses, and how fast, from all who know a part of it. */
export function engineWatch(parts: Parts, workers: readonly WorkerProcess[]): EngineWatch {
  const { config, database } = parts;
  const table = new PaceTable(database);
  let catalogue: Promise<Catalogue> | null = null;
  const pace = (): EngineReport['pace'] =>
    (
      [
        ['still', 'jpg'],
        ['clip', 'mp4'],
      ] as const
    ).flatMap(([kind, mediaType]) => {
      const found = table.medianSince(mediaType, clock.nowMs() - DAY_MS);
      return found ? { kind, ...found } : [];
    });
  const factsOf = async ({ name, pid, threads, provider }: WorkerProcess) => {
    return { name, threads, provider, memoryBytes: pid === null ? null : await processMemory(pid) };
  };
  return {
    async report() {
      catalogue ??= readCatalogue(join(PROJECT_FOLDER, 'models/catalogue.json'));
      const document = config.read();
      return {
        models: modelFacts(await catalogue, filesInUse(parts, workers[0]?.faces ?? null)),
        facesWanted: document.cameras.some((camera) => cameraSettings(camera, document).faceRecognition === 'on'),
        workers: await Promise.all(workers.map(factsOf)),
        pace: pace(),
        ownMemoryBytes: process.memoryUsage.rss(),
      };
    },
  };
}

function filesInUse({ model, appearanceModel }: Parts, faces: FaceModels | null): readonly string[] {
  const always = [model.file, ...(appearanceModel ? [appearanceModel.file] : [])];
  if (!faces) return always;
  const { detector, embedder } = faces;
  const landmarks = detector.decoder === 'face-ssd' ? [detector.landmarks.file] : [];
  return [...always, detector.file, ...landmarks, embedder.file];
}
