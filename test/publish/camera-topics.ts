import { cameraDeviceId } from '../../src/publish/entities/device-ids.ts';
import { commandTopic, deviceTopics, entityTopic } from '../../src/publish/mqtt/topics.ts';

/** Where a camera's entities are published and commanded. */
export function cameraTopics(uuid: string) {
  const id = cameraDeviceId(uuid);
  return {
    ...deviceTopics(id),
    motion: entityTopic(id, 'motion'),
    event: entityTopic(id, 'detection'),
    snapshot: entityTopic(id, 'snapshot'),
    command: (key: string) => commandTopic(id, key),
  };
}
