import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { NEVER_ABORTED, openBench } from './setup-bench.ts';

const RUNS = Number(process.env['CONCIERGE_FUZZ_RUNS'] ?? 150);
const SEED = process.env['CONCIERGE_FUZZ_SEED'];

const COMMANDS = [
  ...['Login', 'Logout', 'GetDevInfo', 'GetAbility', 'GetNetPort', 'GetOsd', 'SetOsd', 'GetTime', 'SetTime', 'Snap'],
  ...['GetFtpV20', 'SetFtpV20', 'GetFtp', 'SetFtp', 'TestFtp', 'GetWebHook', 'SetWebHook', 'GetPushV20', 'GetPush'],
];
const KEYS = [
  ...[
    'Token',
    'name',
    'DevInfo',
    'model',
    'Ability',
    'abilityChn',
    'ftp',
    'permit',
    'ver',
    'NetPort',
    'rtspPort',
    'Ftp',
  ],
  ...[
    'server',
    'schedule',
    'table',
    'enable',
    'Osd',
    'osdChannel',
    'Time',
    'timeZone',
    'Dst',
    'WebHook',
    'hookUrl',
    'Push',
  ],
  ...['rspCode', 'index', 'indexEnable', '__proto__', 'constructor', 'toString'],
];

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false, 0, 1, -1, -7, 1e308, '', '0'.repeat(168), 'x'.repeat(2000), '\ud800', '***'),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.double(),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('any'), { maxKeys: 5 }),
  ),
})).any;

const reply = fc.oneof(
  { weight: 6, arbitrary: value.map((answer) => JSON.stringify([{ cmd: 'x', code: 0, value: answer }])) },
  { weight: 2, arbitrary: value.map((error) => JSON.stringify([{ cmd: 'x', code: 1, error }])) },
  { weight: 2, arbitrary: value.map((answer) => JSON.stringify(answer)) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  { weight: 1, arbitrary: fc.constantFrom('', '<html>', `[${'['.repeat(50_000)}`, `"${'y'.repeat(1_100_000)}"`) },
);

test(`a camera that answers anything, ${RUNS} times: set up or refused in words, and left without a login of ours`, {
  timeout: 1_200_000,
}, async (context) => {
  const webhook = () => ({ port: 5104, path: '/webhook/1/abc' });
  const { camera, setup, request } = await openBench(context, {
    setup: { webhook },
    camera: { maxSessions: RUNS, picture: Buffer.from('no picture') },
  });
  camera.commands.ftpTest = 'always works';
  const outcomes = new Map<string, number>();
  const replies = fc.dictionary(fc.constantFrom(...COMMANDS), reply, { maxKeys: 4 });
  const run = fc.asyncProperty(replies, async (nonsense) => {
    camera.nonsense.clear();
    for (const [cmd, body] of Object.entries(nonsense)) camera.nonsense.set(cmd, body);
    const outcome = await setup.configure(request, NEVER_ABORTED);
    const kind = outcome.kind === 'failed' ? outcome.problem : outcome.kind;
    outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
    if (outcome.kind === 'failed') assert.match(outcome.why, /^[^\p{C}]{20,1000}$/u);
    else for (const warning of outcome.warnings) assert.match(warning, /^[^\p{C}]{20,1000}$/u);
    if (!camera.nonsense.has('Logout')) assert.equal(camera.openSessions, 0, JSON.stringify(nonsense));
    await setup.snapshot(request, NEVER_ABORTED);
    await setup.tryOut(request, NEVER_ABORTED);
    camera.forgetSessions();
  });
  await fc.assert(run, { numRuns: RUNS, ...(SEED !== undefined && { seed: Number(SEED) }) });
  context.diagnostic([...outcomes].map(([kind, count]) => `${count} x ${kind}`).join(', '));
});
