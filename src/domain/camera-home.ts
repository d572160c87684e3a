import { isReservedPath, type MediaPath } from './media-path.ts';

/** The folder in which a camera with an FTP login of its own finds itself, and which it never leaves. */
export function cameraHome(camera: { readonly id: number; readonly name: string }): MediaPath {
  const name = camera.name.trim().replace(/\.+$/, '');
  const isFolderName = name !== '' && Buffer.byteLength(name) <= 255 && !isReservedPath(name);
  return isFolderName ? name : `camera ${camera.id}`;
}
