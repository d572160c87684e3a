import assert from 'node:assert/strict';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { waitUntil } from '../../script/home-assistant-rig/wait-until.ts';
import { AddOnContainer, builtImage } from '../support/add-on-container.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const PHOTO = join(import.meta.dirname, '../../node_modules/@vladmandic/face-api/demo/sample1.jpg');
const Events = Type.Array(Type.Object({ tracks: Type.Array(Type.Object({ shape: Type.String() })) }));
const { image, missing } = builtImage();

describe("the add-on's image", { skip: missing }, () => {
  test('finds who is in an uploaded picture, comes back when it is killed, and stops when it is told', async (context) => {
    const [data, media] = [await temporaryFolder(context), await temporaryFolder(context)];
    await writeFile(join(data, 'options.json'), JSON.stringify({ ftp_user: 'camera', ftp_password: 'upload-1234' }));
    await copyFile(PHOTO, join(media, 'photo.jpg'));
    const container = await AddOnContainer.start(context, image, data, media);
    const get = (path: string) =>
      container.run('curl', '--silent', '--show-error', '--fail', `http://127.0.0.1${path}`);

    assert.match(await get(':8099/health'), /"status":"ok"/);
    assert.match(await get(':8099/'), /<title>Concierge/);
    await container.run(
      'curl',
      '--silent',
      '--show-error',
      '--fail',
      '--json',
      '{"name":"Garden","brand":1}',
      'http://127.0.0.1:8000/rest/cameras',
    );
    await container.run(
      'curl',
      '--silent',
      '--show-error',
      '--user',
      'camera:upload-1234',
      '--upload-file',
      '/media/photo.jpg',
      'ftp://127.0.0.1/Garden_00_20261125120000.jpg',
    );
    const [event] = await waitUntil('the event of the picture', 60_000, async () => {
      const events = Value.Parse(Events, JSON.parse(await get(':8000/rest/events')));
      return events[0]?.tracks.length ? events : null;
    });
    assert.ok(event?.tracks.some(({ shape }) => shape === 'person'));

    await container.run('sh', '-c', 'kill -KILL "$(s6-svstat -o pid /run/service/concierge)"');
    await container.said(/after-exit: signal 9 ended Concierge; it is started again/);
    await container.said(/Concierge is ready/, 2);

    assert.equal(await container.stop(), 0);
    assert.match(container.lines.join('\n'), /after-exit: no Supervisor here/);
  });
});
