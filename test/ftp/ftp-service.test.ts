import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { ConciergeError } from '../../src/domain/concierge-error.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { prepareFtp, startFtp } from './support/ftp-bench.ts';
import { RawClient } from './support/raw-client.ts';

const hasCode = (code: string, text: RegExp) => (error: unknown) =>
  error instanceof ConciergeError && error.code === code && text.test(error.message);

describe('the FTP service', () => {
  test('a port in use fails the start with one clear message, and health repeats it', async (context) => {
    const other = createServer();
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    context.after(() => other.close());
    const address = other.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const bench = await prepareFtp(context, { port });
    const start = bench.service.start(new AbortController().signal);
    await assert.rejects(start, hasCode('PORT_IN_USE', new RegExp(`port ${port} for FTP: another program`)));
    assert.equal(bench.service.health().state, 'failed');
    assert.match(bench.service.health().detail, new RegExp(String(port)));
    await bench.service.stop();
  });

  test('an address that is not of this machine and a passive host that is none are named', async (context) => {
    const elsewhere = await prepareFtp(context, { listenOn: '192.0.2.1' });
    assert.equal(elsewhere.service.health().state, 'stopped');
    const notOurs = elsewhere.service.start(new AbortController().signal);
    await assert.rejects(notOurs, hasCode('PORT_IN_USE', /192\.0\.2\.1.*CONCIERGE_LISTEN_HOST/));
    const named = await prepareFtp(context, { passiveHost: 'concierge.local' });
    const start = named.service.start(new AbortController().signal);
    await assert.rejects(start, hasCode('OPTIONS_INVALID', /"concierge.local" is not an IPv4 address/));
  });

  test('a ROOT_DIR that cannot be written to is named', async (context) => {
    const bench = await prepareFtp(context);
    await writeFile(join(bench.folder, '.incoming'), 'a file where a folder must be');
    const start = bench.service.start(new AbortController().signal);
    await assert.rejects(start, hasCode('FOLDER_UNWRITABLE', /Make ROOT_DIR/));
  });

  test('an .incoming that leads out of ROOT_DIR is refused and nothing there is removed', async (context) => {
    const bench = await prepareFtp(context);
    const outside = await temporaryFolder(context);
    await writeFile(join(outside, 'precious'), 'x');
    await symlink(outside, join(bench.folder, '.incoming'));
    const start = bench.service.start(new AbortController().signal);
    await assert.rejects(start, hasCode('FOLDER_UNWRITABLE', /outside ROOT_DIR/));
    assert.deepEqual(await readdir(outside), ['precious']);
  });

  test('it leaves the signals of the process alone and can be started again', async (context) => {
    const before = process.listenerCount('SIGTERM');
    const bench = await startFtp(context);
    assert.equal(process.listenerCount('SIGTERM'), before);
    await bench.service.stop();
    assert.equal(bench.service.port, 0);
    await bench.service.start(new AbortController().signal);
    assert.notEqual(bench.service.port, 0);
    await RawClient.loggedIn(context, { host: bench.host, port: bench.service.port });
  });
});
