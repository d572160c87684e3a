import type { SessionContext } from './session-context.ts';

/** A camera waits for its reply a little; others have given up by then. */
const MAKING_ROOM_MS = 15_000;

type Disk = Pick<SessionContext, 'incoming' | 'limits' | 'makeRoom' | 'clock'>;

/**
 * Whether this much fits beside what is kept free. When it does not, old recordings go first, since what a camera is not
 * let in with it may never send again.
 */
export async function hasSpaceFor(disk: Disk, wantedBytes: number): Promise<boolean> {
  if (await fits(disk, wantedBytes)) return true;
  const late = Promise.withResolvers<void>();
  const cancel = disk.clock.after(MAKING_ROOM_MS, late.resolve);
  await Promise.race([disk.makeRoom(), late.promise]);
  cancel();
  return fits(disk, wantedBytes);
}

async function fits({ incoming, limits }: Disk, wantedBytes: number): Promise<boolean> {
  return (await incoming.freeBytes()) >= limits.minFreeBytes + wantedBytes;
}
