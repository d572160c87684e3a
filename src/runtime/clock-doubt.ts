/** Earlier than this nobody runs this version. */
const RELEASED_MS = Date.UTC(2026, 0, 1);

/** Why this machine's clock cannot be right, and what comes of it; null: it may be. */
export function clockDoubt(nowMs: number): string | null {
  if (nowMs >= RELEASED_MS) return null;
  const says = new Date(nowMs).toISOString().slice(0, 10);
  return `This machine's clock says ${says}. What is seen is dated wrongly until it is set: see that the machine reaches a time server.`;
}
