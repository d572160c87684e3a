import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Answer, blamed, messageIn } from '../rest-fixture.ts';
import { CAMERA_REQUESTS } from './camera-requests.ts';
import { CAMERA_HOST, openContract } from './contract-bench.ts';
import type { ContractRequest } from './contract-request.ts';
import { FIELD_REQUESTS } from './field-requests.ts';
import { TABLE_REQUESTS } from './table-requests.ts';

/**
 * The wire contract's requests to ports 8000 and 5102 as one table. Every answer is held against the OpenAPI document as
 * well, by `serve`.
 */
const REQUESTS: readonly ContractRequest[] = [...TABLE_REQUESTS, ...FIELD_REQUESTS, ...CAMERA_REQUESTS];

type House = Awaited<ReturnType<typeof openContract>>;

test('what the contract refuses is refused with every bad field named, and nothing changes', async (context) => {
  const house = await openContract(context);
  for (const request of REQUESTS.filter(({ status }) => status >= 400)) {
    await context.test(titleOf(request), async () => {
      const before = stateOf(house);
      const answer = await ask(house, request);
      assert.equal(answer.status, request.status, JSON.stringify(answer.body));
      assert.deepEqual(blamed(answer), request.blames);
      if (request.says) assert.match(Object.values(messageIn(answer)).join(' '), request.says);
      assert.deepEqual(stateOf(house), before);
      assert.equal(house.camera.received.length > 0, request.reaches === true, 'whether the camera was called');
      house.camera.received.length = 0;
    });
  }
});

for (const port of [8000, 5102]) {
  test(`what the contract takes at ${port} is answered as it says`, async (context) => {
    const house = await openContract(context);
    const { config } = house.stores;
    const { last_ids: _given, ...furnished } = structuredClone(config.read());
    const isHere = (request: ContractRequest) => request.port === port && !isOfHistory(request);
    for (const request of REQUESTS.filter((one) => one.status < 400 && isHere(one))) {
      await context.test(titleOf(request), () => assertAnswered(house, request));
      await config.change((draft) => Object.assign(draft, structuredClone(furnished)));
    }
  });
}

describe('what the contract takes of recordings', () => {
  for (const request of REQUESTS.filter((one) => one.status < 400 && isOfHistory(one))) {
    test(titleOf(request), async (context) => assertAnswered(await openContract(context), request));
  }
});

async function assertAnswered(house: House, request: ContractRequest): Promise<void> {
  const answer = await ask(house, request);
  assert.equal(answer.status, request.status, JSON.stringify(answer.body));
  if (request.answers !== undefined) assertHolds(answer.body, request.answers);
  if (!request.gone) return;
  assert.equal((await ask(house, { ...request, method: 'GET' })).status, 404);
  assert.equal((await ask(house, request)).status, 404, 'a second time');
}

/** What cannot be put back as it was. */
function isOfHistory({ path }: ContractRequest): boolean {
  return path.startsWith('/rest/recordings');
}

function ask({ ports, camera }: House, { port, method, path, body, contentType }: ContractRequest): Promise<Answer> {
  const sent = JSON.parse(JSON.stringify({ body }).replaceAll(CAMERA_HOST, camera.host)).body;
  return ports[port].send(method, path, sent, contentType === undefined ? {} : { 'content-type': contentType });
}

/** Of a list, its first rows. */
function assertHolds(answered: unknown, expected: unknown): void {
  if (Array.isArray(expected) && Array.isArray(answered)) {
    assert.partialDeepStrictEqual(answered.slice(0, expected.length), expected);
  } else if (Object.keys(Object(expected)).length > 0) assert.partialDeepStrictEqual(answered, expected);
}

/** A refused setup says so in the camera's row, which is no change of what was written. */
function stateOf({ stores }: House) {
  const { cameras, ...rest } = stores.config.read();
  const { history } = stores;
  return {
    ...rest,
    cameras: cameras.map(({ state: _state, ...camera }) => camera),
    recordings: history.recordings({}),
    events: history.events({}),
  };
}

function titleOf({ port, words, method, path, status }: ContractRequest): string {
  return `${port} ${method} ${path}, ${words}: ${status}`;
}
