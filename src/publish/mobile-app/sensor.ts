import type { Entity, EntityDevice } from '../entities/entity.ts';

/** What mobile_app can show: sensors and binary sensors, without images, events and controls. */
export interface MobileSensor {
  readonly type: 'sensor' | 'binary_sensor';
  readonly unique_id: string;
  readonly name: string;
  /** The English name, of which the entity id is made. */
  readonly idName: string;
  readonly state: string | number | boolean | null;
  readonly attributes: object;
  readonly icon: string | null;
  readonly rest: Readonly<Record<string, string>>;
}

/** @param isMoving of the device */
export function mobileSensors(device: EntityDevice, isMoving: boolean): readonly MobileSensor[] {
  return device.entities.flatMap((entity) => sensorOf(entity, isMoving) ?? []);
}

function sensorOf(entity: Entity, isMoving: boolean): MobileSensor | null {
  const { key: unique_id, name, idName, icon = null } = entity;
  const common = { unique_id, name, idName, icon, attributes: {} };
  switch (entity.platform) {
    case 'motion':
      return { ...common, type: 'binary_sensor', state: isMoving, rest: { device_class: 'motion' } };
    case 'connection':
      return {
        ...common,
        type: 'binary_sensor',
        state: true,
        rest: { device_class: 'connectivity', ...category(entity) },
      };
    case 'binary_sensor': {
      const rest = { device_class: entity.deviceClass, ...category(entity) };
      return { ...common, type: 'binary_sensor', state: entity.value, attributes: entity.attributes ?? {}, rest };
    }
    case 'sensor': {
      const { deviceClass, stateClass, unit, value, attributes = {} } = entity;
      const rest = {
        // It takes no options, without which Home Assistant has no use for this class.
        ...(deviceClass && deviceClass !== 'enum' ? { device_class: deviceClass } : {}),
        ...(stateClass ? { state_class: stateClass } : {}),
        ...(unit ? { unit_of_measurement: unit } : {}),
        ...category(entity),
      };
      return { ...common, type: 'sensor', state: value, attributes, rest };
    }
    default:
      return null;
  }
}

function category({ category: entity_category }: { readonly category?: 'diagnostic' }): Record<string, string> {
  return entity_category ? { entity_category } : {};
}
