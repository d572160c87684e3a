import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { t as names } from '../../addon/panel/src/pages/system/service-messages.ts';
import { DETAILS } from '../../src/domain/sentences/detail-sentences.ts';
import { CleanupTally } from '../../src/housekeeping/cleanup-tally.ts';
import { describeJobs } from '../../src/housekeeping/job-words.ts';
import { linkHealth } from '../../src/publish/link-health.ts';
import type { ServiceHealth } from '../../src/runtime/service.ts';
import { House, stampAgo } from '../end-to-end/house.ts';
import { Ingress } from './support/ingress.ts';

const SOURCES = join(import.meta.dirname, '../../src');
/** Of makers and products: the same in every language. */
const PROPER: ReadonlySet<string> = new Set(['Home Assistant', 'InfluxDB', 'InfluxDB server']);

const forms = Object.entries(DETAILS).map(([key, sentence]) => ({ key, form: formOf(sentence, '[^]+?') }));

test('how services and jobs are is said in the user’s language', async (context) => {
  const said = new Set<string>();
  const isKnown = (detail: string) => {
    for (const part of detail.split('; ')) {
      const key = forms.find(({ form }) => form.test(part))?.key;
      assert.ok(key, `the panel has no words of its own for: ${part}`);
      said.add(key);
    }
  };

  await context.test('of a house as it is, and one with a file that cannot be analysed', async (inner) => {
    const house = await House.open(inner);
    const ingress = await Ingress.start(house.addOn.ports.ingress);
    inner.after(() => ingress.stop());
    const services = async () => {
      const response = await fetch(ingress.url('api/panel/system'));
      assert.equal(response.status, 200);
      const report = (await response.json()) as { services: (ServiceHealth & { name: string })[] };
      // Models are called by the names that their makers gave them.
      return report.services.map((service) =>
        service.name === 'face models' ? { ...service, detail: 'stopped' } : service,
      );
    };
    const jobs = await house.get<{ name: string }[]>('/rest/jobs');
    const all = await services();
    assert.ok(all.length > 20 && jobs.length > 5, 'services and jobs are there');
    const unnamed = [...all, ...jobs].filter(({ name }) => !PROPER.has(name) && !(name in names.messages.en));
    assert.deepEqual(
      unnamed.map(({ name }) => name),
      [],
      'each has a name in the panel',
    );
    for (const { detail } of all) isKnown(detail);
    await house.addCamera('Front Door');
    const from = house.addOn.lines.length;
    await house.upload(Readable.from([Buffer.alloc(5000, 7)]), `/Front Door_00_${stampAgo(60)}.mp4`);
    await house.addOn.line(/set aside/, 120_000, from);
    for (const { detail } of await services()) isKnown(detail);
  });

  await context.test('of the link to Home Assistant, and of jobs that run or failed', () => {
    const session = { haVersion: '2026.11.0' } as never; // the one field that health looks at
    for (const cameras of [1, 2])
      isKnown(
        linkHealth(
          { url: 'http://ha' },
          { kind: 'connected', session, sinceMs: 0 },
          { kind: 'ready' } as never,
          cameras,
        ).detail,
      );
    const ready = { kind: 'ready' } as never; // nothing else of it is looked at
    isKnown(linkHealth(null, null, ready, 0).detail);
    for (const link of [
      { kind: 'connecting' },
      { kind: 'unreachable', reason: 'ECONNREFUSED' },
      { kind: 'token refused' },
    ] as const) {
      isKnown(linkHealth({ url: 'http://ha' }, link as never, ready, 1).detail);
    }
    for (const transport of [{ kind: 'waiting' }, { kind: 'failing', reason: 'no broker' }] as const) {
      isKnown(
        linkHealth({ url: 'http://ha' }, { kind: 'connected', session, sinceMs: 0 }, transport as never, 1).detail,
      );
    }
    const withoutMqtt = { kind: 'without MQTT', advice: '' } as never;
    for (const cameras of [1, 2]) {
      const { detail } = linkHealth({ url: '' }, { kind: 'connected', session, sinceMs: 0 }, withoutMqtt, cameras);
      isKnown(detail.replace(/; $/, ''));
    }
    const tally = new CleanupTally(0);
    for (const reason of ['age', 'disk', 'no camera'] as const) {
      tally.add([{ unit: { assets: [], sizeBytes: 1 }, reason } as never]); // nothing else of it is counted
    }
    isKnown(tally.words());
    for (const part of /^deleted (.*) \(/.exec(tally.words())?.[1]?.split(', ') ?? []) isKnown(part);
    const job = {
      name: 'database',
      schedule: '* * * * *',
      isRunning: false,
      filesDone: null,
      lastRun: null,
      nextRunMs: 0,
    };
    const lastRun = { outcome: 'failed', result: 'disk full', startedAtMs: 0, durationMs: 1 } as never;
    isKnown(describeJobs([job]));
    isKnown(
      describeJobs([
        { ...job, isRunning: true },
        { ...job, name: 'cleanup', lastRun },
      ]),
    );
  });

  await context.test('and whatever else the panel knows is what the sources say', async () => {
    let text = '';
    for await (const source of glob('**/*.ts', { cwd: SOURCES, exclude: ['domain/sentences/**'] })) {
      text += await readFile(join(SOURCES, source), 'utf8');
    }
    // Of what is said of one and of many, both.
    const ternary = /\$\{[^}]*\? '(\w+)' : '(\w+)'\}/g;
    const texts = [text.replaceAll(ternary, '$1'), text.replaceAll(ternary, '$2')];
    for (const [key, sentence] of Object.entries(DETAILS)) {
      const { source } = formOf(sentence.replace(/\b1\b/, '{count}'), '\\$\\{[^`]+?\\}');
      const written = new RegExp(`(?:['\`]|; )${source.slice(1, -1)}(?:['\`;]|\\$\\{)`);
      assert.ok(said.has(key) || texts.some((each) => written.test(each)), `nobody says: ${sentence}`);
    }
  });
});

function formOf(sentence: string, value: string): RegExp {
  const escaped = sentence.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll(/\{\w+\}/g, () => value)}$`);
}
