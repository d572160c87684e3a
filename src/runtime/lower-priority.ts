import { readdirSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

const NICENESS = constants.priority.PRIORITY_BELOW_NORMAL;

/**
 * Lets everything else on the machine go first, what this process starts included. On Linux niceness is a thread's own: the
 * threads that Node has begun by now are told as well. And where Linux shares processors by session first, what matters
 * between a session and another is the session's own niceness: a process that leads one has to lower that.
 */
export function lowerPriority(): void {
  setPriority(NICENESS);
  for (const thread of threads()) quietly(() => setPriority(thread, NICENESS));
  quietly(() => writeFileSync('/proc/self/autogroup', String(NICENESS)));
}

function threads(): number[] {
  try {
    return readdirSync('/proc/self/task').map(Number);
  } catch {
    return [];
  }
}

/** A thread may have ended, and not every system has all of this. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // It then shares processors as before.
  }
}
