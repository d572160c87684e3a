import type { BoundingBox } from '../domain/bounding-box.ts';
import type { Detection } from '../domain/detection.ts';
import { shapeFamily } from '../domain/shape-family.ts';
import type { TrackPosition } from '../domain/track.ts';
import { extrapolate, type Velocity, velocityBetween } from './motion.ts';

/** A place on the way of a track, with the class that the detector saw there. */
export interface Sighting extends TrackPosition {
  readonly shape: string;
}

/** The best view so far under one class name. */
export interface BestView<Shot> {
  readonly score: number;
  readonly sighting: Sighting;
  readonly shot: Shot | null;
}

/** How fast the velocity forgets: the sampling interval at which a new measurement counts 63 %. */
const VELOCITY_MEMORY_MS = 400;

/** An object that is being followed. */
export class OpenTrack<Shot> {
  readonly family: string;
  /** Its own and those of what it absorbed. */
  readonly numbers: number[];
  readonly sightings: Sighting[] = [];
  /** By class: which class the object is, is known only when all have voted. */
  readonly best = new Map<string, BestView<Shot>>();
  #velocity: Velocity = { x: 0, y: 0 };

  constructor(shape: string, number: number) {
    this.numbers = [number];
    this.family = shapeFamily(shape);
  }

  get first(): Sighting {
    return at(this.sightings, 0);
  }

  get last(): Sighting {
    return at(this.sightings, this.sightings.length - 1);
  }

  get velocity(): Velocity {
    return this.#velocity;
  }

  /** Whether any view is so. */
  has(isSo: (sighting: Sighting) => boolean): boolean {
    return this.sightings.some(isSo);
  }

  expectedAt(timeMs: number): BoundingBox {
    return extrapolate(this.last.box, this.#velocity, timeMs - this.last.timeMs);
  }

  add(detection: Detection, frameNumber: number, timeMs: number): Sighting {
    const sighting = { ...detection, frameNumber, timeMs };
    const last = this.sightings.at(-1);
    this.sightings.push(sighting);
    if (last && timeMs > last.timeMs) {
      const measured = velocityBetween(last.box, detection.box, timeMs - last.timeMs);
      const weight = Math.max(
        1 - Math.exp((last.timeMs - timeMs) / VELOCITY_MEMORY_MS),
        1 / (this.sightings.length - 1),
      );
      this.#velocity = {
        x: this.#velocity.x + weight * (measured.x - this.#velocity.x),
        y: this.#velocity.y + weight * (measured.y - this.#velocity.y),
      };
    }
    return sighting;
  }

  /** Takes over what another track saw of the same object; where both saw it, the more confident view stays. */
  absorb(other: OpenTrack<Shot>): void {
    this.numbers.push(...other.numbers);
    const byFrame = new Map(this.sightings.map((sighting) => [sighting.frameNumber, sighting]));
    for (const sighting of other.sightings) {
      const own = byFrame.get(sighting.frameNumber);
      if (!own || own.confidence < sighting.confidence) byFrame.set(sighting.frameNumber, sighting);
    }
    if (other.last.timeMs > this.last.timeMs) this.#velocity = other.velocity;
    this.sightings.splice(0, Infinity, ...[...byFrame.values()].sort((a, b) => a.frameNumber - b.frameNumber));
    for (const [shape, view] of other.best) {
      const own = this.best.get(shape);
      if (!own || own.score < view.score) this.best.set(shape, view);
    }
  }
}

function at(sightings: readonly Sighting[], index: number): Sighting {
  const sighting = sightings[index];
  if (!sighting) throw new Error('A track was asked for a sighting before it had any.');
  return sighting;
}
