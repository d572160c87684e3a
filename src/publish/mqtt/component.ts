import type { Attributes, Entity } from '../entities/entity.ts';
import type { Component } from './discovery-payload.ts';
import { commandTopic, deviceTopics, entityTopic, STATUS_TOPIC } from './topics.ts';

/** After how long a silence Home Assistant takes us for gone; we say more often that we are there. */
const EXPIRE_AFTER_S = 720;

/** An entity as discovery describes it, but for what identifies it. */
export function componentOf(deviceId: string, entity: Entity): Component {
  const { name, icon } = entity;
  return { ...platformOf(deviceId, entity), name, ...(icon === undefined ? {} : { icon }) };
}

function platformOf(deviceId: string, entity: Entity): Component {
  const { key } = entity;
  const command = { entity_category: 'config', command_topic: commandTopic(deviceId, key) };
  switch (entity.platform) {
    case 'binary_sensor':
      return {
        platform: 'binary_sensor',
        device_class: entity.deviceClass,
        ...category(entity),
        ...stated(deviceId, key, entity.attributes),
      };
    case 'motion': {
      const state_topic = entityTopic(deviceId, key);
      return { platform: 'binary_sensor', device_class: 'motion', state_topic, off_delay: entity.offDelayS };
    }
    case 'connection':
      return connection(entity);
    case 'sensor':
      return {
        platform: 'sensor',
        ...given('device_class', entity.deviceClass),
        ...given('state_class', entity.stateClass),
        ...given('unit_of_measurement', entity.unit),
        ...given('options', entity.options),
        ...category(entity),
        ...stated(deviceId, key, entity.attributes),
      };
    case 'image':
      return { platform: 'image', url_topic: entityTopic(deviceId, key) };
    case 'event':
      return { platform: 'event', state_topic: entityTopic(deviceId, key), event_types: entity.eventTypes };
    case 'switch':
      return { platform: 'switch', ...command, ...stated(deviceId, key) };
    case 'number': {
      const { min, max, unit: unit_of_measurement } = entity;
      const mode = 'slider';
      return { platform: 'number', min, max, step: 1, mode, unit_of_measurement, ...command, ...stated(deviceId, key) };
    }
    case 'select':
      return { platform: 'select', options: entity.options, ...command, ...stated(deviceId, key) };
    case 'button':
      return { platform: 'button', ...command };
  }
}

/** Without availability: it says itself whether we are there, and expires when nobody says anything any more. */
function connection(entity: { readonly category?: 'diagnostic' }): Component {
  return {
    platform: 'binary_sensor',
    device_class: 'connectivity',
    state_topic: STATUS_TOPIC,
    payload_on: 'online',
    payload_off: 'offline',
    expire_after: EXPIRE_AFTER_S,
    availability: [],
    ...category(entity),
  };
}

/** Where it finds its state in its device's message. A message from before it was there has nothing for it: unknown. */
function stated(deviceId: string, key: string, attributes?: Attributes): Record<string, string> {
  const { state } = deviceTopics(deviceId);
  const values = { state_topic: state, value_template: `{{ value_json['${key}'] | default(none) }}` };
  if (!attributes) return values;
  return {
    ...values,
    json_attributes_topic: state,
    json_attributes_template: `{{ value_json['attributes']['${key}'] | default({}) | tojson }}`,
  };
}

function category({ category }: { readonly category?: 'diagnostic' }): Record<string, string> {
  return category ? { entity_category: category } : {};
}

function given(key: string, value: unknown): Record<string, unknown> {
  return value === undefined ? {} : { [key]: value };
}
