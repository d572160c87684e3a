import { diskLevel } from '../domain/retention.ts';
import type { HouseState } from '../ports/house-state.ts';
import { integer, line, toNs } from './line.ts';

/** How the house is doing, in measurements of our own. */
export function houseLines({ atMs, queue, disk, cameras, services }: HouseState): string[] {
  const ns = toNs(atMs);
  const depth = {
    stills: integer(queue.stills),
    clips: integer(queue.clips),
    background: integer(queue.background),
    set_aside: integer(queue.setAside),
    oldest_wait_ms: integer(queue.oldestWaitMs),
  };
  const files = cameras.reduce((sum, { hourFiles }) => sum + hourFiles, 0);
  const bytes = cameras.reduce((sum, { hourBytes }) => sum + hourBytes, 0);
  return [
    line('concierge_queue', {}, depth, ns),
    ...(disk ? [line('concierge_disk', {}, diskFields(disk), ns)] : []),
    line('concierge_ftp', {}, { hour_files: integer(files), hour_bytes: integer(bytes) }, ns),
    ...cameras.map((camera) => {
      const { name, lastUploadMs, hourFiles, hourBytes, hourFailed, hourAnalysisMs } = camera;
      const fields = {
        hour_files: integer(hourFiles),
        hour_bytes: integer(hourBytes),
        hour_failed: integer(hourFailed),
        hour_analysis_ms: hourAnalysisMs,
        silent_s: lastUploadMs === null ? null : integer(Math.max(0, (atMs - lastUploadMs) / 1000)),
      };
      return line('concierge_camera', { camera: name }, fields, ns);
    }),
    ...services.map(({ name, state }) => {
      const isWell = state === 'running';
      return line('concierge_health', { service: name }, { state, well: isWell }, ns);
    }),
  ];
}

function diskFields(disk: NonNullable<HouseState['disk']>) {
  return {
    used_bytes: integer(disk.usedBytes),
    available_bytes: integer(disk.availableBytes),
    used_pct: Math.round(diskLevel(disk) * 10_000) / 100,
  };
}
