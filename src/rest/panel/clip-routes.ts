import { type Response, Router } from 'express';
import type { History } from '../../ports/history.ts';
import type { ClipProgress, ClipSource } from '../../ports/panel/event-page.ts';
import type { PlayableClips } from '../../ports/playable-clips.ts';
import { callerSignal } from '../caller-signal.ts';
import { refuse } from '../message.ts';

/** A long clip of a codec that no browser plays, on a small machine that has other work. */
const PREPARE_MS = 10 * 60_000;

/** `clips/<asset>`: where to play a clip from, once that is settled; `clips/<asset>/progress`: how far it is; `played/<name>`: what was made of one, by byte ranges. */
export function clipRoutes(history: Pick<History, 'asset'>, clips: PlayableClips): Router {
  const router = Router();
  const clipOf = (id: string) => {
    const asset = /^\d{1,15}$/.test(id) ? history.asset(Number(id)) : null;
    return asset?.mediaType === 'mp4' ? asset : null;
  };
  router.get('/clips/:asset/progress', ({ params }, response) => {
    const asset = clipOf(params.asset);
    const progress: ClipProgress = { share: asset && clips.progress(asset.file) };
    response.set('Cache-Control', 'no-store').json(progress);
  });
  router.get('/clips/:asset', async (request, response) => {
    const asset = clipOf(request.params.asset);
    if (asset === null) {
      refuse(response, 404, { asset: 'there is no such clip' });
      return;
    }
    const { kind, path } = await clips.prepare(
      asset.file,
      codecsIn(request.query['can']),
      callerSignal(response, PREPARE_MS),
    );
    const media = asset.file.split('/').map(encodeURIComponent).join('/');
    const source: ClipSource = {
      kind,
      path: kind === 'as it is' ? `media/${media}` : `panel/played/${path.slice(path.lastIndexOf('/') + 1)}`,
    };
    response.set('Cache-Control', 'no-store').json(source);
  });
  router.get('/played/:name', async (request, response, next) => {
    const path = await clips.made(request.params.name);
    if (path === null) refuse(response, 404, { name: 'this clip is gone: open its event again' });
    else sendClip(response, path, next);
  });
  return router;
}

/** `h264,hevc` */
function codecsIn(written: unknown): ReadonlySet<string> {
  return new Set(typeof written === 'string' ? written.slice(0, 200).split(',') : []);
}

function sendClip(response: Response, path: string, next: (error?: unknown) => void): void {
  response.set({ 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'private, no-cache' });
  response.sendFile(path, { dotfiles: 'allow', cacheControl: false }, (error) => {
    if (error && !response.headersSent) next(error);
  });
}
