import type { StoredTrack } from '../../../../src/ports/history.ts';

/** What is drawn of a track over its picture or clip; of one that raises nothing, with dashes. */
export type ShownTrack = Pick<StoredTrack, 'id' | 'shape' | 'suppressed' | 'positions'>;
