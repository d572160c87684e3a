import { setTimeout as delay } from 'node:timers/promises';

const ASK_EVERY_MS = 50;

/** Asks what is outside of this process, which cannot tell, until it answers with something. */
export async function waitUntil<Answer>(
  what: string,
  deadlineMs: number,
  ask: () => Promise<Answer | null>,
): Promise<Answer> {
  const untilMs = performance.now() + deadlineMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() > untilMs) throw new Error(`Waited ${deadlineMs} ms for ${what}.`);
    await delay(ASK_EVERY_MS);
  }
}
