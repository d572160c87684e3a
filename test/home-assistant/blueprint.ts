import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RealHouse } from './real-house.ts';

const FOLDER = join(import.meta.dirname, '../../addon/blueprints/automation/concierge');

/** What every automation of these tests does last: an event that a test sees. */
export const TOLD = 'test_told';

/** Imports a blueprint as Home Assistant's own pages do, and makes an automation of it that also fires `TOLD`; its entity. */
export async function automate(
  house: RealHouse,
  name: string,
  input: Readonly<Record<string, unknown>>,
): Promise<string> {
  const { client } = house.view;
  const path = `concierge/${name}.yaml`;
  const yaml = await readFile(join(FOLDER, `${name}.yaml`), 'utf8');
  await client.ask({ type: 'blueprint/save', domain: 'automation', path, yaml, allow_override: true });
  const saved = Object(await client.ask({ type: 'blueprint/list', domain: 'automation' }));
  assert.equal(saved[path]?.error, undefined, JSON.stringify(saved[path]));
  const tell = { event: TOLD, event_data: { by: name, message: '{{ message }}', image: "{{ image | default('') }}" } };
  const id = `${name}_${Date.now()}`;
  await house.coreApi(`/config/automation/config/${id}`, {
    alias: id,
    use_blueprint: { path, input: { ...input, actions: [tell] } },
  });
  await house.view.until(() => house.view.state(`automation.${id}`) === 'on');
  return `automation.${id}`;
}
