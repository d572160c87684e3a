import { setImmediate } from 'node:timers/promises';
import type { MediaPath } from '../domain/media-path.ts';
import type { MeasuredUnit, RetentionUnit } from '../domain/retention.ts';
import type { EventViewers } from '../ports/panel/event-viewers.ts';
import type { MarkedAsset, RetentionStore } from '../ports/retention.ts';
import type { Logger } from '../runtime/logger.ts';
import type { MediaDisposal } from './media-disposal.ts';

/** Assets whose files are removed between two transactions. */
const BATCH = 20;

export interface UnitDisposalParts {
  readonly store: RetentionStore;
  readonly disposal: MediaDisposal;
  readonly viewers: Pick<EventViewers, 'eventsGone'>;
  readonly logger: Logger;
}

/** Takes units away, files before rows, so that a kill at any moment leaves marks from which the next run goes on. */
export class UnitDisposal {
  readonly #parts: UnitDisposalParts;
  #failures = 0;
  #hasWarned = false;

  constructor(parts: UnitDisposalParts) {
    this.#parts = parts;
  }

  /** How many assets could not be removed in this run. */
  get failures(): number {
    return this.#failures;
  }

  /** Begins a run by going on with what an earlier one had begun; answers how many assets that were. */
  async begin(signal: AbortSignal): Promise<number> {
    this.#failures = 0;
    this.#hasWarned = false;
    let count = 0;
    for (;;) {
      const assets = this.#parts.store.marked(BATCH);
      if (assets.length === 0 || signal.aborted) return count;
      count += assets.length - (await this.#removeAssets(assets, signal)).size;
    }
  }

  async measure(unit: RetentionUnit, device: number): Promise<MeasuredUnit> {
    const files = unit.assets.flatMap((asset) => asset.files);
    const found = await Promise.all(files.map((file) => this.#parts.disposal.measure(file, device)));
    const absent = found.filter(({ kind }) => kind === 'absent').length;
    return {
      ...unit,
      sizeBytes: found.reduce((sum, file) => sum + (file.kind === 'file' ? file.sizeBytes : 0), 0),
      elsewhere: found.some((file) => file.kind === 'failed' || (file.kind === 'file' && file.elsewhere)),
      missing: absent === 0 ? 'none' : absent < files.length ? 'some' : 'all',
    };
  }

  /** Answers the units that have gone; one that waits for analysis by now stays. */
  async remove(units: readonly MeasuredUnit[], signal: AbortSignal): Promise<readonly MeasuredUnit[]> {
    const { store, viewers } = this.#parts;
    const marked = store.mark(units);
    const going = units.filter((unit) => marked.has(unit.id));
    const failed = await this.#removeAssets(
      going.flatMap((unit) => unit.assets),
      signal,
    );
    const withoutFiles = going.filter((unit) => unit.assets.length === 0);
    if (withoutFiles.length > 0) store.removeRows([], withoutFiles);
    const gone = going.filter((unit) => !unit.assets.some((asset) => failed.has(asset.id)));
    if (gone.length > 0) viewers.eventsGone(gone.map(({ id }) => id));
    return gone;
  }

  /** Answers the ids of the assets that are still there. */
  async #removeAssets(assets: readonly MarkedAsset[], signal: AbortSignal): Promise<ReadonlySet<number>> {
    const { store, disposal } = this.#parts;
    const left = new Set<number>();
    for (let from = 0; from < assets.length; from += BATCH) {
      const batch = assets.slice(from, from + BATCH);
      if (signal.aborted) {
        for (const { id } of assets.slice(from)) left.add(id);
        return left;
      }
      const gone = await Promise.all(batch.map((asset) => this.#removeFiles(asset.files)));
      const failed = batch.filter((_, index) => !gone[index]).map(({ id }) => id);
      for (const id of failed) left.add(id);
      this.#failures += failed.length;
      store.unmark(failed);
      const removed = batch.filter(({ id }) => !left.has(id));
      store.removeRows(
        removed.map(({ id }) => id),
        [],
      );
      await disposal.removeEmptyFolders(removed.flatMap(({ files }) => files));
      await setImmediate();
    }
    return left;
  }

  /** The asset's own file goes last: while it is there, its row has to stay. */
  async #removeFiles([own, ...pictures]: readonly MediaPath[]): Promise<boolean> {
    const ofPictures = await Promise.all(pictures.map((file) => this.#remove(file)));
    return ofPictures.every(Boolean) && (own === undefined || (await this.#remove(own)));
  }

  async #remove(file: MediaPath): Promise<boolean> {
    const removed = await this.#parts.disposal.remove(file);
    if (removed.kind === 'failed') {
      const level = this.#hasWarned ? 'debug' : 'warn';
      this.#hasWarned = true;
      this.#parts.logger[level]({ file, error: removed.reason }, 'Cannot delete this file; the next run tries again.');
    } else if (removed.kind === 'outside') {
      this.#parts.logger.warn({ file }, 'This file lies behind a link that leads outside ROOT_DIR: it stays.');
    }
    return removed.kind !== 'failed';
  }
}
