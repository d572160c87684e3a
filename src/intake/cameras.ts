import { cameraNameKey } from '../domain/camera-name.ts';
import { type MediaPath, unnumberedPath } from '../domain/media-path.ts';
import type { CameraBrandRules, FileNameReading } from '../ports/camera-brand.ts';
import type { ConfigStore, ReadonlyConfig } from '../ports/config-store.ts';
import { nearestName } from './nearest-name.ts';

export type ConfiguredCamera = ReadonlyConfig['cameras'][number];

/** The configured cameras, found by a name or by a file's. */
export class Cameras {
  readonly #config: ConfigStore;
  readonly #brands: readonly CameraBrandRules[];

  constructor(config: ConfigStore, brands: readonly CameraBrandRules[]) {
    this.#config = config;
    this.#brands = brands;
  }

  byId(id: number): ConfiguredCamera | null {
    return this.#config.read().cameras.find((camera) => camera.id === id) ?? null;
  }

  /** Case does not count, and `_` is a blank. */
  byName(name: string): ConfiguredCamera | null {
    const key = cameraNameKey(name);
    return this.#config.read().cameras.find((camera) => cameraNameKey(camera.name) === key) ?? null;
  }

  isTestFile(file: MediaPath): boolean {
    return this.#brands.some((brand) => brand.isTestFile(file));
  }

  /** The first reading that leads to a camera, else the first at all; null when no brand knows the form. */
  readFileName(file: MediaPath, receivedAtMs: number): FileNameReading | null {
    let best: FileNameReading | null = null;
    for (const brand of this.#brands) {
      const reading = brand.readFileName(unnumberedPath(file), this.#camerasFor(brand), receivedAtMs);
      if (reading?.cameraId != null) return reading;
      best ??= reading;
    }
    return best;
  }

  /** Why there is no camera of this name, and what may have been meant. */
  whyUnknown(name: string): string {
    const names = this.#config.read().cameras.map((camera) => camera.name);
    if (names.length === 0) return `there is no camera "${name}"; no camera is configured yet`;
    const nearest = nearestName(name, names);
    const hint = nearest === null ? '' : `; did you mean "${nearest}"?`;
    return `there is no camera "${name}"; configured are ${names.map((other) => `"${other}"`).join(', ')}${hint}`;
  }

  /** The brand's own, and those of makes that we have no rules for: they may well name their files alike. */
  #camerasFor(rules: CameraBrandRules): ConfiguredCamera[] {
    const { cameras, camera_types, camera_brands } = this.#config.read();
    return cameras.filter((camera) => {
      const type = camera_types.find((candidate) => candidate.id === camera.brand);
      const brand = camera_brands.find((candidate) => candidate.id === type?.brand)?.name.toLowerCase();
      return brand === rules.name.toLowerCase() || !this.#brands.some((other) => other.name.toLowerCase() === brand);
    });
  }
}
