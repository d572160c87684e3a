import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { HomeAssistantLink } from '../../src/publish/home-assistant-link.ts';
import { HostNetworkWatch } from '../../src/publish/host-network-watch.ts';
import { websocketAddress } from '../../src/publish/websocket-address.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { FakeHomeAssistant } from '../fakes/home-assistant.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { recordingLogger } from '../support/test-logger.ts';

const ADAPTER = {
  name: 'end0',
  index: 2,
  enabled: true,
  auto: true,
  default: true,
  ipv4: [{ address: '192.168.1.10', network_prefix: 24 }],
  ipv6: [{ address: 'fe80::1', network_prefix: 64, flowinfo: 0, scope_id: 2 }],
};

async function attached(context: TestContext, home: FakeHomeAssistant) {
  context.after(() => home.stop());
  const { logger, lines } = recordingLogger();
  const clock = new ManualClock();
  const watch = new HostNetworkWatch(clock, logger);
  const link = new HomeAssistantLink({
    url: websocketAddress(home.url),
    token: home.token,
    logger,
    clock: systemClock,
    onSession: (session) => watch.attach(session),
  });
  context.after(() => link.stop());
  link.start();
  const logged = async (text: string) => {
    while (!lines.some((line) => line.includes(text))) await new Promise(setImmediate);
  };
  return { watch, clock, logged };
}

describe("the machine's own addresses", () => {
  test('come from Home Assistant, and again every quarter of an hour', async (context) => {
    const home = await FakeHomeAssistant.start();
    home.adapters = [
      { ...ADAPTER, name: 'lo', default: false, ipv4: [{ address: '127.0.0.1', network_prefix: 8 }] },
      ADAPTER,
    ];
    const { watch, clock, logged } = await attached(context, home);
    assert.deepEqual(watch.addresses(), []);
    await logged('Cameras reach this machine at 192.168.1.10');
    assert.deepEqual(watch.addresses(), [{ address: '192.168.1.10', prefixLength: 24, isDefault: true }]);
    home.adapters = [{ ...ADAPTER, ipv4: [{ address: '192.168.1.99', network_prefix: 24 }] }];
    clock.advance(15 * 60_000);
    await logged('Cameras reach this machine at 192.168.1.99');
  });

  test('are asked for in the options where Home Assistant does not tell, or tells nonsense', async (context) => {
    const { logged } = await attached(context, await FakeHomeAssistant.start({ admin: false }));
    await logged('Set ftp_passive_host');
    const home = await FakeHomeAssistant.start();
    home.adapters = [
      null,
      { ipv4: 'x' },
      { default: true, ipv4: [{ address: 5 }, { address: '1.2.3.4', network_prefix: 99 }] },
    ];
    const nonsense = await attached(context, home);
    await nonsense.logged('knows no address of the machine');
    assert.deepEqual(nonsense.watch.addresses(), []);
  });
});
