import { setImmediate } from 'node:timers/promises';
import {
  chooseRemovals,
  type DiskShare,
  mayChooseFrom,
  type Removal,
  type RetentionRules,
  type RetentionUnit,
  UNASSIGNED_KEEP_MS,
} from '../domain/retention.ts';
import type { RetentionStore, UnitChoice } from '../ports/retention.ts';
import type { UnitDisposal } from './unit-disposal.ts';

/** Units looked at together: an event may have hundreds of pictures. */
const PAGE = 25;

export interface RemovalSearchParts {
  readonly store: RetentionStore;
  readonly units: Pick<UnitDisposal, 'measure'>;
  /** Which file system ROOT_DIR is on. */
  readonly device: number;
  readonly share: DiskShare;
  readonly rules: (bytesToFree: number) => RetentionRules;
  readonly signal: AbortSignal;
}

/** What a camera, or nobody, holds, and how far its units have been looked at. */
interface Holder {
  readonly cameraId: number | null;
  heldBytes: number;
  last: RetentionUnit | null;
}

/** Finds what is to go, a page's at a time: first the files that nobody misses, then by age, then to make room. */
export class RemovalSearch {
  readonly #parts: RemovalSearchParts;
  readonly #chosen = new Set<string>();

  constructor(parts: RemovalSearchParts) {
    this.#parts = parts;
  }

  async *removals(missingBytes: number): AsyncGenerator<readonly Removal[]> {
    let left = missingBytes;
    const isEqual = this.#parts.share === 'equal';
    for (const choice of ['unassigned', 'all'] as const) {
      const wanted = () => (choice === 'all' && !isEqual ? left : 0);
      for await (const removals of this.#oldest(choice, wanted)) {
        left -= sizeOf(removals);
        yield removals;
      }
    }
    if (isEqual && left > 0) yield* this.#fromLargest(left);
  }

  async *#oldest(choice: 'unassigned' | 'all', wanted: () => number): AsyncGenerator<readonly Removal[]> {
    const { store, rules, signal } = this.#parts;
    for (let last: RetentionUnit | null = null, more = true; more && !signal.aborted; ) {
      const page = store.oldestUnits(choice, last, PAGE);
      const removals = await this.#choose(page, choice, wanted());
      if (removals.length > 0) yield removals;
      last = page.at(-1) ?? null;
      more = page.length === PAGE && last !== null && mayGoOn(choice, last, rules(wanted()));
      await setImmediate();
    }
  }

  /** Whoever holds the most gives its oldest, until the next one holds as much. */
  async *#fromLargest(missingBytes: number): AsyncGenerator<readonly Removal[]> {
    const { store, rules, signal } = this.#parts;
    let left = missingBytes;
    const holders: Holder[] = store.heldBytes().map((holder) => ({ ...holder, last: null }));
    while (left > 0 && !signal.aborted) {
      const [largest, next] = holders.sort((a, b) => b.heldBytes - a.heldBytes);
      if (!largest) return;
      const choice = { cameraId: largest.cameraId };
      // At least one, so that two of the same size give by turns.
      const wanted = Math.min(left, Math.max(1, largest.heldBytes - (next?.heldBytes ?? 0)));
      const page = store.oldestUnits(choice, largest.last, PAGE);
      const removals = await this.#choose(page, choice, wanted);
      const freed = sizeOf(removals);
      largest.heldBytes -= removals.reduce((sum, { unit }) => sum + unit.uploadedBytes, 0);
      left -= freed;
      largest.last = (freed < wanted ? page.at(-1) : removals.at(-1)?.unit) ?? null;
      if (removals.length > 0) yield removals;
      const isAtEnd = freed < wanted && page.length < PAGE;
      if (isAtEnd || !largest.last || !mayGoOn(choice, largest.last, rules(left))) {
        holders.splice(holders.indexOf(largest), 1);
      }
      await setImmediate();
    }
  }

  /** Each unit once: what was chosen may still be there when nothing is to be changed. */
  async #choose(page: readonly RetentionUnit[], choice: UnitChoice, wanted: number): Promise<readonly Removal[]> {
    const { units, device } = this.#parts;
    const rules = this.#parts.rules(wanted);
    const begun = page.filter((unit) => !this.#chosen.has(unit.id) && mayGoOn(choice, unit, rules));
    const removals = chooseRemovals(await Promise.all(begun.map((unit) => units.measure(unit, device))), rules);
    for (const { unit } of removals) this.#chosen.add(unit.id);
    return removals;
  }
}

function sizeOf(removals: readonly Removal[]): number {
  return removals.reduce((sum, { unit }) => sum + unit.sizeBytes, 0);
}

/** Whether this unit or a later one can go. */
function mayGoOn(of: UnitChoice, { startedAtMs }: RetentionUnit, rules: RetentionRules): boolean {
  return of === 'unassigned' ? startedAtMs < rules.nowMs - UNASSIGNED_KEEP_MS : mayChooseFrom(startedAtMs, rules);
}
