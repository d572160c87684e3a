import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import { ConciergeError } from '../../src/domain/concierge-error.ts';
import { HttpService } from '../../src/rest/http-service.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { silentLogger } from '../support/test-logger.ts';

const signal = new AbortController().signal;

function service(context: TestContext, parts: Partial<ConstructorParameters<typeof HttpService>[0]> = {}) {
  const clock = new ManualClock();
  const made = new HttpService({
    name: 'the back end',
    host: '127.0.0.1',
    port: 0,
    app: (_request, response) => void response.end('hello'),
    clock,
    logger: silentLogger(),
    ...parts,
  });
  context.after(() => made.stop());
  return { service: made, clock };
}

test('a port that is in use is named, with what to do', async (context) => {
  const first = service(context).service;
  await first.start(signal);
  const second = service(context, { port: first.port }).service;
  await assert.rejects(second.start(signal), (error) => {
    assert.ok(error instanceof ConciergeError);
    assert.equal(error.code, 'PORT_IN_USE');
    assert.match(error.message, new RegExp(`Cannot open port ${first.port} for the back end: another program uses it`));
    return true;
  });
  assert.equal(second.health().state, 'failed');
  await second.stop();
});

test('an address that is not ours is named', async (context) => {
  await assert.rejects(service(context, { host: '192.0.2.1' }).service.start(signal), /"192\.0\.2\.1" is no address/);
});

test('it says where it listens, answers, and stops more than once', async (context) => {
  const { service: made } = service(context);
  assert.equal(made.health().state, 'stopped');
  await made.start(signal);
  assert.deepEqual(made.health(), { state: 'running', detail: `listening on port ${made.port}` });
  assert.equal(await (await fetch(`http://127.0.0.1:${made.port}/`)).text(), 'hello');
  await made.stop();
  await made.stop();
  assert.equal(made.health().state, 'stopped');
});

test('it stops although one caller says nothing and another waits for an answer that never comes', async (context) => {
  const asked = Promise.withResolvers<void>();
  const { service: made, clock } = service(context, { app: () => asked.resolve() });
  await made.start(signal);
  const silent = connect(made.port, '127.0.0.1');
  await once(silent, 'connect');
  const silentClosed = once(silent, 'close');
  const answer = fetch(`http://127.0.0.1:${made.port}/`);
  const failed = assert.rejects(answer);
  await asked.promise;
  const stopped = made.stop();
  clock.advance(2000);
  await stopped;
  await failed;
  silent.resume();
  await silentClosed;
});

test('an answer that is under way when it stops is finished', async (context) => {
  const asked = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  const app: ConstructorParameters<typeof HttpService>[0]['app'] = async (_request, response) => {
    asked.resolve();
    await go.promise;
    response.end('late, but whole');
  };
  const { service: made } = service(context, { app });
  await made.start(signal);
  const answer = fetch(`http://127.0.0.1:${made.port}/`);
  await asked.promise;
  const stopped = made.stop();
  go.resolve();
  assert.equal(await (await answer).text(), 'late, but whole');
  await stopped;
});
