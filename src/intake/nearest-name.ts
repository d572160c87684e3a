import { cameraNameKey } from '../domain/camera-name.ts';

/** The name that was probably meant, or null when none is near: at most one slip in three characters, and two in all. */
export function nearestName(name: string, candidates: readonly string[]): string | null {
  const key = cameraNameKey(name);
  let best: string | null = null;
  let bestDistance = Math.min(2, Math.floor(key.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(key, cameraNameKey(candidate));
    if (distance >= bestDistance) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}

/** Levenshtein: insertions, deletions and replacements that lead from one to the other. */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}
