import { cameraHome } from '../domain/camera-home.ts';
import { parseCameraHost } from '../domain/camera-host.ts';
import { cameraNameKey } from '../domain/camera-name.ts';
import { type MediaPath, unnumberedPath } from '../domain/media-path.ts';
import type { CameraBrandRules, FileNameReading, NamedCamera } from '../ports/camera-brand.ts';
import type { ConfigStore, ReadonlyConfig } from '../ports/config-store.ts';
import type { Upload } from '../ports/intake.ts';
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

  /** Case does not count, and `_` is a blank. A name that a camera had counts until another takes it. */
  byName(name: string): ConfiguredCamera | null {
    const key = cameraNameKey(name);
    const { cameras } = this.#config.read();
    const isKey = (other: string) => cameraNameKey(other) === key;
    return (
      cameras.find((camera) => isKey(camera.name)) ?? cameras.find((camera) => formerly(camera).some(isKey)) ?? null
    );
  }

  isTestFile(file: MediaPath): boolean {
    return this.#brands.some((brand) => brand.isTestFile(file));
  }

  /** Why no brand takes this file for motion; null: it may be. */
  whyIgnored(file: MediaPath): string | null {
    const given = unnumberedPath(file);
    return this.#brands.map((brand) => brand.whyIgnored(given)).find((why) => why !== null) ?? null;
  }

  /** Whose upload it is: its sender's by the FTP login, else by the address, else by the name. */
  readUpload({ file, receivedAtMs, source }: Upload): FileNameReading | null {
    const sender = this.#senderOf(file, source);
    if (sender !== null) return this.#readFor(sender, file, receivedAtMs);
    const reading = this.readFileName(file, receivedAtMs);
    const neighbour = this.#atAddress(source?.address ?? null);
    if (neighbour === null || neighbour.id === reading?.cameraId) return reading;
    // A recorder sends for cameras that have no address of their own: those are known by name alone.
    const named = reading?.cameraId == null ? null : this.byId(reading.cameraId);
    return named !== null && hostName(named.host) === '' ? reading : this.#readFor(neighbour, file, receivedAtMs);
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
    return (
      this.#readForOnly(given, readings, receivedAtMs) ??
      this.#readForAny(given, receivedAtMs, this.#named()) ??
      this.#readForAny(given, receivedAtMs, this.#formerlyNamed()) ??
      readings[0]?.reading ??
      null
    );
  }

  /** Why nobody knows whose file this is, and what may have been meant. */
  whyUnread(file: MediaPath, reading: FileNameReading | null): string {
    const name = reading?.cameraName ?? file.slice(file.lastIndexOf('/') + 1);
    if (!reading?.anonymous) return this.whyUnknown(name);
    const { brand } = reading.anonymous;
    return `cameras of ${brand} do not put their name into those of their files, and "${name}" is no name or address of a camera; ${this.#configured()}`;
  }

  /** Why there is no camera of this name, and what may have been meant. */
  whyUnknown(name: string): string {
    const nearest = nearestName(
      name,
      this.#config.read().cameras.map((camera) => camera.name),
    );
    const hint = nearest === null ? '' : `; did you mean "${nearest}"?`;
    return `there is no camera "${name}"; ${this.#configured()}${hint}`;
  }

  #configured(): string {
    const names = this.#config.read().cameras.map(({ name }) => `"${name}"`);
    return names.length === 0 ? 'no camera is configured yet' : `configured are ${names.join(', ')}`;
  }

  /** The camera whose own login sent it, or in whose own folder it was found. */
  #senderOf(file: MediaPath, source: Upload['source']): ConfiguredCamera | null {
    if (source) return source.cameraId === null ? null : this.byId(source.cameraId);
    const { cameras } = this.#config.read();
    return (
      cameras.find((camera) => (camera.ftp_user ?? '') !== '' && file.startsWith(`${cameraHome(camera)}/`)) ?? null
    );
  }

  /** Null: none has this address, or several have, as the cameras of a recorder do. */
  #atAddress(address: string | null): ConfiguredCamera | null {
    if (address === null) return null;
    const [found, another] = this.#config.read().cameras.filter(({ host }) => hostName(host) === address);
    return found && !another ? found : null;
  }

  /** What the name says of a file that is known to be this camera's, by the first brand that knows its form. */
  #readFor(camera: ConfiguredCamera, file: MediaPath, receivedAtMs: number): FileNameReading {
    const given = unnumberedPath(file);
    const named = this.#namedCamera(camera);
    const own = this.#brands.filter((brand) => brand.name.toLowerCase() === named.brand);
    const others = this.#brands.filter((brand) => !own.includes(brand));
    const whose = { cameraName: camera.name, cameraId: camera.id };
    for (const rules of [...own, ...others]) {
      const reading = rules.readFileName(given, [named], receivedAtMs);
      if (reading) return { ...reading, ...whose };
    }
    return { ...whose, takenAtMs: null, channel: null };
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

  #named(): NamedCamera[] {
    return this.#config.read().cameras.map((camera) => this.#namedCamera(camera));
  }

  /** A camera that was renamed here alone, or is in the middle of an upload, names its files as before. */
  #formerlyNamed(): NamedCamera[] {
    const { cameras } = this.#config.read();
    return cameras.flatMap((camera) =>
      formerly(camera).map((name) => ({ ...this.#namedCamera(camera), name, host: '' })),
    );
  }

  /** A camera whose type was mistaken for another: its files name it all the same, by the form of the make that it is. */
  #readForAny(file: MediaPath, receivedAtMs: number, cameras: readonly NamedCamera[]): FileNameReading | null {
    for (const rules of this.#brands) {
      const reading = rules.readFileName(file, cameras, receivedAtMs);
      if (reading?.cameraId != null) return reading;
    }
    return null;
  }

  /** The brand's own, and those of makes that we have no rules for: they may well name their files alike. */
  #camerasFor(rules: CameraBrandRules): Record<'own' | 'others', readonly NamedCamera[]> {
    const known = new Set(this.#brands.map((brand) => brand.name.toLowerCase()));
    const cameras = this.#config.read().cameras.map((camera) => this.#namedCamera(camera));
    return {
      own: cameras.filter(({ brand }) => brand === rules.name.toLowerCase()),
      others: cameras.filter(({ brand }) => !known.has(brand)),
    };
  }

  /** With the brand, in small letters, by whose rules its files are read. */
  #namedCamera({ id, name, timezone, host, brand: typeId }: ConfiguredCamera): NamedCamera & { brand: string } {
    const { camera_types, camera_brands } = this.#config.read();
    const type = camera_types.find((candidate) => candidate.id === typeId);
    const filePattern = type?.file_pattern ?? '';
    const named = camera_brands.find((candidate) => candidate.id === type?.brand)?.name.toLowerCase() ?? '';
    return { id, name, timezone, host, filePattern, brand: brandReading(named, filePattern) };
  }
}

function formerly({ former_names: names = [] }: ConfiguredCamera): readonly string[] {
  return names;
}

/** A type's own pattern is what its cameras are read by, whatever their make; without one, Generic is no make. */
function brandReading(brand: string, filePattern: string): string {
  if (filePattern !== '') return GENERIC;
  return brand === GENERIC ? '' : brand;
}

/** Its host may be configured with a scheme, a port and a path; empty: it has none. */
function hostName(host: string): string {
  const bare = host.replace(/^[a-z]+:\/\//i, '').replace(/\/.*$/, '');
  return parseCameraHost(bare)?.name.toLowerCase() ?? '';
}
