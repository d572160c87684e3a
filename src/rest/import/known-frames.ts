import type { ConfigDocument } from '../../domain/config-records.ts';
import type { DumpRow } from '../../domain/dumpdata.ts';
import type { ReadonlyConfig } from '../../ports/config-store.ts';
import type { ImportedRow } from './import-report.ts';

interface KnownFrame {
  readonly knownObjectId: number;
  readonly recordingId: number;
  readonly frameNumber: number | null;
}

interface KnownFrames {
  readonly frames: readonly KnownFrame[];
  /** Known objects whose recording is not here, and what is to be told of them. */
  readonly lost: ReadonlyMap<DumpRow, ImportedRow>;
}

/**
 * Which frame of which recording the imported known objects are, by the ids that recordings have here; and those of an
 * import that ended before it came to this, so that a second one completes it.
 * @param outcomes of all rows; of recordings in a dry run, without their ids
 */
export function knownFrames(outcomes: ReadonlyMap<DumpRow, ImportedRow>, document: ReadonlyConfig): KnownFrames {
  const recordings = new Map<string, ImportedRow>();
  for (const outcome of outcomes.values()) {
    if (outcome.table === 'recordings' && outcome.pk !== null) recordings.set(outcome.pk, outcome);
  }
  const frames: KnownFrame[] = [];
  const lost = new Map<DumpRow, ImportedRow>();
  for (const [row, outcome] of outcomes) {
    const key = row.fields.get('recordingid') ?? row.fields.get('recording');
    const isNew = outcome.outcome === 'imported';
    const isWanting = isNew || (outcome.outcome === 'matched' && hasNoFrame(document, outcome.id));
    if (row.table !== 'known_objects' || !isWanting || key === undefined) continue;
    const recording = recordings.get(String(key));
    if (recording?.outcome !== 'imported' && recording?.outcome !== 'matched') {
      const why = `recording ${String(key).slice(0, 100)}, which it was seen in, is not imported`;
      if (isNew) lost.set(row, { ...outcome, why });
    } else if (recording.id !== null && outcome.id !== null) {
      const frameNumber = wholeNumber(row.fields.get('framenbr'));
      frames.push({ knownObjectId: outcome.id, recordingId: recording.id, frameNumber });
    }
  }
  return { frames, lost };
}

export function keepKnownFrames(draft: ConfigDocument, frames: readonly KnownFrame[]): void {
  for (const { knownObjectId, recordingId, frameNumber } of frames) {
    const known = draft.known_objects.find(({ id }) => id === knownObjectId);
    if (known) Object.assign(known, { recording_id: recordingId, frame_nbr: frameNumber });
  }
}

function hasNoFrame({ known_objects: known }: ReadonlyConfig, id: number | null): boolean {
  return known.some((object) => object.id === id && object.recording_id === null);
}

function wholeNumber(value: unknown): number | null {
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  return Number.isSafeInteger(number) && number >= 0 ? number : null;
}
