import type { TestContext } from 'node:test';
import { NOTHING_TOLD } from '../../../src/rest/told-clip.ts';
import { reolinkServices } from '../../cameras/reolink-api/services-bench.ts';
import { FakeReolinkCamera } from '../../fakes/reolink-camera.ts';
import { startFtp } from '../../ftp/support/ftp-bench.ts';
import { openIntake } from '../../intake/intake-fixture.ts';
import { backEnd, serve } from '../rest-fixture.ts';

/** What stands where a request is to be sent to the host of the camera. */
export const CAMERA_HOST = '{camera}';

export const PICTURE = 'Garden_00_20261122115900.jpg';
export const CLIP = 'Garden_00_20261122115900.mp4';

/** Ports 8000 and 5102 over one household, a camera of Reolink's, and the FTP server that it is set to. */
export async function openContract(context: TestContext) {
  const camera = await FakeReolinkCamera.start();
  context.after(() => camera.stop());
  const ftp = await startFtp(context);
  const { stores, intake } = await openIntake(context);
  const { logger } = stores;
  await furnish(stores);
  const services = reolinkServices({ stores, intake }, { ftpPort: ftp.port });
  const ports = {
    8000: await serve(context, backEnd(stores)),
    5102: await serve(context, services, { logger }),
  };
  return { camera, stores, ports };
}

type Stores = Awaited<ReturnType<typeof openIntake>>['stores'];

/** Of each table a row that others refer to (the first) and one that nobody does (the last). */
async function furnish(stores: Stores): Promise<void> {
  await stores.addCamera('Garden', { analytics_profile: 1 });
  await stores.addCamera('Gate');
  await stores.config.change((draft) => {
    draft.camera_brands.push({ id: 90, name: 'Spare', description: '' });
    draft.camera_types.push({ id: 90, name: 'Spare type', description: '', brand: 1 });
    draft.analytics_shapes.push({ id: 90, shape: 'wheelbarrow', description: '' });
    const [profile] = draft.analytics_profiles;
    if (profile) draft.analytics_profiles.push({ ...profile, id: 90, name: 'Spare profile' });
    for (const [id, name] of [
      [1, 'first'],
      [90, 'last'],
    ] as const) {
      const url = `http://nodered.lan/${name}`;
      draft.camera_listeners.push({ id, url, callback_type: 'detection', description: '' });
      const rest = { identified: false, deep_learning_done: false, recording_id: null, frame_nbr: null };
      draft.known_objects.push({ id, name, file_path_image: `/known/${name}.jpg`, object_type: 1, ...rest });
    }
  });
  const recording = { cameraId: 1, startedAtMs: stores.clock.nowMs(), snapshot: null, told: NOTHING_TOLD };
  stores.recordings.createAll(['first', 'last'].map((name) => ({ ...recording, file: `clips/${name}.mp4` })));
  await stores.put(PICTURE);
  await stores.put(CLIP);
  await stores.put('Nobody_00_20261122115900.jpg');
  await stores.linkOut('Garden_00_20261122115901.jpg');
}
