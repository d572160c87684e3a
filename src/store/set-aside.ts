import { existsSync, renameSync } from 'node:fs';
import type { Clock } from '../runtime/clock.ts';

/** Renames a file that cannot be read to `<path>.corrupt-<time>`, with what belongs to it; answers the new path. */
export function setAside(path: string, clock: Clock, companions: readonly string[] = []): string {
  const stamp = new Date(clock.nowMs()).toISOString().replaceAll(/[:.]/g, '-');
  const aside = `${path}.corrupt-${stamp}`;
  renameSync(path, aside);
  for (const suffix of companions) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
  }
  return aside;
}
