import { randomBytes } from 'node:crypto';
import { hostInUrl } from '../../domain/camera-host.ts';
import type { CameraAccess } from '../../ports/camera-setup.ts';

export const RTSP_PORT = 554;

/** The path that answers what the camera sees now, as JPEG. */
export function snapshotPath({ user, password }: Pick<CameraAccess, 'user' | 'password'>): string {
  const query = new URLSearchParams({ cmd: 'Snap', channel: '0', rs: randomBytes(8).toString('hex'), user, password });
  return `/cgi-bin/api.cgi?${query}`;
}

export function streamUrl(
  stream: 'main' | 'sub',
  { user, password }: Pick<CameraAccess, 'user' | 'password'>,
  hostName: string,
  rtspPort: number,
): string {
  const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  return `rtsp://${login}@${hostInUrl(hostName)}:${rtspPort}//h264Preview_01_${stream}`;
}
