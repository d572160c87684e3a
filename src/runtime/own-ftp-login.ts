import type { Camera } from '../domain/config-records.ts';
import { newFtpPassword } from './credentials.ts';

/** At most 31 characters each: cameras take no more. */
export interface OwnFtpLogin {
  readonly user: string;
  readonly password: string;
}

/** A login that no other camera has; one that has a user already keeps it and gets a new password. Null: there is no such camera. */
export function giveOwnFtpLogin(draft: { readonly cameras: Camera[] }, cameraId: number): OwnFtpLogin | null {
  const camera = draft.cameras.find(({ id }) => id === cameraId);
  if (!camera) return null;
  const login = { user: camera.ftp_user || freeUser(draft.cameras, cameraId), password: newFtpPassword() };
  Object.assign(camera, { ftp_user: login.user, ftp_password: login.password });
  return login;
}

function freeUser(cameras: readonly Camera[], cameraId: number): string {
  const taken = new Set(cameras.map((camera) => camera.ftp_user));
  let user = `camera${cameraId}`;
  while (taken.has(user)) user = `${user}x`;
  return user;
}
