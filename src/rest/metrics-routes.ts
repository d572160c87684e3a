import { Gauge, Registry } from 'prom-client';
import type { ConfigStore } from '../ports/config-store.ts';
import type { HouseState, HouseStateReader } from '../ports/house-state.ts';
import type { Statistics, StillShare } from '../ports/statistics.ts';
import type { Clock } from '../runtime/clock.ts';
import { ApiRoutes } from './api/api-routes.ts';

const DAY_MS = 86_400_000;

export interface MetricsParts {
  readonly house: HouseStateReader;
  readonly statistics: Pick<Statistics, 'stillShares'>;
  readonly config: Pick<ConfigStore, 'read'>;
  readonly version: string;
  readonly clock: Clock;
}

/** Port 8000, `/metrics`: how the house is doing and what was seen, for Prometheus. */
export function metricsRoutes({ house, statistics, config, version, clock }: MetricsParts): ApiRoutes {
  return new ApiRoutes('Metrics', 'How the house is doing and what was seen, for Prometheus.').add({
    method: 'get',
    path: '/metrics',
    summary: 'Read all metrics',
    answer: { contentType: 'text/plain' },
    handle: async ({ response }) => {
      const registry = registryOf(await house.read(), version);
      const toMs = clock.nowMs();
      const { cameras } = config.read();
      const nameOf = (id: number) => cameras.find((camera) => camera.id === id)?.name ?? String(id);
      addSightings(registry, statistics.stillShares({ fromMs: toMs - DAY_MS, toMs }, 1), nameOf);
      response.set('Content-Type', registry.contentType).send(await registry.metrics());
      return { kind: 'written' };
    },
  });
}

/** Names, units and labels as Prometheus' own conventions have them: https://prometheus.io/docs/practices/naming/ */
function registryOf({ queue, disk, cameras, services }: HouseState, version: string): Registry {
  const registry = new Registry();
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `concierge_${name}`, help, labelNames, registers: [registry] });

  gauge('build_info', 'Always 1: the version that runs is its label.', ['version']).set({ version }, 1);
  const waiting = gauge('queue_files', 'Files that wait for their analysis.', ['kind']);
  waiting.set({ kind: 'still' }, queue.stills);
  waiting.set({ kind: 'clip' }, queue.clips);
  waiting.set({ kind: 'background' }, queue.background);
  gauge('queue_set_aside_files', 'Files that could not be analysed.').set(queue.setAside);
  gauge('queue_oldest_wait_seconds', 'How long the first of what is new has waited.').set(queue.oldestWaitMs / 1000);
  if (disk) {
    gauge('disk_used_bytes', 'Used on the disk under ROOT_DIR.').set(disk.usedBytes);
    gauge('disk_available_bytes', 'Left on the disk under ROOT_DIR.').set(disk.availableBytes);
  }
  const last = gauge('camera_last_upload_timestamp_seconds', 'When a camera last uploaded, since 1970.', ['camera']);
  const files = gauge('camera_hour_files', 'Files of the last hour.', ['camera']);
  const failed = gauge('camera_hour_failed_files', 'Files of the last hour that could not be analysed.', ['camera']);
  const bytes = gauge('camera_hour_bytes', 'Size of the files of the last hour.', ['camera']);
  const seconds = gauge('camera_hour_analysis_seconds', 'Mean time of an analysis in the last hour.', ['camera']);
  for (const camera of cameras) {
    const label = { camera: camera.name };
    if (camera.lastUploadMs !== null) last.set(label, camera.lastUploadMs / 1000);
    files.set(label, camera.hourFiles);
    failed.set(label, camera.hourFailed);
    bytes.set(label, camera.hourBytes);
    if (camera.hourAnalysisMs !== null) seconds.set(label, camera.hourAnalysisMs / 1000);
  }
  const up = gauge('service_up', '1 while a service runs without fault.', ['service']);
  for (const { name, state } of services) up.set({ service: name }, state === 'running' ? 1 : 0);
  return registry;
}

function addSightings(registry: Registry, shares: readonly StillShare[], nameOf: (cameraId: number) => string): void {
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `concierge_${name}`, help, labelNames: ['camera', 'shape'], registers: [registry] });
  const all = gauge('day_sightings', 'Shapes that were seen in the last 24 hours.');
  const still = gauge('day_still_sightings', 'Of those, the ones that stood still.');
  for (const { cameraId, shape, sightings, stoodStill } of shares) {
    all.set({ camera: nameOf(cameraId), shape }, sightings);
    still.set({ camera: nameOf(cameraId), shape }, stoodStill);
  }
}
