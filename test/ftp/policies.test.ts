import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isReservedPath } from '../../src/domain/media-path.ts';
import { mediaPathOf, resolveClientPath, uploadTargetOf } from '../../src/ftp/client-path.ts';
import { ControlLines } from '../../src/ftp/control-lines.ts';
import { LoginGuard } from '../../src/ftp/login-guard.ts';
import { PassivePortPool } from '../../src/ftp/passive-port-pool.ts';
import { normalAddress, parseEprtArgument, parsePortArgument } from '../../src/ftp/peer-address.ts';
import { toldAddress } from '../../src/ftp/told-address.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { recordingLogger } from '../support/test-logger.ts';

const piece = fc.oneof(fc.constantFrom('/', '\\', '..', '.', '.incoming', 'a', 'ü', '\0', '\n', ' '), fc.string());
const anyPath = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

describe("a client's path", () => {
  test('never leaves the root and never names what is reserved, whatever is asked from wherever', () => {
    fc.assert(
      fc.property(anyPath, anyPath, (folder, argument) => {
        const path = resolveClientPath(resolveClientPath('/', folder) ?? '/', argument);
        if (path === null) return;
        assert.match(path, /^\//);
        assert.ok(!path.split('/').includes('..'));
        for (const home of [null, 'Front door']) {
          const file = mediaPathOf(path, home);
          const target = file === null ? null : uploadTargetOf(file);
          if (target?.kind === 'visible') assert.ok(!isReservedPath(target.file));
          assert.ok(!/[\0\n]/.test(file ?? ''));
          if (home !== null) assert.ok(file === home || file?.startsWith(`${home}/`), String(file));
        }
      }),
    );
  });

  test('that is absolute does not depend on the folder', () => {
    fc.assert(
      fc.property(anyPath, (argument) => {
        assert.equal(resolveClientPath('/a/b', `/${argument}`), resolveClientPath('/', `/${argument}`));
      }),
    );
  });
});

describe('command lines', () => {
  test('are the same however the bytes are cut', () => {
    const line = fc.string({ maxLength: 40 }).map((text) => text.replaceAll(/[\r\n]/g, ''));
    fc.assert(
      fc.property(fc.array(line), fc.array(fc.integer({ min: 1, max: 30 })), (lines, cuts) => {
        const sent = lines.filter((text) => text !== '');
        const bytes = Buffer.from(sent.map((text) => `${text}\r\n`).join(''));
        const reader = new ControlLines(1000);
        const read: string[] = [];
        let start = 0;
        for (const cut of [...cuts, bytes.length]) {
          const result = reader.push(bytes.subarray(start, start + cut));
          start += cut;
          assert.equal(result.kind, 'lines');
          if (result.kind === 'lines') read.push(...result.lines);
        }
        assert.deepEqual(
          read,
          sent.filter((text) => text !== ''),
        );
      }),
    );
  });

  test('longer than the bound are refused, ended or not', () => {
    assert.equal(new ControlLines(10).push(Buffer.from('12345678901')).kind, 'too long');
    assert.equal(new ControlLines(10).push(Buffer.from('123456789012\r\n')).kind, 'too long');
    assert.equal(new ControlLines(10).push(Buffer.from('123456789\r\n')).kind, 'lines');
  });
});

describe('the pool of passive ports', () => {
  test('never gives one port to two, and serves who waits in their order', async () => {
    const ask = fc.constant({ kind: 'ask' as const });
    const give = fc.nat(20).map((which) => ({ kind: 'give' as const, which }));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(fc.oneof(ask, give)), async (count, steps) => {
        const pool = new PassivePortPool({ min: 1, max: count }, 100, new ManualClock());
        const held: { order: number; port: number; giveBack(): void }[] = [];
        const served: number[] = [];
        let asked = 0;
        for (const step of steps) {
          if (step.kind === 'ask') {
            const order = asked++;
            void pool.lease(1000, new AbortController().signal).then((outcome) => {
              if (outcome.kind !== 'leased') return;
              served.push(order);
              held.push({ order, port: outcome.lease.port, giveBack: () => outcome.lease.giveBack() });
            });
          } else {
            held.splice(step.which % Math.max(1, held.length), 1)[0]?.giveBack();
          }
          await new Promise(setImmediate);
          assert.equal(new Set(held.map(({ port }) => port)).size, held.length);
          assert.ok(pool.waiting === 0 || held.length === count);
        }
        assert.deepEqual(
          served,
          [...served].sort((a, b) => a - b),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('says full, timed out and gone, and a port given back twice counts once', async () => {
    const clock = new ManualClock();
    const pool = new PassivePortPool({ min: 5, max: 5 }, 2, clock);
    const signal = new AbortController().signal;
    const first = await pool.lease(1000, signal);
    assert.ok(first.kind === 'leased' && first.lease.port === 5);
    const leaving = new AbortController();
    const [waits, leaves] = [pool.lease(1000, signal), pool.lease(1000, leaving.signal)];
    assert.deepEqual(await pool.lease(1000, signal), { kind: 'full' });
    leaving.abort();
    assert.deepEqual(await leaves, { kind: 'gone' });
    assert.deepEqual(await pool.lease(1000, leaving.signal), { kind: 'gone' });
    clock.advance(1000);
    assert.deepEqual(await waits, { kind: 'timed out' });
    first.lease.giveBack();
    first.lease.giveBack();
    assert.equal(pool.freePorts, 1);
  });

  test('leaves a port alone for as long as it shall rest', async () => {
    const clock = new ManualClock();
    const pool = new PassivePortPool({ min: 5, max: 5 }, 2, clock);
    const signal = new AbortController().signal;
    const first = await pool.lease(1000, signal);
    assert.ok(first.kind === 'leased');
    first.lease.giveBack(5000);
    assert.equal(pool.freePorts, 0);
    clock.advance(5000);
    assert.equal(pool.freePorts, 1);
  });
});

describe('addresses', () => {
  test('compare in one form', () => {
    assert.equal(normalAddress('::ffff:192.168.1.4'), '192.168.1.4');
    assert.equal(normalAddress('2001:0DB8:0:0:0:0:0:1'), '2001:db8::1');
    assert.equal(normalAddress('fe80::1%eth0'), 'fe80::1');
    assert.equal(normalAddress(undefined), null);
    assert.equal(normalAddress('camera'), null);
  });

  test('of PORT and EPRT are read, or refused', () => {
    assert.deepEqual(parsePortArgument('192,168,1,4,200,10'), { address: '192.168.1.4', port: 51210 });
    assert.equal(parsePortArgument('192,168,1,4,200,256'), null);
    assert.deepEqual(parseEprtArgument('|2|2001:db8::1|5000|'), { address: '2001:db8::1', port: 5000 });
    assert.deepEqual(parseEprtArgument('!1!192.168.1.4!5000!'), { address: '192.168.1.4', port: 5000 });
    fc.assert(
      fc.property(fc.string(), (text) => {
        parsePortArgument(text);
        parseEprtArgument(text);
      }),
    );
  });
});

describe('the address that PASV tells', () => {
  const addressForPeer = (local: string, peer: string) => `${local} for ${peer}`;

  test('is loopback to loopback, else what the user has set, else where the client reaches us', () => {
    const found = { passiveHost: null, addressForPeer };
    const given = { passiveHost: '192.0.2.7', addressForPeer };
    assert.equal(toldAddress('127.0.0.1', '127.0.0.1', given), '127.0.0.1');
    assert.equal(toldAddress('172.30.33.5', '192.168.1.77', given), '192.0.2.7');
    assert.equal(toldAddress('172.30.33.5', '192.168.1.77', found), '172.30.33.5 for 192.168.1.77');
  });
});

describe('wrong logins', () => {
  const gone = new AbortController().signal;
  const account = { user: 'u', password: 'p', cameraId: null, home: null };
  const accounts = { named: (user: string) => (user === 'u' ? [account, { ...account, password: 'other' }] : []) };

  /** Lets the time go by that each login waits for. */
  class HastyClock extends ManualClock {
    readonly delays: number[] = [];

    override after(delayMs: number, callback: () => void): () => void {
      this.delays.push(delayMs);
      queueMicrotask(callback);
      return () => {};
    }
  }

  test('are logged once an address, then every hundredth, and begin anew after a right one', async () => {
    const { logger, lines } = recordingLogger();
    const guard = new LoginGuard({ accounts, clock: new HastyClock(), logger });
    for (let tries = 0; tries < 100; tries++) assert.equal(await guard.admit('u', 'wrong', '192.0.2.1', gone), null);
    assert.equal(lines.length, 2);
    assert.equal(await guard.admit('u', 'p', '192.0.2.1', gone), account);
    assert.equal(guard.refusalsOf('192.0.2.1'), 0);
    for (let index = 0; index < 3000; index++) await guard.admit('u', '', `10.0.${index >> 8}.${index & 255}`, gone);
    assert.equal(guard.refusalsOf('10.0.0.0'), 0);
    assert.equal(guard.refusalsOf(`10.0.${2999 >> 8}.${2999 & 255}`), 1);
  });

  test('make the next one of their address wait longer and longer, and no other address', async () => {
    const { logger } = recordingLogger();
    const clock = new HastyClock();
    const guard = new LoginGuard({ accounts, clock, logger });
    for (let tries = 0; tries < 10; tries++) await guard.admit('nobody', 'x', '192.0.2.1', gone);
    assert.deepEqual(clock.delays, [500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
    await guard.admit('u', 'other', '192.0.2.2', gone);
    assert.equal(clock.delays.length, 7);
    assert.equal((await guard.admit('u', 'p', '192.0.2.1', gone))?.password, 'p');
    await guard.admit('u', 'x', '192.0.2.1', gone);
    assert.equal(clock.delays.length, 8);
  });

  test('wait no longer than their client', async () => {
    const { logger } = recordingLogger();
    const guard = new LoginGuard({ accounts, clock: new ManualClock(), logger });
    for (let tries = 0; tries < 3; tries++) await guard.admit('u', 'x', '192.0.2.1', gone);
    const leaving = new AbortController();
    const waiting = guard.admit('u', 'x', '192.0.2.1', leaving.signal);
    leaving.abort();
    assert.equal(await waiting, null);
  });

  test('an unknown user is never let in, whatever the password', async () => {
    const guard = new LoginGuard({ accounts, clock: new HastyClock(), logger: recordingLogger().logger });
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), async (user, password) => {
        fc.pre(user !== 'u');
        assert.equal(await guard.admit(user, password, '192.0.2.1', gone), null);
        assert.equal(await guard.admit(user, user, '192.0.2.1', gone), null);
      }),
    );
  });
});
