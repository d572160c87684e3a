import type { Entity, EntityDevice } from '../entities/entity.ts';

/** What all entities of a device say, in one message, since the recorder keeps every one of them. */
export function stateMessage(device: EntityDevice): string {
  const stated = device.entities.flatMap((entity) => ('value' in entity ? [entity] : []));
  const attributes = stated.flatMap((entity) =>
    'attributes' in entity && entity.attributes ? [[entity.key, entity.attributes] as const] : [],
  );
  return JSON.stringify({
    ...Object.fromEntries(stated.map((entity) => [entity.key, wire(entity.value)])),
    ...(attributes.length > 0 ? { attributes: Object.fromEntries(attributes) } : {}),
  });
}

function wire(value: Extract<Entity, { value: unknown }>['value']): string | number | null {
  if (typeof value === 'boolean') return value ? 'ON' : 'OFF';
  return value;
}
