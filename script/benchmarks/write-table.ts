import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { type Measurement, median } from './result.ts';

const DOCS = join(import.meta.dirname, '../../docs');

const digits = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2));

/**
 * The table as Markdown. A run of every part is written to docs/bench.md, with every repetition as JSON beside it; a
 * run of some parts is only answered, so that the table in docs stays one run.
 */
export async function writeTable(measurements: readonly Measurement[], isWhole: boolean): Promise<string> {
  const machine = {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    linux: release(),
    node: process.version,
  };
  const rows = measurements.map(({ what, unit, values, bar, met, how }) => {
    const verdict = met === null ? '' : met ? 'met' : '**missed**';
    const spread = `${digits(Math.min(...values))} .. ${digits(Math.max(...values))}`;
    return `| ${what} | ${digits(median(values))} ${unit} | ${spread} | ${values.length} | ${bar} | ${verdict} | ${how} |`;
  });
  const text = [
    '# Bench',
    '',
    'Made by `script/bench`; every repetition is in [bench.json](bench.json). Ratios compare figures of the same run, since machines differ and are noisy.',
    '',
    `Machine: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Linux ${machine.linux}, Node ${machine.node}.`,
    '',
    '| what | median | least .. most | repetitions | bar | | how |',
    '|---|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
  if (!isWhole) return text;
  await writeFile(join(DOCS, 'bench.md'), text);
  await writeFile(join(DOCS, 'bench.json'), `${JSON.stringify({ machine, measurements }, null, 2)}\n`);
  return text;
}
