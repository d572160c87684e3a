import type { MediaPath } from '../domain/media-path.ts';

/** The address of a file under ROOT_DIR, as whoever reaches our port 8000 at `baseUrl` opens it. */
export function mediaAddress(baseUrl: string, path: MediaPath): string {
  return `${baseUrl.replace(/\/+$/, '')}/${path.split('/').map(encodeURIComponent).join('/')}`;
}
