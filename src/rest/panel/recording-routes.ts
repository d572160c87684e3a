import { Router } from 'express';
import type { EventDetails, History, Recording } from '../../ports/history.ts';
import type { RecordingCard, RecordingDay } from '../../ports/panel/recording-day.ts';
import { refuse } from '../message.ts';
import { eventCard } from './event-card.ts';

/** More than a browser draws well, or a person looks through. */
const MOST = 1000;
/** An event may have begun before its clip did. */
const EVENT_LASTS_MS = 3_600_000;

/** `recordings?from=&to=&camera=`: the clips of a day, in ms since 1970 and both inclusive, with what was found. */
export function recordingRoutes(history: Pick<History, 'recordings' | 'events'>): Router {
  return Router().get('/recordings', (request, response) => {
    const [fromMs, toMs] = [wholeNumber(request.query['from']), wholeNumber(request.query['to'])];
    const asked = request.query['camera'];
    const cameraId = wholeNumber(asked);
    if (fromMs === null || toMs === null) refuse(response, 400, { from: '"from" and "to" are whole numbers' });
    else if (asked !== undefined && cameraId === null) refuse(response, 400, { camera: 'is no whole number' });
    else response.set('Cache-Control', 'no-store').json(readDay(history, { fromMs, toMs }, cameraId));
  });
}

function readDay(
  history: Pick<History, 'recordings' | 'events'>,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  cameraId: number | null,
): RecordingDay {
  const ofCamera = cameraId === null ? {} : { cameraId };
  const found = history.recordings({ ...ofCamera, fromMs, toMs, limit: MOST + 1 });
  const recordings = found.slice(0, MOST);
  const oldestMs = recordings.at(-1)?.startedAtMs ?? toMs;
  const events = recordings.length > 0 ? history.events({ ...ofCamera, fromMs: oldestMs - EVENT_LASTS_MS, toMs }) : [];
  const eventOf = new Map(events.flatMap((event) => event.assets.map(({ recordingId }) => [recordingId, event])));
  return {
    recordings: recordings.map((recording) => card(recording, eventOf.get(recording.id) ?? null)),
    cut: found.length > MOST,
    earlierMs: history.recordings({ ...ofCamera, toMs: fromMs - 1, limit: 1 })[0]?.startedAtMs ?? null,
  };
}

function card(recording: Recording, event: EventDetails | null): RecordingCard {
  const { id, cameraId, startedAtMs, metadata, file, snapshot, analysed, keep } = recording;
  const seen = event && eventCard(event);
  return {
    id,
    cameraId,
    startedAtMs,
    durationMs: metadata?.durationMs ?? null,
    file,
    picture: snapshot ?? seen?.picture ?? null,
    eventId: seen?.id ?? null,
    shapes: seen?.shapes ?? [],
    state: seen?.state ?? (analysed ? 'analysed' : 'kept'),
    keep,
  };
}

function wholeNumber(value: unknown): number | null {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : null;
}
