import { Type } from 'typebox';
import { ListenerHealthSchema, ListenerTrialSchema } from '../domain/listener-health-schema.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { ListenerHealth, ListenerWatch } from '../ports/listener-health.ts';
import { ApiRoutes } from './api/api-routes.ts';
import { answerOf, refusedWith } from './api/route-spec.ts';
import { callerSignal } from './caller-signal.ts';

/** Longer than a call takes at most. */
const TRIAL_MS = 30_000;

/** Port 8000: how the calls to listeners go. */
export function listenerRoutes(config: ConfigStore, watch: ListenerWatch): ApiRoutes {
  const api = new ApiRoutes('Listeners', 'Who is called when something happens, and how that goes.');
  const all = () => watch.listenerHealth().map((health) => present(config, health));
  api.add({
    method: 'get',
    path: '/rest/listener_health',
    summary: 'How the calls to all listeners go',
    answer: Type.Array(ListenerHealthSchema),
    handle: () => answerOf(all()),
  });
  api.add({
    method: 'get',
    path: '/rest/camera_listeners/:id/health',
    summary: 'How the calls to one listener go',
    params: Type.Object({ id: Type.Integer({ minimum: 1 }) }),
    answer: ListenerHealthSchema,
    handle: ({ params }) => {
      const health = all().find(({ id }) => id === params.id);
      return health ? answerOf(health) : refusedWith(404, { id: 'there is no such listener' });
    },
  });
  api.add({
    method: 'post',
    path: '/rest/camera_listeners/:id/test',
    summary: 'Call a listener now, with a message that says that it is a test',
    description:
      'The message is `{"test": true, "callback_type": ..., "file": "/concierge-test"}`; there is no such file.',
    params: Type.Object({ id: Type.Integer({ minimum: 1 }) }),
    answer: ListenerTrialSchema,
    refusals: { 409: 'It is a service of Concierge itself, which nobody calls' },
    handle: async ({ params, response }) => {
      if (!config.read().camera_listeners.some(({ id }) => id === params.id)) {
        return refusedWith(404, { id: 'there is no such listener' });
      }
      const trial = await watch.tryListener(params.id, callerSignal(response, TRIAL_MS));
      if (trial === null) return refusedWith(409, { id: 'is a service of Concierge itself, which nobody calls' });
      return answerOf({ ok: trial.ok, detail: trial.detail, elapsed_ms: Math.round(trial.elapsedMs) });
    },
  });
  return api;
}

function present(config: ConfigStore, health: ListenerHealth) {
  const row = config.read().camera_listeners.find(({ id }) => id === health.listenerId);
  return {
    id: health.listenerId,
    url: row?.url ?? '',
    callback_type: row?.callback_type ?? '',
    state: health.state,
    detail: health.detail,
    waiting: health.waiting,
    dropped: health.dropped,
    last_success: isoTime(health.lastSuccessAtMs),
    last_failure: isoTime(health.lastFailureAtMs),
  };
}

function isoTime(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
