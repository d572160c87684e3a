import { messageOf } from '../domain/concierge-error.ts';
import type { Camera, ConfigDocument } from '../domain/config-records.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { Logger } from '../runtime/logger.ts';
import { cameraUuidOf } from './entities/device-ids.ts';
import type { EntityCommand } from './entity-transport.ts';

/** What a button does. */
interface CameraActions {
  /** Analyses the camera's latest upload once more. */
  readonly reanalyse: (cameraId: number) => void;
  /** Forgets what was seen. */
  readonly clear: (cameraId: number) => void;
}

export interface CameraCommandsOptions extends CameraActions {
  readonly config: ConfigStore;
  readonly logger: Logger;
}

/** Of the camera's record, inside a change of the document. */
type Change = (camera: Camera, document: ConfigDocument) => void;

const ON_OFF: ReadonlyMap<string, boolean> = new Map([
  ['ON', true],
  ['OFF', false],
]);

/** What users do to a camera's entities. Payloads come from anybody who may publish on the broker. */
export class CameraCommands {
  readonly #options: CameraCommandsOptions;

  constructor(options: CameraCommandsOptions) {
    this.#options = options;
  }

  /** A change comes back through the configuration's `onChange`, which tells Home Assistant that it was made. */
  async obey(command: EntityCommand): Promise<void> {
    const { config, logger } = this.#options;
    const uuid = cameraUuidOf(command.deviceId);
    const camera = config.read().cameras.find((row) => row.uuid === uuid);
    if (!camera) return;
    if (command.payload === 'PRESS' && this.#press(command.key, camera.id)) return;
    const change = this.#changeFor(command);
    if (!change) {
      const payload = command.payload.slice(0, 50);
      logger.warn({ camera: camera.name, entity: command.key, payload }, 'ignoring a command that makes no sense');
      return;
    }
    try {
      await config.change((draft) => {
        const row = draft.cameras.find((each) => each.uuid === uuid);
        if (row) change(row, draft);
      });
    } catch (error) {
      logger.error({ camera: camera.name, error: messageOf(error) }, 'cannot change what Home Assistant asked for');
    }
  }

  #press(key: string, cameraId: number): boolean {
    if (key !== 'clear' && key !== 'reanalyse') return false;
    this.#options[key](cameraId);
    return true;
  }

  #changeFor({ key, payload }: EntityCommand): Change | null {
    switch (key) {
      case 'analytics':
        return whenKnown(ON_OFF.get(payload), (enabled) => (camera) => {
          camera.analytics_enabled = enabled;
        });
      case 'face_recognition':
        return whenKnown(ON_OFF.get(payload), (enabled) => (camera, document) => {
          camera.face_recognition = profileOf(camera, document)?.face_recognition === enabled ? null : enabled;
        });
      case 'confidence':
        return whenKnown(percentOf(payload), (pct) => (camera, document) => {
          camera.confidence_level = profileOf(camera, document)?.confidence_level === pct ? null : pct;
        });
      case 'profile':
        return this.#profileChange(payload);
      default:
        return null;
    }
  }

  #profileChange(name: string): Change | null {
    const profile = this.#options.config.read().analytics_profiles.find((each) => each.name === name);
    return whenKnown(profile?.id, (id) => (camera) => {
      camera.analytics_profile = id;
    });
  }
}

function whenKnown<Value>(value: Value | undefined, change: (value: Value) => Change): Change | null {
  return value === undefined ? null : change(value);
}

/** Where the camera's own setting is the profile's, it follows the profile again. */
function profileOf(camera: Camera, { analytics_profiles }: ConfigDocument) {
  return analytics_profiles.find(({ id }) => id === camera.analytics_profile) ?? analytics_profiles[0];
}

/** Home Assistant sends whole numbers, some releases with a `.0` behind them. */
function percentOf(payload: string): number | undefined {
  const digits = /^(\d{1,3})(\.0+)?$/.exec(payload)?.[1];
  const pct = Number(digits);
  return digits !== undefined && pct >= 1 && pct <= 100 ? pct : undefined;
}
