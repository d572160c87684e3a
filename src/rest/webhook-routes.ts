import express, { type Request, type RequestHandler, Router } from 'express';
import type { ConfigStore } from '../ports/config-store.ts';
import type { MotionReceiver } from '../ports/intake.ts';
import type { Clock } from '../runtime/clock.ts';
import type { WebhookPaths } from '../runtime/webhook-paths.ts';
import { isObject } from './field-reader.ts';
import { refuse } from './message.ts';
import type { WebhookCalls } from './webhook-calls.ts';

export interface WebhookParts {
  readonly config: ConfigStore;
  readonly receiver: MotionReceiver;
  readonly paths: WebhookPaths;
  readonly calls: WebhookCalls;
  readonly clock: Clock;
}

/** Cameras send what they like, under whatever type they like. */
const anyBody: RequestHandler = express.text({ type: () => true, limit: '64kb' });

/**
 * A camera says that something moves, by its own address: `POST` (Reolink's body, any other, or none) or, since some
 * cameras can do no more, `GET`. It joins the event of the upload that follows. Asked before the guard: the secret is in
 * the address.
 */
export function webhookRoutes(parts: WebhookParts): Router {
  const { config, receiver, paths, calls, clock } = parts;
  const router = Router();
  const receive: RequestHandler = async (request, response) => {
    const { id, secret } = request.params;
    const camera = config.read().cameras.find((candidate) => String(candidate.id) === id);
    if (!camera || typeof secret !== 'string' || !paths.fits(camera.uuid, secret)) {
      refuse(response, 404, { path: 'there is no such webhook' });
      return;
    }
    const kind = kindOf(request);
    calls.note(camera.id, kind);
    if (kind === 'test') {
      response.json({ motion: false });
      return;
    }
    const nothing = { file: null, analyticsProfile: null, recordingId: null };
    const motion = { cameraName: camera.name, type: 'jpg', epochMs: clock.nowMs(), ...nothing } as const;
    const outcome = await receiver.report(motion);
    if (outcome.kind === 'refused') refuse(response, 400, outcome.message);
    else response.json({ motion: true, event_id: outcome.eventId });
  };
  router.post('/webhook/:id/:secret', anyBody, receive);
  router.get('/webhook/:id/:secret', receive);
  return router;
}

/** The guard of a port where some addresses have their secret in them: they are asked first. */
export function beforeGuard(open: Router, guard: RequestHandler): RequestHandler {
  return (request, response, next) => {
    open(request, response, (error?: unknown) => (error ? next(error) : guard(request, response, next)));
  };
}

/** What set the camera off, such as `people`; `test` is a person's trial; `motion` where it does not say. */
function kindOf(request: Request): string {
  const body = parseJson(request.body);
  const alarm = isObject(body) && isObject(body['alarm']) ? body['alarm'] : body;
  const type = isObject(alarm) ? alarm['type'] : null;
  const isWord = typeof type === 'string' && /^[\w -]{1,40}$/.test(type);
  return isWord ? type.toLowerCase() : 'motion';
}

function parseJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
