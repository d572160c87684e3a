import type { WebSocket } from 'ws';
import type { FakeHomeAssistant, FiredEvent } from './home-assistant.ts';

const AUTH_DEADLINE_MS = 10_000;

type Message = Record<string, unknown>;

type Answer =
  | { readonly success: true; readonly result: unknown }
  | { readonly success: false; readonly error: { readonly code: string; readonly message: string } };

function done(result: unknown): Answer {
  return { success: true, result };
}

function refused(code: string, message: string): Answer {
  return { success: false, error: { code, message } };
}

/** One client's connection to the fake. */
export class FakeConnection {
  readonly #socket: WebSocket;
  readonly #home: FakeHomeAssistant;
  readonly #authTimer: NodeJS.Timeout;
  readonly #eventSubscriptions = new Map<number, string | null>();
  readonly #mqttSubscriptions = new Map<number, () => void>();
  #authenticated = false;
  #lastId = 0;
  #coalescing = false;
  #outgoing: Message[] = [];

  constructor(socket: WebSocket, home: FakeHomeAssistant) {
    this.#socket = socket;
    this.#home = home;
    this.#authTimer = setTimeout(() => socket.close(), AUTH_DEADLINE_MS);
    socket.on('error', (error) => home.breaches.push(error.message));
    socket.on('message', (raw) => {
      this.#receive(JSON.parse(raw.toString()));
      home.happened();
    });
    this.#send({ type: 'auth_required', ha_version: home.version });
  }

  terminate(): void {
    this.#socket.terminate();
  }

