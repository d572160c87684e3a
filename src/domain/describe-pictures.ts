import { ConciergeError, messageOf } from './concierge-error.ts';

/** What became of pictures that nothing was known of yet. */
export interface DescribedPictures {
  readonly computed: number;
  /** In words, each once: why some could not be looked at now. */
  readonly problems: readonly string[];
}

/** That it may be there the next time: tried again with every run. */
const FOR_NOW: ReadonlySet<string> = new Set([
  'FILE_MISSING',
  'MODEL_UNAVAILABLE',
  'WORKER_CRASHED',
  'WORKER_TIMED_OUT',
]);

/** What is wrong with the picture itself, in words. @throws the error, when it says nothing about the picture */
export function pictureProblem(error: unknown): string {
  if (!(error instanceof ConciergeError) || FOR_NOW.has(error.code)) throw error;
  return error.message;
}

/**
 * Describes one known object's picture after another.
 * @param describe looks at one and keeps what it found
 * @throws what `describe` throws, unless it may be otherwise the next time
 */
export async function describePictures<Row>(
  rows: readonly Row[],
  describe: (row: Row) => Promise<void>,
  signal: AbortSignal,
): Promise<DescribedPictures> {
  const problems = new Set<string>();
  let computed = 0;
  for (const row of rows) {
    if (signal.aborted) break;
    try {
      await describe(row);
      computed++;
    } catch (error) {
      if (!(error instanceof ConciergeError) || !FOR_NOW.has(error.code)) throw error;
      problems.add(messageOf(error));
    }
  }
  return { computed, problems: [...problems] };
}

export function describedInWords(known: number, { computed, problems }: DescribedPictures): string {
  return [`${known} pictures known`, ...(computed > 0 ? [`${computed} computed`] : []), ...problems].join(', ');
}
