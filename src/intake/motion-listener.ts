import type { DetectionSink } from '../ports/detection-sink.ts';

/** The part of a sink that intake tells. */
export type MotionListener = Pick<DetectionSink, 'motion' | 'queueChanged'>;
