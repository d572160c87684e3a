import type { RecognisedFile } from '../ports/file-recogniser.ts';

/** The year 3000, in seconds. */
const LATEST_EPOCH_S = 32_503_680_000;

/** Reads `{"camera_name", "type", "analytics_profile", "epoch", "id"}`; null when the listener does not know the file. */
export function readLegacyAnswer(body: Buffer): RecognisedFile | null {
  const answer = parseJson(body.toString('utf8'));
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return null;
  const fields: Readonly<Record<string, unknown>> = { ...answer };
  const cameraName = textOf(fields['camera_name']);
  if (cameraName === null) return null;
  const epoch = Number(textOf(fields['epoch']) ?? Number.NaN);
  const id = Number(textOf(fields['id']) ?? Number.NaN);
  return {
    cameraName,
    takenAtMs: epoch > 0 && epoch <= LATEST_EPOCH_S ? Math.round(epoch * 1000) : null,
    profile: textOf(fields['analytics_profile']),
    recordingId: Number.isSafeInteger(id) && id > 0 ? id : null,
  };
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' || text.length > 200 ? null : text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
