import type { MediaPath } from '../../domain/media-path.ts';

/**
 * What Home Assistant is shown, whichever way it goes there: entities with what they are and what they say now. A
 * transport brings Home Assistant to it and keeps to itself how.
 */
interface Described {
  /** Unique in its device, of small letters, digits and underscores. Unique ids are made of it: it never changes. */
  readonly key: string;
  /** In Home Assistant's language. */
  readonly name: string;
  /** The English name, of which the first entity id is made, so that automations can be shared. */
  readonly idName: string;
  readonly icon?: string;
}

type Diagnostic = { readonly category?: 'diagnostic' };

/** Shown beside the state. */
export type Attributes = Readonly<Record<string, string | number | null>>;

interface BinarySensor extends Described, Diagnostic {
  readonly platform: 'binary_sensor';
  readonly deviceClass: 'occupancy' | 'problem';
  /** Null: unknown. */
  readonly value: boolean | null;
  readonly attributes?: Attributes;
}

/** On for a while after each `motion`, and off by itself. */
interface MotionSensor extends Described {
  readonly platform: 'motion';
  readonly offDelayS: number;
}

/** Whether the add-on is there; the transport itself knows. */
interface ConnectionSensor extends Described, Diagnostic {
  readonly platform: 'connection';
}

interface Sensor extends Described, Diagnostic {
  readonly platform: 'sensor';
  readonly deviceClass?: 'enum' | 'timestamp' | 'duration';
  readonly stateClass?: 'measurement';
  readonly unit?: string;
  /** Of an `enum`: every value that it may have. */
  readonly options?: readonly string[];
  /** Null: unknown. Of a `timestamp`: ISO 8601. */
  readonly value: string | number | null;
  readonly attributes?: Attributes;
}

interface ImageEntity extends Described {
  readonly platform: 'image';
  /** Null: none yet. */
  readonly picture: MediaPath | null;
}

/** Says when something happens, see `EntityTransport.tell`. */
interface EventEntity extends Described {
  readonly platform: 'event';
  readonly eventTypes: readonly string[];
}

interface Switch extends Described {
  readonly platform: 'switch';
  readonly value: boolean;
}

interface NumberEntity extends Described {
  readonly platform: 'number';
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  readonly value: number;
}

interface Select extends Described {
  readonly platform: 'select';
  readonly options: readonly string[];
  readonly value: string;
}

interface Button extends Described {
  readonly platform: 'button';
}

export type Entity =
  | BinarySensor
  | MotionSensor
  | ConnectionSensor
  | Sensor
  | ImageEntity
  | EventEntity
  | Switch
  | NumberEntity
  | Select
  | Button;

/** A device of Home Assistant's. */
export interface EntityDevice {
  /** Never changes. */
  readonly id: string;
  readonly name: string;
  /** What its entities' first ids begin with. */
  readonly idName: string;
  readonly model: string;
  readonly entities: readonly Entity[];
}
