import type { CameraView } from '../camera-view.ts';
import type { Language } from '../names/language.ts';
import { countName, shapeName } from '../names/shape-names.ts';
import type { Entity } from './entity.ts';
import { named } from './named.ts';

const NO_SHAPE = 'none';

/** What is seen now, shape by shape of the profile, and what was seen last. */
export function shapeEntities({ device, state }: CameraView, language: Language): readonly Entity[] {
  const lastShape: Entity = {
    ...named('last_shape', language),
    platform: 'sensor',
    icon: 'mdi:shape',
    deviceClass: 'enum',
    options: [...new Set([NO_SHAPE, ...device.shapes.map(({ shape }) => shape)])],
    value: state.lastShape ?? NO_SHAPE,
    attributes: { confidence: state.confidencePct },
  };
  return [
    lastShape,
    ...device.shapes.flatMap(({ shape, key }) => ofShape(shape, key, state.counts[key] ?? 0, language)),
  ];
}

/** The prefixes keep a shape that somebody names `motion` or `person count` apart from the other entities. */
function ofShape(shape: string, key: string, count: number, language: Language): readonly Entity[] {
  return [
    {
      key: `shape_${key}`,
      name: shapeName(shape, language),
      idName: shapeName(shape, 'en'),
      platform: 'binary_sensor',
      deviceClass: 'occupancy',
      value: count > 0,
    },
    {
      key: `count_${key}`,
      name: countName(shape, language),
      idName: countName(shape, 'en'),
      platform: 'sensor',
      icon: 'mdi:counter',
      stateClass: 'measurement',
      value: count,
    },
  ];
}
