import type { Camera } from '../../api/tables.ts';

/** By their ids. */
export function namesOf(cameras: readonly Camera[]): ReadonlyMap<number, string> {
  return new Map(cameras.map(({ id, name }) => [id, name]));
}
