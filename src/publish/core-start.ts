import { isRecord } from './parse-json.ts';
import type { Session } from './session.ts';

/** Calls back once Home Assistant has started, its automations with it; not when the session ends before. */
export function whenStarted(session: Session, callback: () => void): void {
  let called = false;
  const call = () => {
    if (!called && !session.ended.aborted) callback();
    called = true;
  };
  const ask = async () => {
    const reply = await session.request({ type: 'get_config' });
    // Whoever does not say in what state it is must have started long ago.
    const state = reply.kind === 'done' && isRecord(reply.result) ? reply.result['state'] : undefined;
    if (state === 'RUNNING' || typeof state !== 'string') call();
  };
  void session.subscribe({ type: 'subscribe_events', event_type: 'homeassistant_started' }, call);
  void ask();
}
