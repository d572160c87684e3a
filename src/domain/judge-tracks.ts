import { type FrameSize, type StationaryPlace, type Suppression, suppressTracks } from './suppression.ts';
import type { Track } from './track.ts';
import { trackPlace } from './track-zones.ts';
import type { Zone, ZoneName } from './zone.ts';

/** What is known of the camera that an asset came from. */
export interface CameraScene {
  /** Masks among them. */
  readonly zones: readonly Zone[];
  /** Of the camera, from other assets than this one. */
  readonly places: readonly StationaryPlace[];
  /** The asset's event. */
  readonly eventId: string;
}

interface TrackVerdict {
  /** Why it raises nothing; null when it does. */
  readonly suppressedBy: Suppression | null;
  /** The zones that it went through. */
  readonly zones: readonly ZoneName[];
}

/**
 * The tracks of an asset with whether they raise anything, and where they were.
 * @param frame size of the frames in whose pixels the tracks' boxes are
 */
export function judgeTracks<Judged extends Track>(
  tracks: readonly Judged[],
  frame: FrameSize,
  scene: CameraScene,
): readonly (Judged & TrackVerdict)[] {
  const still = suppressTracks(tracks, frame, scene.places, scene.eventId);
  return tracks.map((track, index) => {
    const { masked, zones } = trackPlace(track, frame, scene.zones);
    return { ...track, suppressedBy: masked ? 'mask' : (still[index] ?? null), zones };
  });
}
