import { diskUsage } from '../housekeeping/disk-usage.ts';
import type { AnalysisQueue } from '../ports/analysis-queue.ts';
import type { HouseStateReader } from '../ports/house-state.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import type { Service } from '../runtime/service.ts';
import { UploadTally } from '../store/upload-tally.ts';
import type { Parts } from './parts.ts';

const HOUR_MS = 3_600_000;

/** How the house is doing, from all who know a part of it. */
export function houseState(
  { database, config, rootDir }: Parts,
  queue: AnalysisQueue,
  services: () => readonly Service[],
): HouseStateReader {
  const tally = new UploadTally(database);
  return {
    async read() {
      const atMs = clock.nowMs();
      const disk = await diskUsage(rootDir).catch(() => null);
      const cameras = config.read().cameras.map(({ id, name }) => {
        const { lastUploadMs, files, bytes, failed, analysisMs } = tally.of(id, atMs - HOUR_MS);
        return {
          cameraId: id,
          name,
          lastUploadMs,
          hourFiles: files,
          hourBytes: bytes,
          hourFailed: failed,
          hourAnalysisMs: analysisMs,
        };
      });
      return {
        atMs,
        queue: { ...queue.depth(), background: queue.waitingInBackground() },
        disk,
        cameras,
        services: services().map((service) => ({ name: service.name, state: service.health().state })),
      };
    },
  };
}
