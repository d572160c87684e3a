import type { TestContext } from 'node:test';
import { InfluxSink } from '../../src/influx/influx-sink.ts';
import type { InfluxTarget } from '../../src/influx/influx-target.ts';
import { OutboxTable } from '../../src/influx/outbox-table.ts';
import type { HouseState } from '../../src/ports/house-state.ts';
import { ArchiveTable } from '../../src/store/archive-table.ts';
import { Stores } from '../intake/stores.ts';
import { analysis, newAsset, PICTURE, track } from '../store/history-fixture.ts';

export const NOON_MS = Date.UTC(2026, 10, 22, 12, 0, 0);

/** A sink over the real stores, and events to tell it of. */
export async function influxFixture(context: TestContext, target: InfluxTarget, options: { maxRows?: number } = {}) {
  const stores = await Stores.open(context);
  const { config, history, database, queue, clock, logger } = stores;
  const outbox = new OutboxTable(database, options.maxRows);
  const cameraId = await stores.addCamera('Front door');
  const makeSink = () =>
    new InfluxSink({
      target,
      outbox,
      history,
      archive: new ArchiveTable(database),
      config,
      house: { read: async () => houseAt(clock.nowMs(), cameraId) },
      urlOf: (file) => `http://concierge:8000/${file}`,
      facesIn: () => 2,
      memory: { state: 'not asked' },
      clock,
      logger,
    });
  let count = 0;
  /** One picture or clip, analysed; answers its event. */
  const visit = (type: 'jpg' | 'mp4', shapes: readonly string[], takenAtMs = NOON_MS): string => {
    count += 1;
    const added = history.addAsset(newAsset(`cam/${count}.${type}`, { cameraId, takenAtMs, receivedAtMs: takenAtMs }));
    if (added.jobId === null || !queue.lease(type === 'jpg' ? 'still' : 'clip', 60_000)) throw new Error('no job');
    const tracks = shapes.map((shape) => track(shape, { snapshot: `shots/${count}_${shape}.jpg` }));
    history.completeAnalysis(added.jobId, analysis(added.assetId, tracks, type === 'jpg' ? PICTURE : undefined));
    return added.eventId;
  };
  return { ...stores, stores, clock, history, outbox, cameraId, makeSink, visit };
}

function houseAt(atMs: number, cameraId: number): HouseState {
  return {
    atMs,
    queue: { stills: 1, clips: 2, oldestWaitMs: 3, setAside: 4, background: 5 },
    disk: { usedBytes: 75e9, availableBytes: 25e9 },
    cameras: [
      {
        cameraId,
        name: 'Front door',
        lastUploadMs: atMs - 90_000,
        hourFiles: 6,
        hourBytes: 7000,
        hourFailed: 1,
        hourAnalysisMs: 12.5,
      },
    ],
    services: [{ name: 'FTP', state: 'running' }],
  };
}
