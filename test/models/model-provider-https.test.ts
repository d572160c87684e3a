import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import type { ModelProgress } from '../../src/models/model-progress.ts';
import { ModelProvider } from '../../src/models/model-provider.ts';
import type { ModelProviderOptions } from '../../src/models/model-search.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { modelServer, redirectingFetch } from './support/model-server.ts';
import { smallCatalogue, smallModel } from './support/small-catalogue.ts';

const REMOTE = Buffer.alloc(200_000, 'remote');
const LOCAL = Buffer.from('the one that is here');
const catalogue = smallCatalogue(
  smallModel('remote', REMOTE, [{ kind: 'folder' }, { kind: 'https', url: 'https://models.test/remote.onnx' }]),
  smallModel('second', REMOTE, [{ kind: 'folder' }, { kind: 'https', url: 'https://models.test/second.onnx' }]),
  smallModel('local', LOCAL, [{ kind: 'folder' }]),
);
const never = new AbortController().signal;

/** A provider whose folders hold the model `local` alone, and that looks for better ones. */
async function setUp(context: TestContext, options: Partial<ModelProviderOptions>) {
  const root = await temporaryFolder(context);
  const [target, extra] = [join(root, 'target'), join(root, 'extra')];
  await mkdir(extra);
  await writeFile(join(extra, 'local.onnx'), LOCAL);
  const clock = new ManualClock();
  const provider = new ModelProvider({
    catalogue,
    targetFolder: target,
    folders: [extra],
    clock,
    upgrade: true,
    ...options,
  });
  return { provider, target, clock };
}

async function setUpServer(
  context: TestContext,
  listener: RequestListener,
  options: Partial<ModelProviderOptions> = {},
) {
  const { fetch, requests } = await modelServer(context, listener);
  return { ...(await setUp(context, { fetch, ...options })), requests };
}

