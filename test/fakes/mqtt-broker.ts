export interface BrokerMessage {
  readonly topic: string;
  readonly payload: string;
  readonly qos: number;
  readonly retain: boolean;
}

/** A broker in memory: retained messages, subscriptions with `+` and `#`. */
export class FakeMqttBroker {
  /** False: publishing fails as it does while the real broker is down. */
  running = true;
  readonly retained = new Map<string, string>();
  /** Everything that was published, in order. */
  readonly published: BrokerMessage[] = [];
  /** What was subscribed to, in order. */
  readonly asked: string[] = [];
  readonly #subscriptions = new Set<{ filter: string; deliver: (message: BrokerMessage) => void }>();

  publish(message: BrokerMessage): void {
    this.published.push(message);
    if (message.retain && message.payload === '') this.retained.delete(message.topic);
    else if (message.retain) this.retained.set(message.topic, message.payload);
    for (const { filter, deliver } of [...this.#subscriptions]) {
      if (topicMatches(filter, message.topic)) deliver({ ...message, retain: false });
    }
  }

  /** Retained messages are delivered at once. The answer unsubscribes. */
  subscribe(filter: string, deliver: (message: BrokerMessage) => void): () => void {
    const subscription = { filter, deliver };
    this.asked.push(filter);
    this.#subscriptions.add(subscription);
    for (const [topic, payload] of this.retained) {
      if (topicMatches(filter, topic)) deliver({ topic, payload, qos: 1, retain: true });
    }
    return () => this.#subscriptions.delete(subscription);
  }
}

export function topicMatches(filter: string, topic: string): boolean {
  const wanted = filter.split('/');
  const levels = topic.split('/');
  for (const [index, level] of wanted.entries()) {
    if (level === '#') return true;
    if (levels[index] === undefined || (level !== '+' && level !== levels[index])) return false;
  }
  return wanted.length === levels.length;
}
