import type { DumpRow } from '../../domain/dumpdata.ts';
import type { ReadonlyConfig } from '../../ports/config-store.ts';
import type { RecordingEditor, RecordingFields } from '../../ports/recording-editor.ts';
import { parseRecording } from '../recording-body.ts';
import type { NewIds } from './dump-body.ts';
import { type ImportedRow, reportRow } from './import-report.ts';

interface RecordingPlan {
  readonly outcomes: ReadonlyMap<DumpRow, ImportedRow>;
  readonly fresh: readonly { readonly row: DumpRow; readonly fields: RecordingFields }[];
}

/** Which recordings of a dump are new. Whether their clips are there is not looked at. */
export function planRecordings(
  rows: readonly DumpRow[],
  ids: NewIds,
  config: ReadonlyConfig,
  recordings: RecordingEditor,
): RecordingPlan {
  const outcomes = new Map<DumpRow, ImportedRow>();
  const fresh = new Map<string, { readonly row: DumpRow; readonly fields: RecordingFields }>();
  for (const row of rows) {
    if (row.table !== 'recordings') continue;
    const key = row.fields.get('camera') ?? row.fields.get('cameraid');
    const camera = Array.isArray(key) ? key[0] : ids.get('cameras')?.get(String(key));
    if (camera === undefined) {
      outcomes.set(row, reportRow(row, 'refused', { why: 'camera: refers to a camera that is not imported' }));
      continue;
    }
    const parsed = parseRecording(bodyOf(row, camera), null, config, () => null, null);
    if (parsed.kind === 'bad') {
      const why = Object.entries(parsed.message).map(([field, reason]) => `${field}: ${reason}`);
      outcomes.set(row, reportRow(row, 'refused', { why: why.join('; ') }));
      continue;
    }
    const { fields } = parsed;
    const known = recordings.idOf(fields.file);
    if (known !== null) outcomes.set(row, reportRow(row, 'matched', { id: known }));
    else if (fresh.has(fields.file)) outcomes.set(row, reportRow(row, 'matched', { why: 'is in the dump twice' }));
    else fresh.set(fields.file, { row, fields });
  }
  return { outcomes, fresh: [...fresh.values()] };
}

function bodyOf({ fields }: DumpRow, camera: unknown) {
  return {
    camera,
    recording_date_time: fields.get('recordingdatetime'),
    file_path_video: fields.get('filepathvideo'),
    file_path_snapshot: fields.get('filepathsnapshot') ?? null,
    duration: numberOf(fields.get('duration')),
    nbr_frames: numberOf(fields.get('nbrframes')),
    resolution: fields.get('resolution'),
    video_processed_by_analytics: fields.get('videoprocessedbyanalytics') === true,
  };
}

/** Django writes what has a fixed number of decimals as text. */
function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' ? number : null;
}
