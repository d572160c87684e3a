import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { AddressPolicy } from '../../src/runtime/address-policy.ts';

const LOOPBACK = ['127.0.0.1', '127.8.9.10', '0.0.0.0', '::1', '::', '::ffff:127.0.0.1', '::ffff:7f00:1'];
const NEVER = [
  '169.254.169.254',
  '::ffff:169.254.169.254',
  'fe80::1',
  'fd00:ec2::254',
  '100.100.100.200',
  '172.30.32.2',
  '172.30.33.5',
  '224.0.0.1',
  '255.255.255.255',
  'ff02::1',
  'camera.lan',
  '',
];
const CAMERAS = [
  '192.168.1.20',
  '10.0.0.9',
  '172.16.4.4',
  '172.30.34.1',
  '203.0.113.9',
  'fd12:3456::20',
  '2001:db8::1',
];

describe('the addresses that may be connected to on a caller’s word', () => {
  for (const address of CAMERAS) {
    test(`${address} may`, () => assert.equal(AddressPolicy.forCameras(false).allows(address), true));
  }
  for (const address of NEVER) {
    test(`"${address}" never may`, () => {
      assert.equal(AddressPolicy.forCameras(false).allows(address), false);
      assert.equal(AddressPolicy.forCameras(true).allows(address), false);
    });
  }
  for (const address of LOOPBACK) {
    test(`${address} may only where loopback is allowed`, () => {
      assert.equal(AddressPolicy.forCameras(false).allows(address), false);
      assert.equal(AddressPolicy.forCameras(true).allows(address), true);
    });
  }
});
