import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import type { HomeAssistantRig } from '../../script/home-assistant-rig/rig.ts';
import type { CoreView, RegisteredDevice } from './core-view.ts';

const DEADLINE_MS = 120_000;

export interface Push {
  readonly title?: string;
  readonly message: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** A phone with Home Assistant's app: registered as the app does it, its push service a server of our own. */
export class Phone {
  readonly pushes: Push[] = [];
  /** Of Home Assistant's device registry. */
  readonly deviceId: string;
  readonly #waiting: (() => void)[] = [];

  private constructor(deviceId: string) {
    this.deviceId = deviceId;
  }

  static async register(context: TestContext, rig: HomeAssistantRig, view: CoreView, name: string): Promise<Phone> {
    let phone: Phone | null = null;
    const server = createServer(async (request, response) => {
      phone?.pushes.push((await json(request)) as Push);
      for (const wake of phone?.takeWaiting() ?? []) wake();
      response.writeHead(201, { 'Content-Type': 'application/json' });
      const rateLimits = { attempts: 1, successful: 1, errors: 0, maximum: 500, resetsAt: new Date().toISOString() };
      response.end(JSON.stringify({ rateLimits }));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    context.after(() => server.close());
    // A listening TCP server's address is never a string or null.
    const push_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/push`;
    const answer = await fetch(`${rig.url}/api/mobile_app/registrations`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${rig.token}` },
      body: JSON.stringify({
        app_id: 'test',
        app_name: 'Home Assistant',
        app_version: '1',
        device_id: name,
        device_name: name,
        manufacturer: 'Fairphone',
        model: '5',
        os_name: 'Android',
        os_version: '15',
        supports_encryption: false,
        app_data: { push_token: 'token', push_url },
      }),
    });
    if (answer.status !== 201) throw new Error(`The phone was not registered: ${await answer.text()}`);
    let device: RegisteredDevice | undefined;
    await view.until(async () => {
      const devices = (await view.client.ask({ type: 'config/device_registry/list' })) as RegisteredDevice[];
      device = devices.find((known) => known.name === name);
      return device !== undefined;
    });
    phone = new Phone(device?.id ?? '');
    return phone;
  }

  takeWaiting(): (() => void)[] {
    return this.#waiting.splice(0);
  }

  /** The next one that comes, or one that came. */
  async push(): Promise<Push> {
    const [first] = this.pushes;
    if (first) return first;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    const timer = setTimeout(() => resolve(), DEADLINE_MS);
    await promise;
    clearTimeout(timer);
    const [came] = this.pushes;
    if (!came) throw new Error(`The phone was sent nothing within ${DEADLINE_MS} ms.`);
    return came;
  }
}
