import { parseArgs } from 'node:util';
import { messageOf } from '../../src/domain/concierge-error.ts';
import { cleanup } from './cleanup.ts';
import { clipAnalysis } from './clip-analysis.ts';
import { comparison } from './comparison.ts';
import { coreLatency } from './core-latency.ts';
import { faces } from './faces.ts';
import { facesCost } from './faces-cost.ts';
import { facesMemory } from './faces-memory.ts';
import { facesOfFolder } from './faces-of-folder.ts';
import { ftpBurst } from './ftp-burst.ts';
import { history, interworking } from './history.ts';
import { interworkingBusy } from './interworking-busy.ts';
import { latency } from './latency.ts';
import { memory } from './memory.ts';
import type { Measurement } from './result.ts';
import { writeTable } from './write-table.ts';

const { positionals, values } = readArguments();

const PARTS: Readonly<Record<string, () => Promise<Measurement[]>>> = {
  clip: clipAnalysis,
  faces,
  'faces-cost': facesCost,
  'faces-memory': facesMemory,
  comparison: () => comparison(values.pictures),
  latency,
  core: coreLatency,
  ftp: ftpBurst,
  cleanup,
  history,
  interworking,
  'interworking-busy': interworkingBusy,
  memory,
};

const unknown = positionals.filter((part) => !(part in PARTS));
if (unknown.length > 0) {
  refuse(`script/bench knows ${Object.keys(PARTS).join(', ')}; not ${unknown.join(', ')}.`);
}

const measurements: Measurement[] = [];
for (const [name, measure] of Object.entries(PARTS)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  console.log(`==> ${name}`);
  const { people, strangers } = values;
  measurements.push(...(name === 'faces' && people ? await facesOfFolder(people, strangers ?? null) : await measure()));
}
const isWhole = positionals.length === 0;
console.log(await writeTable(measurements, isWhole));
process.exit();

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        people: { type: 'string' },
        strangers: { type: 'string' },
        pictures: { type: 'string', multiple: true, default: [] },
      },
    });
  } catch (error) {
    return refuse(`script/bench: ${messageOf(error).split('. ')[0]}.`);
  }
}

function refuse(why: string): never {
  console.error(`${why} See: script/bench --help`);
  process.exit(2);
}
