import type { DumpRow } from '../../domain/dumpdata.ts';
import type { MediaPath } from '../../domain/media-path.ts';
import type { ConfigStore } from '../../ports/config-store.ts';
import type { RecordingEditor } from '../../ports/recording-editor.ts';
import type { MediaRoot } from '../../runtime/media-root.ts';
import type { FieldMessages } from '../message.ts';
import { importConfig, tryConfig } from './import-config.ts';
import { planRecordings } from './import-recordings.ts';
import { type ImportedRow, type ImportReport, importReport, reportRow } from './import-report.ts';
import { keepKnownFrames, knownFrames } from './known-frames.ts';
import type { ConfigPlan } from './plan-config.ts';

export interface ImportParts {
  readonly config: ConfigStore;
  readonly recordings: RecordingEditor;
  readonly media: MediaRoot;
}

export interface ImportWishes {
  readonly isDryRun: boolean;
  /** Without it, one refused row of the configuration refuses the whole dump. */
  readonly skipsRefused: boolean;
}

const MOST_TOLD = 50;

/** Takes over a dump, or says what would be taken over; `unfit` has changed nothing. */
export async function importDump(
  parts: ImportParts,
  rows: readonly DumpRow[],
  { isDryRun, skipsRefused }: ImportWishes,
): Promise<{ readonly report: ImportReport } | { readonly unfit: FieldMessages }> {
  const { config } = parts;
  const refused = new Map<DumpRow, string>();
  let plan = tryConfig(config, rows, refused);
  const bad = [...plan.outcomes.values()].filter(({ outcome }) => outcome === 'refused');
  if (!isDryRun && !skipsRefused && bad.length > 0) return { unfit: refusal(bad) };
  if (!isDryRun) plan = await importConfig(config, rows, refused);
  const taken = new Map([...plan.outcomes, ...(await takeRecordings(parts, rows, plan, isDryRun))]);
  const { frames, lost } = knownFrames(taken, plan.document);
  if (!isDryRun && frames.length > 0) await config.change((draft) => keepKnownFrames(draft, frames));
  const outcomes = new Map([...taken, ...lost]);
  const leftOut = (row: DumpRow) => reportRow(row, 'left out', { why: 'is none of what is taken over' });
  return {
    report: importReport(
      isDryRun,
      rows.map((row) => outcomes.get(row) ?? leftOut(row)),
    ),
  };
}

async function takeRecordings(
  { recordings, media }: ImportParts,
  rows: readonly DumpRow[],
  { ids, document }: ConfigPlan,
  isDryRun: boolean,
): Promise<ReadonlyMap<DumpRow, ImportedRow>> {
  const { outcomes, fresh } = planRecordings(rows, ids, document, recordings);
  const newIds = isDryRun ? [] : recordings.createAll(fresh.map(({ fields }) => fields));
  const all = new Map(outcomes);
  for (const [index, { row, fields }] of fresh.entries()) {
    const why = (await isThere(media, fields.file)) ? '' : `there is no file "${fields.file}" under ROOT_DIR`;
    all.set(row, reportRow(row, 'imported', { id: newIds[index] ?? null, why }));
  }
  return all;
}

async function isThere(media: MediaRoot, file: MediaPath): Promise<boolean> {
  return media.existing(file).then(
    () => true,
    () => false,
  );
}

function refusal(bad: readonly ImportedRow[]): FieldMessages {
  return Object.fromEntries(bad.slice(0, MOST_TOLD).map(({ model, pk, why }) => [`${model} ${pk ?? ''}`.trim(), why]));
}
