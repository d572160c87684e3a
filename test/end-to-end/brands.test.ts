import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Client } from 'basic-ftp';
import { mediaFixture } from '../support/media-fixtures.ts';
import { House, stampAgo } from './house.ts';

describe('a camera of another make', () => {
  test('that names files with brackets and renames its clips is analysed, its regular recordings are not', async (context) => {
    const house = await House.open(context);
    const made = await house.post('backEnd', '/rest/cameras/', { name: 'Yard', brand: 'Amcrest', timezone: 'UTC' });
    assert.equal(made.status, 201, await made.clone().text());

    const [, date = '', hour = '', minute = '', second = ''] = (
      /^(\d{8})(\d\d)(\d\d)(\d\d)$/.exec(stampAgo(20)) ?? []
    ).map((part) => part.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'));
    const folder = `/4K0177DPAZ31E4F/${date}/001`;
    const picture = `${folder}/jpg/${hour}/${minute}/${second}[M][0@0][0].jpg`;
    const clip = (flag: string) => `${folder}/dav/${hour}/${hour}.${minute}.${second}-23.59.59[${flag}][0@0][0].mp4`;

    await house.upload(await mediaFixture('picture'), picture);
    const { ftp_user: user, ftp_password: password } = await house.addOn.credentials();
    const client = new Client();
    context.after(() => client.close());
    await client.access({ host: '127.0.0.1', port: house.addOn.ports.ftp, user, password });
    for (const flag of ['R', 'M']) {
      await client.ensureDir(clip(flag).slice(0, clip(flag).lastIndexOf('/')));
      await client.uploadFrom(await mediaFixture('h264'), `${clip(flag)}_`);
      await client.rename(`${clip(flag)}_`, clip(flag));
    }

    const events = await house.settled([picture, clip('M')].map((file) => file.slice(1)));
    assert.equal(events.length, 1);
    const assets = events.flatMap((event) => event.assets.map(({ file, state }) => [file, state]));
    assert.deepEqual(assets, [
      [picture, 'analysed'],
      [clip('M'), 'analysed'],
    ]);
    assert.ok(events[0]?.tracks.some(({ shape }) => shape === 'person'));
    const snapshot = await fetch(events[0]?.tracks[0]?.snapshot_url ?? '');
    assert.equal(snapshot.status, 200, 'a snapshot of a file with brackets is served');
  });
});
