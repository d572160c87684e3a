import { isRecord } from './parse-json.ts';
import type { Session } from './session.ts';

export type MqttPresence = 'loaded' | 'just loaded' | 'missing' | 'home assistant is starting';

/** Whether Home Assistant has its MQTT integration. Told again whenever that may have changed, while the session lasts. */
export function watchMqttPresence(session: Session, tell: (presence: MqttPresence) => void): void {
  const ask = async () => {
    const reply = await session.request({ type: 'get_config' });
    if (session.ended.aborted) return;
    // Unsure means loaded: the first message will tell.
    tell(reply.kind === 'done' ? presenceIn(reply.result) : 'loaded');
  };
  void session.subscribe({ type: 'subscribe_events', event_type: 'component_loaded' }, (event) => {
    if (isRecord(event) && isRecord(event['data']) && event['data']['component'] === 'mqtt') tell('just loaded');
  });
  void session.subscribe({ type: 'subscribe_events', event_type: 'homeassistant_started' }, () => void ask());
  void ask();
}

function presenceIn(config: unknown): MqttPresence {
  if (!isRecord(config) || !Array.isArray(config['components'])) return 'loaded';
  if (config['components'].includes('mqtt')) return 'loaded';
  return config['state'] === 'RUNNING' ? 'missing' : 'home assistant is starting';
}
