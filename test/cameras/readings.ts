import type { FileNameReading, NamedCamera } from '../../src/ports/camera-brand.ts';

export function namedCamera(camera: Pick<NamedCamera, 'id' | 'name'> & Partial<NamedCamera>): NamedCamera {
  return { timezone: 'UTC', host: '', filePattern: '', ...camera };
}

/** The reading that leads to a camera. */
export function read(camera: NamedCamera, takenAtMs: number | null, channel: number | null): FileNameReading {
  return { cameraName: camera.name, cameraId: camera.id, takenAtMs, channel };
}

/** The reading of a name that does not say whose file it is. */
export function anonymous(
  brand: string,
  cameraName: string,
  takenAtMs: number | null,
  channel: number | null,
  address: string | null = null,
): FileNameReading {
  return { cameraName, cameraId: null, takenAtMs, channel, anonymous: { brand, address } };
}
