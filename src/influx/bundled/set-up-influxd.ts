import { setTimeout } from 'node:timers/promises';

const ANSWER_DEADLINE_MS = 60_000;
const ASK_AGAIN_MS = 200;

export interface InfluxdSetup {
  readonly url: string;
  /** `user:password` */
  readonly token: string;
  readonly database: string;
  readonly signal: AbortSignal;
}

/** Waits until influxd answers; gives it its administrator while it has none, and the database. Idempotent. */
export async function setUpInfluxd({ url, token, database, signal }: InfluxdSetup): Promise<void> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_DEADLINE_MS)]);
  await untilItAnswers(url, within);
  const [user = '', password = ''] = token.split(':');
  const makeUser = `CREATE USER "${user}" WITH PASSWORD '${password}' WITH ALL PRIVILEGES`;
  // Without authorisation this is allowed as long as there is no administrator.
  await query(url, makeUser, null, within);
  const made = await query(url, `CREATE DATABASE "${database}"`, token, within);
  if (!made.ok) throw new Error(`it answers ${made.status}: ${made.text.slice(0, 200)}`);
}

async function untilItAnswers(url: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const answers = await fetch(`${url}/ping`, { signal }).then(
      () => true,
      () => false,
    );
    if (answers) return;
    // It tells nobody when it begins to listen.
    await setTimeout(ASK_AGAIN_MS, undefined, { signal });
  }
}

async function query(url: string, q: string, token: string | null, signal: AbortSignal) {
  const authorization = token === null ? {} : { Authorization: `Basic ${Buffer.from(token).toString('base64')}` };
  const response = await fetch(`${url}/query`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...authorization },
    body: new URLSearchParams({ q }),
    signal,
  });
  return { ok: response.ok, status: response.status, text: await response.text() };
}
