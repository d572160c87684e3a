import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Stores } from '../../intake/stores.ts';
import { backEnd, serve } from '../rest-fixture.ts';

async function open(context: TestContext) {
  const stores = await Stores.open(context);
  return { stores, ...(await serve(context, backEnd(stores))) };
}

test('the OpenAPI document has no fault that a linter finds', async (context) => {
  const { send } = await open(context);
  const { status, body, headers } = await send('GET', '/rest/openapi.json');
  assert.equal(status, 200);
  assert.match(headers.get('content-type') ?? '', /application\/json/);
  const problems = await lintFromString({
    source: JSON.stringify(body),
    absoluteRef: '/openapi.json',
    config: await createConfig({ extends: ['recommended'] }),
  });
  assert.deepEqual(
    problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`),
    [],
  );
});

describe('the page about the REST services', () => {
  for (const path of ['/rest/', '/rest/docs', '/rest/docs/']) {
    test(`at ${path} lets nothing run and nothing come from elsewhere`, async (context) => {
      const { send } = await open(context);
      const { status, body, headers } = await send('GET', path);
      assert.equal(status, 200);
      assert.match(headers.get('content-type') ?? '', /text\/html/);
      assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
      assert.doesNotMatch(String(body), /<script|\son\w+=|style="|https?:\/\/(?!\{host\})/);
    });
  }

  test('names every route of the document, and its style is there', async (context) => {
    const { send } = await open(context);
    const document = Object((await send('GET', '/rest/openapi.json')).body);
    const page = String((await send('GET', '/rest/docs')).body);
    for (const [path, item] of Object.entries(document.paths)) {
      for (const method of Object.keys(Object(item)).filter((key) => key !== 'servers')) {
        assert.ok(page.includes(`<b class="${method}">${method.toUpperCase()}</b> <code>${path}`), `${method} ${path}`);
      }
    }
    assert.match((await send('GET', '/rest/style.css')).headers.get('content-type') ?? '', /text\/css/);
  });
});

test('a method that a path does not take is 405, and the answer says which it takes', async (context) => {
  const { send } = await open(context);
  const answer = await send('DELETE', '/rest/cameras/');
  assert.equal(answer.status, 405);
  assert.equal(answer.headers.get('allow'), 'GET, HEAD, POST');
  assert.equal((await send('DELETE', '/rest/nothing/')).status, 404);
});
