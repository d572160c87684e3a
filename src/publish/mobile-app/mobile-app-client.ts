import type { CoreApi } from '../core-api.ts';
import type { EntityDevice } from '../entities/entity.ts';
import { isRecord, parseJson } from '../parse-json.ts';
import type { Session } from '../session.ts';

/** What we ask of Home Assistant's mobile_app. What fails is an Error with the reason in words. */
export class MobileAppClient {
  readonly #api: CoreApi | null;
  readonly #version: string;

  constructor(api: CoreApi | null, version: string) {
    this.#api = api;
    this.#version = version;
  }

  /** Answers the device's webhook. The same device registers as the same again. */
  async register(device: EntityDevice): Promise<string> {
    const answer = await this.#rest('POST', '/mobile_app/registrations', {
      device_id: device.id,
      app_id: 'concierge',
      app_name: 'Concierge',
      os_name: 'Concierge',
      supports_encryption: false,
      ...this.#description(device),
    });
    const webhook = isRecord(answer) ? answer['webhook_id'] : undefined;
    if (typeof webhook !== 'string') throw new Error('the registration was answered without a webhook');
    return webhook;
  }

  /** The name may have changed. */
  async update(session: Session, webhook: string, device: EntityDevice): Promise<boolean> {
    return isRecord(await this.call(session, webhook, 'update_registration', this.#description(device)));
  }

  /** Null when Home Assistant does not know the webhook any more. */
  async call(session: Session, webhook: string, type: string, data: unknown): Promise<unknown> {
    const result = await this.#ask(session, {
      type: 'webhook/handle',
      webhook_id: webhook,
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ type, data }),
    });
    const body = isRecord(result) && typeof result['body'] === 'string' ? parseJson(result['body']) : undefined;
    // An unknown webhook is answered like one that did well, but for its content.
    return isRecord(result) && Number(result['status']) < 300 && body !== undefined ? body : null;
  }

  /** Registering makes each device a tracked one of the token's user; nobody is tracked by a camera. */
  async hideTracker(session: Session, deviceId: string): Promise<void> {
    for (const entity of await this.#entities(session)) {
      if (entity['unique_id'] !== deviceId || entity['disabled_by'] === 'user') continue;
      const entity_id = entity['entity_id'];
      await this.#ask(session, { type: 'config/entity_registry/update', entity_id, disabled_by: 'user' });
    }
  }

  /** Takes away the sensors of this webhook that are not among these. */
  async prune(session: Session, webhook: string, keys: ReadonlySet<string>): Promise<void> {
    for (const { unique_id, entity_id } of await this.#entities(session)) {
      const key = String(unique_id).startsWith(`${webhook}_`) ? String(unique_id).slice(webhook.length + 1) : null;
      if (key !== null && !keys.has(key))
        await this.#ask(session, { type: 'config/entity_registry/remove', entity_id });
    }
  }

  /** The device, its entities and its entry go. */
  async remove(session: Session, deviceId: string): Promise<void> {
    const devices = await this.#ask(session, { type: 'config/device_registry/list' });
    for (const device of Array.isArray(devices) ? devices.filter(isRecord) : []) {
      const identifiers = JSON.stringify(device['identifiers']);
      const entries = device['config_entries'];
      if (!identifiers.includes(`["mobile_app","${deviceId}"]`) || !Array.isArray(entries)) continue;
      for (const entry of entries) {
        await this.#rest('DELETE', `/config/config_entries/entry/${String(entry)}`);
      }
    }
  }

  #description(device: EntityDevice) {
    return {
      device_name: device.name,
      manufacturer: 'Concierge',
      model: device.model,
      app_version: this.#version,
      os_version: this.#version,
    };
  }

  async #entities(session: Session): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const entities = await this.#ask(session, { type: 'config/entity_registry/list' });
    return Array.isArray(entities) ? entities.filter(isRecord).filter(({ platform }) => platform === 'mobile_app') : [];
  }

  async #rest(method: 'POST' | 'DELETE', path: string, body?: object): Promise<unknown> {
    const answer = await this.#api?.request(method, path, body);
    if (answer?.kind === 'done') return answer.body;
    throw new Error(answer?.reason ?? 'there is no Home Assistant');
  }

  async #ask(session: Session, command: Parameters<Session['request']>[0]): Promise<unknown> {
    const reply = await session.request(command);
    if (reply.kind === 'done') return reply.result;
    throw new Error(reply.kind === 'refused' ? `${command.type}: ${reply.message || reply.code}` : reply.kind);
  }
}
