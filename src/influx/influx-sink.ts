import { createHash } from 'node:crypto';
import { messageOf } from '../domain/concierge-error.ts';
import type { MediaPath } from '../domain/media-path.ts';
import type { ArchiveWalk } from '../ports/archive-walk.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { DetectionSink } from '../ports/detection-sink.ts';
import type { RemovalWatch } from '../ports/event-removal.ts';
import type { EventDetails, History } from '../ports/history.ts';
import type { HouseStateReader } from '../ports/house-state.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { ServiceHealth } from '../runtime/service.ts';
import { Backfill } from './backfill.ts';
import { erasureOf } from './erasure.ts';
import { eventLines } from './event-lines.ts';
import { houseLines } from './house-lines.ts';
import type { InfluxTarget } from './influx-target.ts';
import { InfluxWriter } from './influx-writer.ts';
import type { OutboxTable } from './outbox-table.ts';

const MINUTE_MS = 60_000;
/** Files of which the same points would be written again: an event changes a few times within minutes. */
const REMEMBERED = 500;

export interface InfluxSinkParts {
  readonly target: InfluxTarget;
  readonly outbox: OutboxTable;
  readonly history: Pick<History, 'event'>;
  readonly archive: ArchiveWalk;
  readonly config: Pick<ConfigStore, 'read'>;
  readonly house: HouseStateReader;
  readonly urlOf: (file: MediaPath) => string;
  readonly facesIn: (assetId: number) => number;
  /** How it goes with questions about the past, in words. */
  readonly memory: { readonly state: string };
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Tells InfluxDB what was seen and how the house is doing; what it cannot take now waits on disk. */
export class InfluxSink implements DetectionSink, RemovalWatch {
  readonly name = 'InfluxDB';
  readonly #parts: InfluxSinkParts;
  readonly #writer: InfluxWriter;
  readonly #backfill: Backfill;
  /** By asset. */
  readonly #written = new Map<number, string>();
  #cancelTick = () => {};
  #isRunning = false;
  #droppedRows = 0;

  constructor(parts: InfluxSinkParts) {
    this.#parts = parts;
    this.#writer = new InfluxWriter({ ...parts, onConnected: () => this.#backfill.start() });
    this.#backfill = new Backfill({ ...parts, tell: (eventId) => this.#put(eventId), wake: () => this.#writer.wake() });
  }

  /** Begins, and waits for no answer of InfluxDB. */
  async start(): Promise<void> {
    this.#isRunning = true;
    this.#tick();
  }

  async stop(): Promise<void> {
    this.#isRunning = false;
    this.#cancelTick();
    this.#backfill.stop();
    await this.#writer.stop();
  }

  health(): ServiceHealth {
    if (!this.#isRunning) return { state: 'stopped', detail: 'stopped' };
    const { problem, version, refusedRows } = this.#writer;
    const { url, bucket } = this.#parts.target;
    const waiting = this.#parts.outbox.count();
    const notes = [
      `${waiting} waiting`,
      ...(this.#backfill.isRunning ? ['filling in what was there before'] : []),
      ...(this.#droppedRows > 0 ? [`${this.#droppedRows} too old were dropped`] : []),
      this.#parts.memory.state,
      ...(refusedRows > 0 ? [`${refusedRows} refused: see the log`] : []),
    ].join(', ');
    if (problem !== null) return { state: 'degraded', detail: `${problem} (${notes})` };
    if (version === null) return { state: 'running', detail: `connecting to ${url} (${notes})` };
    return { state: 'running', detail: `InfluxDB ${version} at ${url}, bucket ${bucket} (${notes})` };
  }

  motion(): void {}

  eventChanged(eventId: string): void {
    if (!this.#isRunning) return;
    try {
      this.#put(eventId);
      this.#writer.wake();
    } catch (error) {
      this.#parts.logger.error({ error: messageOf(error) }, 'cannot note for InfluxDB what was seen');
    }
  }

  eventRevised(eventId: string): void {
    this.eventChanged(eventId);
  }

  queueChanged(): void {}

  /** What somebody wants gone is forgotten there, too, also when it cannot be reached now. */
  eventRemoved({ assets, tracks }: EventDetails): void {
    const { outbox, clock } = this.#parts;
    for (const asset of assets) {
      this.#written.delete(asset.id);
      const erasure = erasureOf(
        asset,
        tracks.filter(({ assetId }) => assetId === asset.id),
      );
      outbox.put(subjectOf(asset.id), [JSON.stringify(erasure)], clock.nowMs(), 'erasure');
    }
    this.#writer.wake();
  }

  #put(eventId: string): void {
    const { history, config, urlOf, facesIn } = this.#parts;
    const event = history.event(eventId);
    if (!event) return;
    const cameraName = config.read().cameras.find(({ id }) => id === event.cameraId)?.name ?? String(event.cameraId);
    for (const { assetId, lines } of eventLines(event, { cameraName, urlOf, facesIn })) {
      const digest = createHash('sha256').update(lines.join('\n')).digest('base64');
      if (this.#written.get(assetId) === digest) continue;
      this.#store(subjectOf(assetId), lines);
      this.#remember(assetId, digest);
    }
  }

  #store(subject: string | null, lines: readonly string[]): void {
    const { outbox, clock, logger } = this.#parts;
    const dropped = outbox.put(subject, lines, clock.nowMs());
    if (dropped > 0 && this.#droppedRows === 0) {
      logger.warn('InfluxDB has been away for so long that the oldest points that wait for it are dropped.');
    }
    this.#droppedRows += dropped;
  }

  #remember(assetId: number, digest: string): void {
    this.#written.delete(assetId);
    this.#written.set(assetId, digest);
    const [oldest] = this.#written.keys();
    if (this.#written.size > REMEMBERED && oldest !== undefined) this.#written.delete(oldest);
  }

  #tick(): void {
    const { clock, house, logger } = this.#parts;
    this.#cancelTick = clock.after(MINUTE_MS, () => this.#tick());
    house
      .read()
      .then((state) => {
        if (!this.#isRunning) return;
        this.#store(null, houseLines(state));
        this.#writer.wake();
      })
      .catch((error: unknown) => logger.warn({ error: messageOf(error) }, 'cannot note how the house is doing'));
  }
}

/** Whatever is told of a file later takes the place of what still waits. */
function subjectOf(assetId: number): string {
  return `asset ${assetId}`;
}