describe('a model provider with https', () => {
  test('downloads a model, tells its progress, and finds it in its folder the next time', async (context) => {
    const progress: ModelProgress[] = [];
    const { provider, target, requests } = await setUpServer(context, (_, response) => response.end(REMOTE), {
      onProgress: (step) => progress.push(step),
    });
    const provided = await provider.provideShapes(null, never);
    assert.equal(provided.explanation, 'Model remote downloaded from models.test.');
    assert.deepEqual(await readFile(join(target, 'remote.onnx')), REMOTE);
    assert.deepEqual(await readdir(target), ['remote.onnx']);
    assert.deepEqual(progress.at(-1), {
      modelName: 'Model remote',
      doing: 'downloading from models.test',
      doneBytes: REMOTE.length,
      totalBytes: REMOTE.length,
    });
    const again = await provider.provideShapes(null, never);
    assert.equal(again.model.file, join(target, 'remote.onnx'));
    assert.equal(requests.length, 1);
  });

  test('asks the network for nothing when a model is here and none is asked for', async (context) => {
    const { provider, requests } = await setUpServer(context, (_, response) => response.end(REMOTE), {
      upgrade: false,
    });
    const provided = await provider.provideShapes(null, never);
    assert.equal(provided.id, 'local');
    assert.match(provided.explanation, /Model remote is in no models folder, and was not looked for elsewhere\./);
    assert.deepEqual(requests, []);
  });

  test('asks the network for a model that is asked for by name', async (context) => {
    const { provider } = await setUpServer(context, (_, response) => response.end(REMOTE), { upgrade: false });
    assert.equal((await provider.provideShapes('second', never)).id, 'second');
  });

  test('refuses a file with the wrong hash, keeps nothing of it, and goes on', async (context) => {
    const wrong = Buffer.alloc(REMOTE.length, 'x');
    const { provider, target, requests } = await setUpServer(context, (_, response) => response.end(wrong));
    const provided = await provider.provideShapes(null, never);
    assert.equal(provided.id, 'local');
    assert.deepEqual(
      provided.problems.map(({ code }) => code),
      ['MODEL_HASH_MISMATCH', 'MODEL_HASH_MISMATCH'],
    );
    assert.equal(requests.length, 2);
    assert.deepEqual(await readdir(target), []);
  });

  test('refuses a file that is longer than it should be without reading all of it', async (context) => {
    const { provider, target } = await setUpServer(context, (_, response) => {
      const endless = () => {
        while (response.write(REMOTE));
        response.once('drain', endless);
      };
      endless();
    });
    const provided = await provider.provideShapes(null, never);
    assert.match(provided.problems[0]?.message ?? '', /more than the expected 200000 bytes/);
    assert.deepEqual(await readdir(target), []);
  });

  test('goes on after a 404, which says nothing about the host', async (context) => {
    const { provider, requests } = await setUpServer(context, (request, response) => {
      if (request.url === '/second.onnx') response.end(REMOTE);
      else response.writeHead(404).end();
    });
    const provided = await provider.provideShapes(null, never);
    assert.equal(provided.id, 'second');
    assert.match(provided.explanation, /Model remote could not be had \(models\.test answered 404/);
    assert.equal(requests.length, 2);
  });

  test('gives up on a host that breaks off in the middle', async (context) => {
    const { provider, target, requests } = await setUpServer(context, (_, response) => {
      response.writeHead(200, { 'content-length': REMOTE.length });
      response.write(REMOTE.subarray(0, 1000), () => response.destroy());
    });
    const provided = await provider.provideShapes(null, never);
    assert.equal(provided.id, 'local');
    assert.match(provided.explanation, /models\.test cannot be reached/);
    assert.equal(requests.length, 1);
    assert.deepEqual(await readdir(target), []);
  });

  test('refuses a file that ends too early without the server noticing', async (context) => {
    const { provider } = await setUpServer(context, (_, response) => response.end(REMOTE.subarray(0, 1000)));
    const provided = await provider.provideShapes(null, never);
    assert.equal(provided.problems[0]?.code, 'MODEL_HASH_MISMATCH');
  });

  test('gives up on a host that falls silent in the middle', async (context) => {
    const stop: { advance?: () => void } = {};
    const { provider, clock, requests } = await setUpServer(
      context,
      (_, response) => {
        response.writeHead(200, { 'content-length': REMOTE.length });
        response.write(REMOTE.subarray(0, 1000));
      },
      { onProgress: () => setImmediate(() => stop.advance?.()) },
    );
    stop.advance = () => clock.advance(10_000);
    const provided = await provider.provideShapes(null, never);
    assert.match(provided.explanation, /models\.test sent nothing for 10 s/);
    assert.equal(requests.length, 1);
  });

  test('gives up on a host that never answers, once for all models', async (context) => {
    const stop: { advance?: () => void } = {};
    const { provider, clock, requests } = await setUpServer(context, () => stop.advance?.());
    stop.advance = () => clock.advance(4_000);
    const provided = await provider.provideShapes(null, never);
    assert.equal(provided.id, 'local');
    assert.equal(provided.problems.length, 2);
    assert.match(provided.explanation, /models\.test did not answer within 4 s/);
    assert.equal(requests.length, 1);
  });

  test('gives up at once where nobody listens', async (context) => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    // A server that listens on a port has this kind of address.
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await once(closed, 'close');
    const requests: string[] = [];
    const { provider } = await setUp(context, { fetch: redirectingFetch(port, requests) });
    const provided = await provider.provideShapes(null, never);
    assert.match(provided.explanation, /models\.test cannot be reached \(ECONNREFUSED\)/);
    assert.equal(requests.length, 1);
  });

  test('stops when it is told to', async (context) => {
    const stop = new AbortController();
    const { provider, target } = await setUpServer(context, () => stop.abort(new Error('enough')));
    await assert.rejects(provider.provideShapes(null, stop.signal), /enough/);
    assert.deepEqual(await readdir(target), []);
  });
});
