import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Lifecycle } from '../../src/runtime/lifecycle.ts';
import type { Service } from '../../src/runtime/service.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { silentLogger } from '../support/test-logger.ts';

const alive = new AbortController().signal;

describe('lifecycle', () => {
  test('starts in order and stops in reverse', async () => {
    const calls: string[] = [];
    const lifecycle = new Lifecycle([service('a', calls), service('b', calls)], silentLogger(), new ManualClock());
    await lifecycle.start(alive);
    await lifecycle.stop();
    await lifecycle.stop();
    assert.deepEqual(calls, ['start a', 'start b', 'stop b', 'stop a']);
  });

  test('stops what had started when one cannot start, and passes its error on', async () => {
    const calls: string[] = [];
    const broken = { ...service('b', calls), start: () => Promise.reject(new Error('port 21 is taken')) };
    const lifecycle = new Lifecycle(
      [service('a', calls), broken, service('c', calls)],
      silentLogger(),
      new ManualClock(),
    );
    await assert.rejects(lifecycle.start(alive), /port 21 is taken/);
    assert.deepEqual(calls, ['start a', 'stop b', 'stop a']);
  });

  test('leaves behind one that hangs in its start when it is to stop', async () => {
    const calls: string[] = [];
    const clock = new ManualClock();
    const stopping = new AbortController();
    const starting = Promise.withResolvers<void>();
    const hang = () => {
      starting.resolve();
      return new Promise<void>(() => {});
    };
    const lifecycle = new Lifecycle(
      [service('a', calls), { ...service('b', calls), start: hang }],
      silentLogger(),
      clock,
    );
    const started = lifecycle.start(stopping.signal);
    await starting.promise;
    stopping.abort(new Error('asked to stop'));
    clock.advance(5000);
    await assert.rejects(started, /asked to stop/);
    assert.deepEqual(calls, ['start a', 'stop b', 'stop a']);
  });

  test('goes on stopping when one fails', async () => {
    const calls: string[] = [];
    const broken = { ...service('b', calls), stop: () => Promise.reject(new Error('no')) };
    const lifecycle = new Lifecycle([service('a', calls), broken], silentLogger(), new ManualClock());
    await lifecycle.start(alive);
    await lifecycle.stop();
    assert.deepEqual(calls, ['start a', 'start b', 'stop a']);
  });

  test('goes on stopping when one hangs past the deadline', async () => {
    const calls: string[] = [];
    const clock = new ManualClock();
    const { promise: stopping, resolve } = Promise.withResolvers<void>();
    const hang = () => {
      resolve();
      return new Promise<void>(() => {});
    };
    const hanging: Service = { ...service('b', calls), stop: hang };
    const lifecycle = new Lifecycle([service('a', calls), hanging], silentLogger(), clock);
    await lifecycle.start(alive);
    const stopped = lifecycle.stop();
    await stopping;
    clock.advance(10_000);
    await stopped;
    assert.deepEqual(calls, ['start a', 'start b', 'stop a']);
  });
});

function service(name: string, calls: string[]): Service {
  return {
    name,
    start: async () => void calls.push(`start ${name}`),
    stop: async () => void calls.push(`stop ${name}`),
    health: () => ({ state: 'running', detail: name }),
  };
}
