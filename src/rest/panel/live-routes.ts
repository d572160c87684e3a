import { type Response, Router } from 'express';
import type { Clock } from '../../runtime/clock.ts';
import type { LiveFeed } from './live-feed.ts';

/** Proxies between us and the browser end a connection that says nothing; a comment is no message. */
const COMMENT_EVERY_MS = 20_000;
/** A browser that does not read, on a phone in a pocket, is let go; it comes back by itself. */
const MOST_UNREAD_BYTES = 1024 * 1024;

/** `live`: what happens, as server-sent events. */
export function liveRoutes(feed: LiveFeed, clock: Clock): Router {
  const router = Router();
  router.get('/live', (_request, response) => {
    response.set({ 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' }).type('text/event-stream');
    response.write('retry: 2000\n: welcome\n\n');
    const end = feed.watch({
      tell: (name, message) => write(response, `event: ${name}\ndata: ${JSON.stringify(message)}\n\n`),
      ended: () => response.end(),
    });
    let cancel = () => {};
    const comment = () => {
      write(response, ': still here\n\n');
      cancel = clock.after(COMMENT_EVERY_MS, comment);
    };
    cancel = clock.after(COMMENT_EVERY_MS, comment);
    response.once('close', () => {
      end();
      cancel();
    });
  });
  return router;
}

function write(response: Response, text: string): void {
  if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
  else response.write(text);
}
