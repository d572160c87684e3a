import { CoreClient, type Json } from './core-client.ts';

/**
 * Makes the first user, an administrator, and gives a long-lived token of that user. The further steps, which set up a
 * weather forecast and the like, are left out.
 */
export async function onboard(url: string): Promise<string> {
  const client_id = `${url}/`;
  const { auth_code } = await post(`${url}/api/onboarding/users`, null, {
    name: 'Test',
    username: 'test',
    password: 'test-password',
    client_id,
    language: 'en',
  });
  const form = new URLSearchParams({ grant_type: 'authorization_code', code: String(auth_code), client_id });
  const login = await answerOf(await fetch(`${url}/auth/token`, { method: 'POST', body: form }));
  const access = String(login['access_token']);
  const client = await CoreClient.connect(url, access);
  const token = await client.ask({ type: 'auth/long_lived_access_token', client_name: 'Concierge', lifespan: 365 });
  client.close();
  return String(token);
}

/** As a user does under Settings > Devices & services. */
export async function addMqtt(url: string, token: string, brokerPort: number): Promise<void> {
  const flows = `${url}/api/config/config_entries/flow`;
  let step = await post(flows, token, { handler: 'mqtt' });
  // Through the menu of those who could have the add-on Mosquitto.
  if (step['type'] === 'menu') step = await post(`${flows}/${step['flow_id']}`, token, { next_step_id: 'broker' });
  const schema = JSON.stringify(step['data_schema']);
  step = await post(`${flows}/${step['flow_id']}`, token, {
    broker: '127.0.0.1',
    port: brokerPort,
    ...(schema.includes('other_settings')
      ? { other_settings: { set_client_cert: false, set_ca_cert: 'off', transport: 'tcp' } }
      : {}),
  });
  if (step['type'] !== 'create_entry')
    throw new Error(`Home Assistant did not take the broker: ${JSON.stringify(step)}`);
}

async function post(url: string, token: string | null, body: object): Promise<Json> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });
  return answerOf(response);
}

async function answerOf(response: Response): Promise<Json> {
  const text = await response.text();
  if (!response.ok) throw new Error(`Home Assistant answered ${response.status} to ${response.url}: ${text}`);
  return JSON.parse(text);
}
