import type { PanelForm } from '../../../../../src/ports/panel/panel-form.ts';
import { getJson } from '../../api/client.ts';
import { type Camera, type Tables, table } from '../../api/tables.ts';
import type { FormChoice } from '../../ui/schema-form.ts';

/** All that a camera's form is made of. */
export interface CameraForm {
  readonly form: PanelForm;
  readonly choices: Readonly<Record<string, readonly FormChoice[]>>;
  readonly types: Tables['camera_types'];
}

export async function readCameraForm(signal: AbortSignal): Promise<CameraForm> {
  const [form, types, profiles] = await Promise.all([
    getJson<PanelForm>('panel/forms/cameras', signal),
    table('camera_types'),
    table('analytics_profiles'),
  ]);
  const brand = types.map(({ id, name, brand: { name: make } }) => ({
    id,
    label: make === name ? name : `${make} ${name}`,
  }));
  return { form, types, choices: { brand, analytics_profile: profiles.map(({ id, name }) => ({ id, label: name })) } };
}

/** The row as a form takes it: its references by id. */
export async function rowOf(camera: Camera): Promise<Readonly<Record<string, unknown>>> {
  const types = await table('camera_types');
  return { ...camera, brand: types.find(({ name }) => name === camera.brand.name)?.id ?? null };
}
