import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { hostInUrl, parseCameraHost } from '../../src/domain/camera-host.ts';

describe('the host of a camera', () => {
  const good: readonly [string, string, number | null][] = [
    ['192.168.1.20', '192.168.1.20', null],
    ['192.168.1.20:8080', '192.168.1.20', 8080],
    ['front-door.lan', 'front-door.lan', null],
    ['front-door.lan.:80', 'front-door.lan', 80],
    ['fd00::20', 'fd00::20', null],
    ['[fd00::20]:443', 'fd00::20', 443],
  ];
  for (const [text, name, port] of good) {
    test(`"${text}" is read`, () => assert.deepEqual(parseCameraHost(text), { name, port }));
  }

  const bad = [
    '',
    'http://192.168.1.20',
    '192.168.1.20/cgi-bin',
    'admin:pw@192.168.1.20',
    'camera?x=1',
    'camera#x',
    'a b',
    'camera:0',
    'camera:65536',
    'camera:',
    '[::1',
    'fe80::1%eth0',
    'a..b',
    'a\r\nHost: x',
    '-camera',
    'x'.repeat(254),
  ];
  for (const text of bad) {
    test(`${JSON.stringify(text.slice(0, 30))} is refused`, () => assert.equal(parseCameraHost(text), null));
  }

  test('whatever is read can stand in a URL and is its host', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.option(fc.integer({ min: 1, max: 65_535 })), (text, port) => {
        const host = parseCameraHost(port === null ? text : `${text}:${port}`);
        if (host === null) return;
        const url = new URL(`rtsp://user:pw@${hostInUrl(host.name)}:${host.port ?? 554}//x`);
        assert.equal(url.pathname, '//x');
        assert.equal(url.username, 'user');
      }),
    );
  });
});
