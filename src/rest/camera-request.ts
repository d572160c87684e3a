import { IANAZone } from 'luxon';
import { parseCameraHost } from '../domain/camera-host.ts';
import { cameraNameKey } from '../domain/camera-name.ts';
import type { CameraSetupRequest } from '../ports/camera-setup.ts';
import type { ReadonlyConfig } from '../ports/config-store.ts';
import { FieldReader, isObject } from './field-reader.ts';
import type { FieldMessages } from './message.ts';

export type ConfiguredCamera = ReadonlyConfig['cameras'][number];

export type ParsedReoconfig =
  | { readonly kind: 'ours'; readonly request: CameraSetupRequest }
  | { readonly kind: 'another brand' }
  | { readonly kind: 'bad'; readonly message: FieldMessages };

const LONGEST = { name: 60, user: 100, password: 200 } as const;

/**
 * Reads the body of reoconfig. The brand comes as a brand's name, or as a camera row has it: the id or name of a camera
 * type, or what a GET shows of it. The password may be left out where the row of this name has one for this very host and
 * user: nobody can read it back, and nobody gets it sent elsewhere.
 */
export function parseReoconfig(body: unknown, brandName: string, config: ReadonlyConfig): ParsedReoconfig {
  const reader = new FieldReader(body);
  const brand = readBrand(reader, config);
  if (brand !== null && !isSame(brand, brandName)) return { kind: 'another brand' };
  const name = readShort(reader, 'name');
  if (name !== null && /[_/\\]/.test(name)) {
    reader.refuse('name', 'must have no "_", "/" or "\\": it is what the names of the camera\'s files begin with');
  }
  const host = readHost(reader);
  const user = readShort(reader, 'user');
  const password = readPassword(reader, keptPassword(cameraNamed(config, name ?? ''), host, user));
  const timezone = readTimezone(reader);
  const complete = name !== null && host !== null && user !== null && password !== null;
  if (Object.keys(reader.message).length > 0 || !complete) return { kind: 'bad', message: reader.message };
  return { kind: 'ours', request: { name, host, user, password, timezone } };
}

/** Case does not count, and `_` is a blank. */
export function cameraNamed(config: ReadonlyConfig, name: string): ConfiguredCamera | null {
  const key = cameraNameKey(name);
  return config.cameras.find((camera) => cameraNameKey(camera.name) === key) ?? null;
}

export function brandOf(config: ReadonlyConfig, camera: ConfiguredCamera): string {
  return brandOfType(config, camera.brand) ?? '';
}

export function isSame(brand: string, other: string): boolean {
  return brand.toLowerCase() === other.toLowerCase();
}

function brandOfType(config: ReadonlyConfig, idOrName: number | string): string | null {
  const type = config.camera_types.find(({ id, name }) => String(id) === String(idOrName) || name === idOrName);
  return config.camera_brands.find(({ id }) => id === type?.brand)?.name ?? null;
}

function readBrand(reader: FieldReader, config: ReadonlyConfig): string | null {
  const value = reader.value('brand');
  if (value === undefined) return reader.refuse('brand', 'is required');
  if (isObject(value)) {
    const name = isObject(value['brand']) ? value['brand']['name'] : value['name'];
    return typeof name === 'string' ? name : reader.refuse('brand', 'has no name');
  }
  const text = reader.text('brand');
  return text === null ? null : (brandOfType(config, text) ?? text);
}

function readShort(reader: FieldReader, field: 'name' | 'user'): string | null {
  const text = reader.requiredText(field);
  if (text === null || text.length <= LONGEST[field]) return text;
  return reader.refuse(field, `is longer than ${LONGEST[field]} characters`);
}

function readHost(reader: FieldReader): string | null {
  const text = reader.requiredText('host');
  if (text === null || parseCameraHost(text) !== null) return text;
  return reader.refuse('host', 'is no host name or IP address, such as 192.168.1.20: no http://, path or password');
}

/** As it is, blanks included. */
function readPassword(reader: FieldReader, kept: string | null): string | null {
  const value = reader.value('password');
  if (value === undefined) return kept ?? reader.refuse('password', 'is required');
  if (typeof value !== 'string' && typeof value !== 'number') return reader.refuse('password', 'is no text');
  const password = String(value);
  if (password.length <= LONGEST.password) return password;
  return reader.refuse('password', `is longer than ${LONGEST.password} characters`);
}

function keptPassword(camera: ConfiguredCamera | null, host: string | null, user: string | null): string | null {
  if (camera === null || camera.password === '') return null;
  return camera.host === host && camera.user === user ? camera.password : null;
}

function readTimezone(reader: FieldReader): string {
  const zone = reader.text('timezone') ?? '';
  if (zone !== '' && !IANAZone.isValidZone(zone)) {
    reader.refuse('timezone', `"${zone.slice(0, 60)}" is no IANA time zone such as Europe/Amsterdam`);
  }
  return zone;
}
