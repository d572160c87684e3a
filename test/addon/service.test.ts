import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, type TestContext, test } from 'node:test';
import { STATUS_TOPIC } from '../../src/publish/mqtt/topics.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { NO_CHECKOUT, PROJECT, readText, trackedFiles } from './project-files.ts';

const SERVICES = 'rootfs/etc/s6-overlay/s6-rc.d';
const AFTER_EXIT = 'rootfs/usr/libexec/concierge/after-exit';

/** Runs after-exit against a real HTTP server in Home Assistant's place; `halted` says whether it ended the container. */
async function afterExit(
  context: TestContext,
  exit: { code: number; signal: number },
  home: { api?: string; token?: string },
) {
  const results = await temporaryFolder(context);
  await writeFile(join(results, 'exitcode'), '0\n');
  const halt = join(results, 'halt');
  await writeFile(halt, `#!/bin/sh\necho halted >'${results}/halted'\n`);
  await chmod(halt, 0o755);
  const script = spawn(
    PROJECT + AFTER_EXIT,
    [String(exit.code), String(exit.signal), home.api ?? 'http://127.0.0.1:9/core/api', results, halt],
    { env: { PATH: process.env['PATH'], ...(home.token ? { SUPERVISOR_TOKEN: home.token } : {}) } },
  );
  const [output, , [status]] = await Promise.all([text(script.stdout), text(script.stderr), once(script, 'close')]);
  const exitCode = Number(await readFile(join(results, 'exitcode'), 'utf8'));
  return { status, output, exitCode, halted: existsSync(join(results, 'halted')) };
}

async function homeAssistant(context: TestContext, answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  // A TCP server that listens has an AddressInfo.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/core/api`;
}

describe('when Concierge has ended', () => {
  test('Home Assistant is told that it is offline, by a retained message with the token of the Supervisor', async (context) => {
    const requests: unknown[] = [];
    const api = await homeAssistant(context, async (request, response) => {
      const { method, url, headers } = request;
      requests.push({ method, url, authorization: headers.authorization, body: JSON.parse(await text(request)) });
      response.end('[]');
    });
    const { output, status } = await afterExit(context, { code: 256, signal: 9 }, { api, token: 'a token' });
    assert.deepEqual(requests, [
      {
        method: 'POST',
        url: '/core/api/services/mqtt/publish',
        authorization: 'Bearer a token',
        body: { topic: STATUS_TOPIC, payload: 'offline', retain: true },
      },
    ]);
    assert.match(output, /told Home Assistant that Concierge is offline/);
    assert.equal(status, 0);
  });

  test('a Home Assistant that is gone, refuses or never answers holds nothing up', async (context) => {
    const refusing = await homeAssistant(context, (_, response) => response.writeHead(400).end());
    const silent = await homeAssistant(context, () => {});
    for (const api of ['http://127.0.0.1:9/core/api', refusing, silent]) {
      const { output, status } = await afterExit(context, { code: 0, signal: 0 }, { api, token: 'a token' });
      assert.match(output, /could not tell Home Assistant/);
      assert.equal(status, 0);
    }
  });

  test('without a Supervisor nobody is told', async (context) => {
    const { output } = await afterExit(context, { code: 0, signal: 0 }, {});
    assert.match(output, /no Supervisor here/);
  });

  const ends = [
    { what: 'a clean end leaves the container to s6', code: 0, signal: 0, halted: false, exitCode: 0 },
    { what: 'being asked to stop leaves the container to s6', code: 256, signal: 15, halted: false, exitCode: 0 },
    { what: 'a crash has s6 start it again', code: 256, signal: 11, halted: false, exitCode: 0 },
    {
      what: 'a fault that it named itself ends the container with its exit code',
      code: 1,
      signal: 0,
      halted: true,
      exitCode: 1,
    },
  ];
  for (const { what, code, signal, halted, exitCode } of ends) {
    test(what, async (context) => {
      const after = await afterExit(context, { code, signal }, {});
      assert.deepEqual({ halted: after.halted, exitCode: after.exitCode }, { halted, exitCode });
    });
  }

  test('it is not started again when it keeps dying', async (context) => {
    const tools = join(await temporaryFolder(context), 'bin');
    await mkdir(tools);
    // s6's own program answers so after the fifth death; here its answer is what matters.
    await writeFile(join(tools, 's6-permafailon'), '#!/bin/sh\nexit 125\n', { mode: 0o755 });
    const path = process.env['PATH'];
    process.env['PATH'] = `${tools}:${path}`;
    context.after(() => {
      process.env['PATH'] = path;
    });
    const { halted, exitCode } = await afterExit(context, { code: 256, signal: 11 }, {});
    assert.deepEqual({ halted, exitCode }, { halted: true, exitCode: 128 + 11 });
  });
});

describe('s6 services', () => {
  test('are of a type that s6-rc knows, and the bundle that is started has Concierge in it', () => {
    assert.equal(readText(`${SERVICES}/concierge/type`), 'longrun\n');
    assert.equal(readText(`${SERVICES}/user/type`), 'bundle\n');
    assert.equal(readText(`${SERVICES}/user/contents.d/concierge`), '');
    assert.equal(readText(`${SERVICES}/concierge/dependencies.d/base`), '');
    for (const file of ['timeout-kill', 'timeout-finish'])
      assert.match(readText(`${SERVICES}/concierge/${file}`), /^\d+\n$/);
  });

  test('give after-exit the time that its report may take', () => {
    const reportS = Number(/--max-time (\d+)/.exec(readText(AFTER_EXIT))?.[1]);
    assert.ok(Number(readText(`${SERVICES}/concierge/timeout-finish`)) > reportS * 1000 + 1000);
  });

  test('run and finish have the environment of the container, and what they call exists in the image', () => {
    for (const script of ['run', 'finish'])
      assert.match(readText(`${SERVICES}/concierge/${script}`), /^#!\/command\/with-contenv sh\n/);
    assert.match(readText(`${SERVICES}/concierge/finish`), /^exec \/usr\/libexec\/concierge\/after-exit "\$1" "\$2"$/m);
    assert.match(readText(`${SERVICES}/concierge/run`), /ROOT_DIR=\/media\/concierge DATA_DIR=\/data\n/);
    assert.match(readText(`${SERVICES}/concierge/run`), /^cd \/app .*\nexec node .*src\/main\.js 2>&1$/m);
  });

  test('run has node work with what it has in npm start', () => {
    const [, flags] = /^exec node (.*)src\/main\.js/m.exec(readText(`${SERVICES}/concierge/run`)) ?? [];
    const [, ours] = /^node (.*)src\/main\.ts$/.exec(JSON.parse(readText('package.json')).scripts.start) ?? [];
    assert.ok(flags);
    assert.equal(flags, ours);
  });

  test('may be run, as everything else with a shebang', { skip: NO_CHECKOUT }, () => {
    const scripts = trackedFiles().filter(({ path }) => readText(path).startsWith('#!'));
    assert.ok(scripts.some(({ path }) => path === `${SERVICES}/concierge/run`));
    assert.deepEqual(
      scripts.filter(({ mode }) => mode !== '100755').map(({ path }) => path),
      [],
    );
  });
});
