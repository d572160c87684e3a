import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ConciergeError, messageOf } from '../src/domain/concierge-error.ts';
import { readCatalogue } from '../src/models/catalogue.ts';
import type { ModelProgress } from '../src/models/model-progress.ts';
import { ModelProvider } from '../src/models/model-provider.ts';
import { systemClock } from '../src/runtime/clock.ts';

const USAGE = `Puts the best models for shapes and faces that can be reached into a folder; one without faces is enough:
  node script/fetch-models.ts [--to models] [--from <folder>]... [--model <id>] [--only-npm] [--upgrade]`;

const root = resolve(import.meta.dirname, '..');

const values = readArguments();

const stop = new AbortController();
process.once('SIGINT', () => stop.abort(new Error('interrupted')));

try {
  const provider = new ModelProvider({
    catalogue: await readCatalogue(resolve(root, 'models/catalogue.json')),
    targetFolder: values.to,
    // A checkout may lie beside a folder of models that development and CI share.
    folders: values['only-npm'] ? [] : [...values.from, resolve(root, '../shared/models')],
    clock: systemClock,
    onProgress: progressPrinter(),
    copyToTarget: true,
    without: values['only-npm'] ? ['https'] : [],
    upgrade: values.upgrade,
  });
  const { explanation } = await provider.provideShapes(values.model ?? null, stop.signal);
  console.log(`Model: ${explanation}`);
  const faces = await provider.provideFaces(stop.signal);
  console.log(`Faces: ${faces.models ? '' : 'not to be recognised on this machine. '}${faces.explanation}`);
  const appearance = await provider.provideAppearance(stop.signal);
  console.log(`Comparison: ${appearance.model ? '' : 'not possible on this machine. '}${appearance.explanation}`);
} catch (error) {
  if (!(error instanceof ConciergeError) && !stop.signal.aborted) throw error;
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function readArguments() {
  const asked = process.argv.includes('--help') || process.argv.includes('-h');
  if (asked) {
    console.log(USAGE);
    process.exit();
  }
  try {
    return parseArgs({
      options: {
        to: { type: 'string', default: resolve(root, 'models') },
        from: { type: 'string', multiple: true, default: [] },
        model: { type: 'string' },
        'only-npm': { type: 'boolean', default: false },
        upgrade: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    console.error(`${messageOf(error)}\n${USAGE}`);
    process.exit(2);
  }
}

/** A line for each step, and one for each quarter of a download. */
function progressPrinter() {
  let last = '';
  return ({ modelName, doing, doneBytes, totalBytes }: ModelProgress) => {
    const quarters = doneBytes === null || !totalBytes ? null : Math.floor((4 * doneBytes) / totalBytes);
    const line = `Model: ${modelName}: ${doing}${quarters === null ? '' : `, ${25 * quarters} %`}`;
    if (line !== last) console.log(line);
    last = line;
  };
}
