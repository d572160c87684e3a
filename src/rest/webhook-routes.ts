import express, { type RequestHandler, type Router } from 'express';
import { Type } from 'typebox';
import { cameraVerdict } from '../domain/camera-verdict.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { MotionReceiver } from '../ports/intake.ts';
import type { Clock } from '../runtime/clock.ts';
import type { WebhookPaths } from '../runtime/webhook-paths.ts';
import { ApiRoutes } from './api/api-routes.ts';
import { answerOf, refusedWith } from './api/route-spec.ts';
import { isObject } from './field-reader.ts';
import type { WebhookCalls } from './webhook-calls.ts';

export interface WebhookParts {
  readonly config: ConfigStore;
  readonly receiver: MotionReceiver;
  readonly paths: WebhookPaths;
  readonly calls: WebhookCalls;
  readonly clock: Clock;
}

const PATH = '/webhook/:id/:secret';

const WebhookCallSchema = Type.Object(
  {
    motion: Type.Boolean({ description: 'False: it was a trial.' }),
    event_id: Type.Optional(Type.String()),
  },
  { title: 'Webhook call' },
);

/** Cameras send what they like, under whatever type they like. */
const anyBody: RequestHandler = express.text({ type: () => true, limit: '64kb' });

/**
 * A camera says that something moves, by its own address: `POST` (Reolink's body, any other, or none) or, since some
 * cameras can do no more, `GET`. It joins the event of the upload that follows. Asked before the guard: the secret is in
 * the address.
 */
export function webhookRoutes(parts: WebhookParts): ApiRoutes {
  const { config, receiver, paths, calls, clock } = parts;
  const api = new ApiRoutes(
    'Webhooks',
    'Motion, said by the camera itself. No token is needed: a secret is in the address.',
  );
  api.router.post(PATH, anyBody);
  const receive = async (id: string, secret: string, sent: unknown) => {
    const camera = config.read().cameras.find((candidate) => String(candidate.id) === id);
    if (!camera || !paths.fits(camera.uuid, secret)) return refusedWith(404, { path: 'there is no such webhook' });
    const kind = kindOf(sent);
    calls.note(camera.id, kind);
    if (kind === 'test') return answerOf({ motion: false });
    const nothing = { file: null, analyticsProfile: null, recordingId: null };
    const said = { epochMs: clock.nowMs(), cameraSays: cameraVerdict(kind) };
    const motion = { cameraName: camera.name, type: 'jpg', ...said, ...nothing } as const;
    const outcome = await receiver.report(motion);
    if (outcome.kind === 'refused') return refusedWith(400, outcome.message);
    return answerOf({ motion: true, event_id: outcome.eventId });
  };
  for (const method of ['post', 'get'] as const) {
    api.add({
      method,
      path: PATH,
      summary: method === 'post' ? 'Something moves, with any body or none' : 'Something moves, by a plain call',
      description:
        'Its address is that of `/rest/cameras/{id}/webhook`. It joins the event of the upload that follows.',
      params: Type.Object({ id: Type.String(), secret: Type.String() }),
      answer: WebhookCallSchema,
      handle: ({ params, request }) => receive(params.id, params.secret, request.body),
    });
  }
  return api;
}

/** The guard of a port where some addresses have their secret in them: they are asked first. */
export function beforeGuard(open: Router, guard: RequestHandler): RequestHandler {
  return (request, response, next) => {
    open(request, response, (error?: unknown) => (error ? next(error) : guard(request, response, next)));
  };
}

/** What set the camera off, such as `people`; `test` is a person's trial; `motion` where it does not say. */
function kindOf(sent: unknown): string {
  const body = parseJson(sent);
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
