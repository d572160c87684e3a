import { eventIdentities } from '../../domain/event-identities.ts';
import { eventShapes } from '../../domain/event-shapes.ts';
import type { MediaPath } from '../../domain/media-path.ts';
import type { Asset, EventDetails } from '../../ports/history.ts';
import type { EventCard, EventState } from '../../ports/panel/event-card.ts';

export function eventCard(event: EventDetails): EventCard {
  const shapes = eventShapes(event.tracks);
  const raised = new Set(shapes.map(({ shape }) => shape));
  const still = event.tracks.filter((track) => track.suppressed && !raised.has(track.shape));
  return {
    id: event.id,
    cameraId: event.cameraId,
    startedAtMs: event.startedAtMs,
    endedAtMs: event.endedAtMs,
    state: stateOf(event.assets),
    shapes,
    people: eventIdentities(event.tracks).map(({ identity }) => identity),
    stationary: [...new Set(still.map(({ shape }) => shape))],
    picture: pictureOf(event),
    hasClip: event.assets.some(({ mediaType }) => mediaType === 'mp4'),
  };
}

/** An event without assets is a report of motion alone: there is nothing to wait for. */
function stateOf(assets: readonly Asset[]): EventState {
  const states = new Set(assets.map(({ state }) => state));
  for (const state of ['waiting', 'analysed', 'failed'] as const) if (states.has(state)) return state;
  return states.size > 0 ? 'kept' : 'analysed';
}

/** The frame in which the best track was seen, with all that was found drawn in; else a picture as the camera sent it. */
function pictureOf({ assets, tracks }: EventDetails): MediaPath | null {
  const best = tracks.toSorted((a, b) => Number(a.suppressed) - Number(b.suppressed) || b.confidence - a.confidence)[0];
  const annotated = assets.find(({ id }) => id === best?.assetId)?.annotatedFrame;
  return (
    annotated ??
    assets.find((asset) => asset.annotatedFrame !== null)?.annotatedFrame ??
    assets.find(({ mediaType }) => mediaType === 'jpg')?.file ??
    null
  );
}
