import type { EventVerdicts } from '../../ports/camera-verdicts.ts';
import type { SeenFaces } from '../../ports/gallery.ts';
import type { Asset, EventDetails, History } from '../../ports/history.ts';
import type { EventAsset, EventPage } from '../../ports/panel/event-page.ts';
import { eventCard } from './event-card.ts';
import { faceGlances } from './face-glance.ts';

export function eventPage(
  event: EventDetails,
  history: Pick<History, 'recording'>,
  seen: Pick<SeenFaces, 'ofTrack'>,
  verdicts: EventVerdicts,
): EventPage {
  return {
    card: eventCard(event),
    keep: event.keep,
    assets: event.assets.map((asset) => ({ ...shown(asset), frame: frameOf(asset, history) })),
    tracks: event.tracks,
    changes: event.changes,
    cameraSays: verdicts.ofEvent(event.id),
    faces: event.tracks.flatMap(({ id }) => faceGlances(seen.ofTrack(id)).slice(0, 1)),
  };
}

function shown({ id, mediaType, file, takenAtMs, sizeBytes, state, reason, analysis, annotatedFrame }: Asset) {
  return { id, mediaType, file, takenAtMs, sizeBytes, state, reason, analysis, annotatedFrame };
}

function frameOf({ mediaType, recordingId }: Asset, history: Pick<History, 'recording'>): EventAsset['frame'] {
  const metadata = mediaType === 'mp4' && recordingId !== null ? history.recording(recordingId)?.metadata : null;
  return metadata ? { width: metadata.width, height: metadata.height } : null;
}
