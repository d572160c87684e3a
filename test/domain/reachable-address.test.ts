import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type HostAddress, nearestAddress, reachableAddress } from '../../src/domain/reachable-address.ts';

/** Home Assistant OS with two networks, and the networks of its containers. */
const HOST: readonly HostAddress[] = [
  { address: '172.17.0.1', prefixLength: 16, isDefault: false },
  { address: '172.30.32.1', prefixLength: 23, isDefault: false },
  { address: '192.168.1.10', prefixLength: 24, isDefault: true },
  { address: '10.20.0.10', prefixLength: 16, isDefault: false },
];
const ADD_ON = { local: '172.30.33.5', localPrefixLength: 23, host: HOST };

describe('where a camera reaches us', () => {
  const cases: [string, Parameters<typeof reachableAddress>[0], string][] = [
    ['from the main network', { ...ADD_ON, peer: '192.168.1.77' }, '192.168.1.10'],
    ['from a camera network of its own', { ...ADD_ON, peer: '10.20.3.4' }, '10.20.0.10'],
    ['from beyond a router', { ...ADD_ON, peer: '192.168.50.4' }, '192.168.1.10'],
    ['relayed by the gateway of the containers', { ...ADD_ON, peer: '172.30.32.1' }, '192.168.1.10'],
    ['from another add-on', { ...ADD_ON, peer: '172.30.33.9' }, '172.30.33.5'],
    [
      'on the host itself',
      { ...ADD_ON, local: '192.168.1.10', localPrefixLength: 24, peer: '192.168.1.77' },
      '192.168.1.10',
    ],
    ['where the host is not known', { ...ADD_ON, host: [], peer: '192.168.1.77' }, '172.30.33.5'],
    ['where the own network is not known', { ...ADD_ON, localPrefixLength: null, peer: '10.20.3.4' }, '10.20.0.10'],
    [
      'without a default adapter',
      { ...ADD_ON, host: HOST.slice(2).map((one) => ({ ...one, isDefault: false })), peer: '8.8.8.8' },
      '192.168.1.10',
    ],
  ];
  for (const [what, question, expected] of cases) {
    test(what, () => assert.equal(reachableAddress(question), expected));
  }

  test('is our own address or one of the host, and never of the network of our container when there is another', () => {
    const address = fc.ipV4();
    const prefixLength = fc.integer({ min: 0, max: 32 });
    const host = fc.array(fc.record({ address, prefixLength, isDefault: fc.boolean() }), { maxLength: 6 });
    fc.assert(
      fc.property(address, address, fc.option(prefixLength), host, (local, peer, localPrefixLength, hostAddresses) => {
        const told = reachableAddress({ local, peer, localPrefixLength, host: hostAddresses });
        assert.ok(told === local || hostAddresses.some((one) => one.address === told));
      }),
    );
  });
});

test('of a machine, a camera is told the address in its own network, anybody else the usual one', () => {
  assert.equal(nearestAddress(HOST, '10.20.3.4'), '10.20.0.10');
  assert.equal(nearestAddress(HOST, '8.8.8.8'), '192.168.1.10');
  assert.equal(nearestAddress(HOST, null), '192.168.1.10');
  assert.equal(nearestAddress([], '10.20.3.4'), null);
});
