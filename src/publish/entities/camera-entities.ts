import type { CameraView } from '../camera-view.ts';
import type { Language } from '../names/language.ts';
import { cameraDiagnostics } from './camera-diagnostics.ts';
import { controlEntities } from './control-entities.ts';
import { cameraDeviceId } from './device-ids.ts';
import type { EntityDevice } from './entity.ts';
import { faceEntities } from './face-entities.ts';
import { objectEntities } from './object-entities.ts';
import { shapeEntities } from './shape-entities.ts';
import { sightingEntities } from './sighting-entities.ts';

/** A camera's device. Its id and those of its entities come from the uuid alone. */
export function cameraEntities(view: CameraView, language: Language): EntityDevice {
  const { uuid, name } = view.device;
  const families = [sightingEntities, shapeEntities, faceEntities, objectEntities, controlEntities, cameraDiagnostics];
  return {
    id: cameraDeviceId(uuid),
    name,
    idName: name,
    model: 'Camera analytics',
    entities: families.flatMap((family) => family(view, language)),
  };
}
