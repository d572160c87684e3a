import { type MediaPath, parseMediaPath } from '../domain/media-path.ts';
import { RECENT_MS } from '../domain/retention.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { DiscardedPictures } from '../ports/retention.ts';
import type { Clock } from '../runtime/clock.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import type { Job } from './job.ts';
import { MediaDisposal } from './media-disposal.ts';
import type { MediaPresence } from './media-presence.ts';

const PAGE = 50;

export interface DiscardedPicturesParts {
  readonly pictures: DiscardedPictures;
  readonly media: MediaRoot;
  readonly presence: Pick<MediaPresence, 'absence'>;
  /** Pictures of known objects stay. */
  readonly config: Pick<ConfigStore, 'read'>;
  readonly clock: Clock;
}

/** Deletes snapshots that a later analysis of their recording has replaced, when nobody can be looking at them any more. */
export class DiscardedPicturesJob implements Job {
  readonly name = 'replaced snapshots';
  readonly schedule = '20 * * * *';
  readonly #parts: DiscardedPicturesParts;
  readonly #disposal: MediaDisposal;

  constructor(parts: DiscardedPicturesParts) {
    this.#parts = parts;
    this.#disposal = new MediaDisposal(parts.media);
  }

  async run(signal: AbortSignal): Promise<string> {
    const { pictures, config, clock, presence } = this.#parts;
    if ((await presence.absence()) !== null) return 'ROOT_DIR is away: what was replaced there is left for later';
    const beforeMs = clock.nowMs() - RECENT_MS;
    const kept = new Set(config.read().known_objects.map(({ file_path_image: file }) => parseMediaPath(file)));
    let deleted = 0;
    let failed = 0;
    for (let last: MediaPath | undefined = ''; last !== undefined && !signal.aborted; ) {
      const page: readonly MediaPath[] = pictures.before(beforeMs, last, PAGE);
      const going = page.filter((file) => !kept.has(file));
      const outcomes = await Promise.all(going.map((file) => this.#disposal.remove(file)));
      const gone = going.filter((_, index) => outcomes[index]?.kind !== 'failed');
      pictures.forget(gone);
      await this.#disposal.removeEmptyFolders(gone);
      deleted += gone.length;
      failed += going.length - gone.length;
      last = page.at(-1);
    }
    if (failed > 0) throw new Error(`${failed} replaced snapshots could not be deleted; the next run tries again`);
    return deleted === 0 ? 'nothing had been replaced' : `deleted ${deleted}`;
  }
}
