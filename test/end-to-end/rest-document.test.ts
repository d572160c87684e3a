import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { House } from './house.ts';

/** What the wire contract promises to outside callers, by port. */
const CONTRACT: readonly (readonly [
  port: 'motion' | 'stills' | 'clips' | 'deepAnalysis' | 'interworking' | 'camera',
  paths: readonly string[],
])[] = [
  ['motion', ['/motion/api/v1.0/motion_detected', '/motion/api/v1.0/recording_ready', '/webhook/{id}/{secret}']],
  ['stills', ['/shape/api/v1.0/find_shape', '/shape/api/v1.0/get_video_metadata']],
  ['clips', ['/shape/api/v1.0/find_shape', '/shape/api/v1.0/get_video_metadata']],
  ['camera', ['/camera/api/v1.0/reoconfig', '/camera/api/v1.0/newrecording']],
  [
    'deepAnalysis',
    ['get_deep_data', 'create_deep_data', 'read_known_objects'].map((one) => `/deep_analysis/api/v1.0/${one}`),
  ],
  [
    'interworking',
    ['register_detected_shape', 'get_shape_objects', 'create_known_object'].map(
      (one) => `/interworking/api/v1.0/${one}`,
    ),
  ],
];

test('the running add-on describes the services of all its ports, without a fault that a linter finds', async (context) => {
  const house = await House.open(context);
  const document = await house.get<{ paths: Record<string, { servers?: { url: string }[] }> }>('/rest/openapi.json');
  const problems = await lintFromString({
    source: JSON.stringify(document),
    absoluteRef: '/openapi.json',
    config: await createConfig({ extends: ['recommended'] }),
  });
  assert.deepEqual(
    problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`),
    [],
  );
  for (const [port, paths] of CONTRACT) {
    for (const path of paths) {
      const servers = document.paths[path]?.servers?.map(({ url }) => url) ?? [];
      assert.ok(servers.includes(`http://{host}:${house.addOn.ports[port]}`), `${path} at ${port}`);
    }
  }
  for (const table of ['cameras', 'camera_listeners', 'recordings', 'known_objects']) {
    assert.ok(document.paths[`/rest/${table}`], table);
    assert.equal(document.paths[`/rest/${table}`]?.servers, undefined, 'at the port itself');
  }
});
