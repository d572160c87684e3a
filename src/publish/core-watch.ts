import { isRecord } from './parse-json.ts';
import type { Session } from './session.ts';

/** What we need to know of Home Assistant itself. */
export interface CoreFacts {
  /** `unsure`: it did not say. */
  readonly mqtt: 'loaded' | 'just loaded' | 'missing' | 'home assistant is starting' | 'unsure';
  /** As it names it; null: it did not say. */
  readonly language: string | null;
}

/** Told at first and whenever it may have changed, while the session lasts. */
export function watchCore(session: Session, tell: (facts: CoreFacts) => void): void {
  let language: string | null = null;
  const ask = async () => {
    const reply = await session.request({ type: 'get_config' });
    if (session.ended.aborted) return;
    const facts = reply.kind === 'done' ? factsIn(reply.result) : null;
    language = facts?.language ?? language;
    tell({ mqtt: facts?.mqtt ?? 'unsure', language });
  };
  void session.subscribe({ type: 'subscribe_events', event_type: 'component_loaded' }, (event) => {
    const isMqtt = isRecord(event) && isRecord(event['data']) && event['data']['component'] === 'mqtt';
    if (isMqtt) tell({ mqtt: 'just loaded', language });
  });
  for (const event_type of ['homeassistant_started', 'core_config_updated']) {
    void session.subscribe({ type: 'subscribe_events', event_type }, () => void ask());
  }
  void ask();
}

function factsIn(config: unknown): CoreFacts {
  if (!isRecord(config)) return { mqtt: 'unsure', language: null };
  const { components, state, language } = config;
  return { mqtt: presence(components, state), language: typeof language === 'string' ? language : null };
}

function presence(components: unknown, state: unknown): CoreFacts['mqtt'] {
  if (!Array.isArray(components)) return 'unsure';
  if (components.includes('mqtt')) return 'loaded';
  return state === 'RUNNING' ? 'missing' : 'home assistant is starting';
}
