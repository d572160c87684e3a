import assert from 'node:assert/strict';
import { test } from 'node:test';
import { websocketAddress } from '../../src/publish/websocket-address.ts';

test('every way to write Home Assistant’s address leads to its websocket', () => {
  for (const [address, expected] of [
    ['http://supervisor/core', 'ws://supervisor/core/websocket'],
    ['ws://supervisor/core/websocket', 'ws://supervisor/core/websocket'],
    ['http://homeassistant.local:8123', 'ws://homeassistant.local:8123/api/websocket'],
    ['http://homeassistant.local:8123/', 'ws://homeassistant.local:8123/api/websocket'],
    [' http://192.168.1.5:8123/lovelace/0?edit=1#x ', 'ws://192.168.1.5:8123/api/websocket'],
    ['https://ha.example.org', 'wss://ha.example.org/api/websocket'],
    ['https://ha.example.org/api/websocket', 'wss://ha.example.org/api/websocket'],
    ['http://[fd00::5]:8123', 'ws://[fd00::5]:8123/api/websocket'],
  ] as const) {
    assert.equal(websocketAddress(address), expected);
  }
});

test('what is no address is refused with an example of one', () => {
  for (const address of ['homeassistant.local:8123', '', 'ftp://x', 'http://']) {
    assert.throws(() => websocketAddress(address), {
      code: 'OPTIONS_INVALID',
      message: /http:\/\/homeassistant\.local:8123/,
    });
  }
});