  closed(): void {
    clearTimeout(this.#authTimer);
    for (const unsubscribe of this.#mqttSubscriptions.values()) unsubscribe();
  }

  emit(event: FiredEvent): void {
    for (const [id, type] of this.#eventSubscriptions) {
      if (type === null || type === event.event_type) this.#send({ id, type: 'event', event });
    }
  }

  #receive(message: Message): void {
    if (this.#home.silent) return;
    if (!this.#authenticated) {
      this.#login(message);
      return;
    }
    const { id, type } = message;
    if (typeof id !== 'number' || !Number.isInteger(id) || typeof type !== 'string') {
      this.#home.breaches.push(`a message without id or type: ${JSON.stringify(message).slice(0, 100)}`);
      this.#send({ id: 0, type: 'result', ...refused('invalid_format', 'Message incorrectly formatted.') });
      return;
    }
    if (id <= this.#lastId) {
      this.#home.breaches.push(`id_reuse: ${id} after ${this.#lastId}`);
      this.#send({ id, type: 'result', ...refused('id_reuse', 'Identifier values have to increase.') });
      return;
    }
    this.#lastId = id;
    this.#home.commands.push(type);
    if (type === 'ping') this.#send({ id, type: 'pong' });
    else this.#send({ id, type: 'result', ...this.#command(id, type, message) });
  }

  #login(message: Message): void {
    clearTimeout(this.#authTimer);
    if (message['type'] === 'auth' && message['access_token'] === this.#home.token) {
      this.#authenticated = true;
      this.#send({ type: 'auth_ok', ha_version: this.#home.version });
      return;
    }
    this.#home.refusedLogins += 1;
    this.#send({ type: 'auth_invalid', message: 'Invalid access token or password' });
    this.#socket.close();
  }

  #command(id: number, type: string, message: Message): Answer {
    switch (type) {
      case 'supported_features':
        this.#coalescing = (message['features'] as Message)?.['coalesce_messages'] === 1;
        return done(null);
      case 'get_config':
        return done({
          components: [...this.#home.components],
          state: this.#home.coreState,
          version: this.#home.version,
        });
      case 'subscribe_events':
        this.#eventSubscriptions.set(id, (message['event_type'] as string | undefined) ?? null);
        return done(null);
      case 'unsubscribe_events':
        return this.#unsubscribe(Number(message['subscription']));
      case 'fire_event':
        return this.#fire(message);
      case 'call_service':
        return this.#callService(message);
      case 'network':
        return this.#home.admin
          ? done({ adapters: this.#home.adapters, configured_adapters: [] })
          : refused('unauthorized', 'Unauthorized');
      case 'mqtt/subscribe':
        return this.#mqttSubscribe(id, message);
      case 'webhook/handle':
        return done(this.#home.mobileApp.handle(String(message['webhook_id']), String(message['body'])));
      case 'config_entries/get':
        return done([]);
      case 'config/device_registry/list':
        return done(this.#home.mobileApp.devices());
      case 'config/entity_registry/list':
        return done([...this.#home.mobileApp.entities.values()]);
      case 'config/entity_registry/update':
        return this.#updateEntity(message);
      case 'config/entity_registry/remove':
        return done(this.#home.mobileApp.entities.delete(String(message['entity_id'])));
      default:
        return refused('unknown_command', 'Unknown command.');
    }
  }

  #updateEntity({ entity_id, disabled_by }: Message): Answer {
    const entity = this.#home.mobileApp.entities.get(String(entity_id));
    if (!entity) return refused('not_found', 'Entity not found');
    entity.disabled_by = String(disabled_by);
    return done({});
  }

  #unsubscribe(subscription: number): Answer {
    this.#mqttSubscriptions.get(subscription)?.();
    const known = this.#mqttSubscriptions.delete(subscription) || this.#eventSubscriptions.delete(subscription);
    return known ? done(null) : refused('not_found', 'Subscription not found.');
  }

  #fire(message: Message): Answer {
    if (!this.#home.admin) return refused('unauthorized', 'Unauthorized');
    const event = { event_type: String(message['event_type']), data: (message['event_data'] ?? {}) as Message };
    this.#home.events.push(event);
    queueMicrotask(() => this.#home.tell(event.event_type, event.data));
    return done({ context: { id: 'c' } });
  }

  #callService(message: Message): Answer {
    const { components, broker, admin } = this.#home;
    if (message['domain'] !== 'mqtt' || message['service'] !== 'publish' || !components.has('mqtt')) {
      return refused('not_found', `Service ${message['domain']}.${message['service']} not found.`);
    }
    if (!admin) return refused('unauthorized', 'Unauthorized');
    const { topic, payload = '', qos = 0, retain = false } = (message['service_data'] ?? {}) as Message;
    if (typeof topic !== 'string' || typeof payload !== 'string' || /[+#]/.test(topic)) {
      return refused('invalid_format', 'invalid topic or payload');
    }
    if (!broker.running) return refused('home_assistant_error', 'Error talking to MQTT: not connected');
    broker.publish({ topic, payload, qos: Number(qos), retain: retain === true });
    return done({ context: { id: 'c' } });
  }

  #mqttSubscribe(id: number, message: Message): Answer {
    const { components, broker, admin } = this.#home;
    if (!components.has('mqtt')) return refused('unknown_command', 'Unknown command.');
    if (!admin) return refused('unauthorized', 'Unauthorized');
    // Retained messages follow the result.
    queueMicrotask(() => {
      const unsubscribe = broker.subscribe(String(message['topic']), ({ topic, payload, qos, retain }) => {
        this.#send({ id, type: 'event', event: { topic, payload, qos, retain } });
      });
      this.#mqttSubscriptions.set(id, unsubscribe);
    });
    return done(null);
  }

  /** Messages of one turn go in one frame, once the client has said that it understands that. */
  #send(message: Message): void {
    if (!this.#coalescing) {
      this.#socket.send(JSON.stringify(message));
      return;
    }
    if (this.#outgoing.push(message) > 1) return;
    setImmediate(() => {
      const messages = this.#outgoing.splice(0);
      this.#socket.send(JSON.stringify(messages.length === 1 ? messages[0] : messages));
    });
  }
}
