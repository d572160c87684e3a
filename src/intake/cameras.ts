import { cameraNameKey } from '../domain/camera-name.ts';
import { type MediaPath, unnumberedPath } from '../domain/media-path.ts';
import type { CameraBrandRules, FileNameReading, NamedCamera } from '../ports/camera-brand.ts';
import type { ConfigStore, ReadonlyConfig } from '../ports/config-store.ts';
import { nearestName } from './nearest-name.ts';

export type ConfiguredCamera = ReadonlyConfig['cameras'][number];

/** The brand, in small letters, that reads by the patterns of camera types. */
const GENERIC = 'generic';

/** What a brand made of a file, and the configured cameras of that brand. */
interface BrandReading {
  readonly rules: CameraBrandRules;
  readonly reading: FileNameReading;
  readonly own: readonly NamedCamera[];
}

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

  /** Why no brand takes this file for motion; null: it may be. */
  whyIgnored(file: MediaPath): string | null {
    const given = unnumberedPath(file);
    return this.#brands.map((brand) => brand.whyIgnored(given)).find((why) => why !== null) ?? null;
  }

  /** The first reading that leads to a camera, else the first at all; null when no brand knows the form. */
  readFileName(file: MediaPath, receivedAtMs: number): FileNameReading | null {
    const given = unnumberedPath(file);
    const readings: BrandReading[] = [];
    for (const rules of this.#brands) {
      const cameras = this.#camerasFor(rules);
      const reading = rules.readFileName(given, [...cameras.own, ...cameras.others], receivedAtMs);
      if (reading?.cameraId != null) return reading;
      if (reading) readings.push({ rules, reading, own: cameras.own });
    }
    return this.#readForOnly(given, readings, receivedAtMs) ?? readings[0]?.reading ?? null;
  }

  /** Why there is no camera of this name, and what may have been meant. */
  whyUnknown(name: string): string {
    const names = this.#config.read().cameras.map((camera) => camera.name);
    if (names.length === 0) return `there is no camera "${name}"; no camera is configured yet`;
    const nearest = nearestName(name, names);
    const hint = nearest === null ? '' : `; did you mean "${nearest}"?`;
    return `there is no camera "${name}"; configured are ${names.map((other) => `"${other}"`).join(', ')}${hint}`;
  }

  /**
   * A file that does not say whose it is, is of the only camera of its brand, unless something speaks against it: another
   * address, or a folder of another camera's name.
   */
  #readForOnly(file: MediaPath, readings: readonly BrandReading[], receivedAtMs: number): FileNameReading | null {
    const [found, another] = readings.filter(({ reading, own }) => reading.anonymous && own.length === 1);
    const camera = found?.own[0];
    if (!found || !camera || another) return null;
    // Had it been this camera's own, the address would have led to it.
    if (found.reading.anonymous?.address != null && /^\d+(?:\.\d+){3}/.test(camera.host)) return null;
    if (
      file
        .split('/')
        .slice(0, -1)
        .some((folder) => this.byName(folder))
    )
      return null;
    const reading = found.rules.readFileName(file, [camera], receivedAtMs);
    return reading && { ...reading, cameraName: camera.name, cameraId: camera.id };
  }

  /** The brand's own, and those of makes that we have no rules for: they may well name their files alike. */
  #camerasFor(rules: CameraBrandRules): Record<'own' | 'others', readonly NamedCamera[]> {
    const { cameras, camera_types, camera_brands } = this.#config.read();
    const known = new Set(this.#brands.map((brand) => brand.name.toLowerCase()));
    const own: NamedCamera[] = [];
    const others: NamedCamera[] = [];
    for (const { id, name, timezone, host, brand: typeId } of cameras) {
      const type = camera_types.find((candidate) => candidate.id === typeId);
      const filePattern = type?.file_pattern ?? '';
      const named = camera_brands.find((candidate) => candidate.id === type?.brand)?.name.toLowerCase() ?? '';
      const brand = brandReading(named, filePattern);
      const camera = { id, name, timezone, host, filePattern };
      if (brand === rules.name.toLowerCase()) own.push(camera);
      else if (!known.has(brand)) others.push(camera);
    }
    return { own, others };
  }
}

/** A type's own pattern is what its cameras are read by, whatever their make; without one, Generic is no make. */
function brandReading(brand: string, filePattern: string): string {
  if (filePattern !== '') return GENERIC;
  return brand === GENERIC ? '' : brand;
}
