import { Type } from 'typebox';
import { hostInUrl } from '../domain/camera-host.ts';
import type { ByHand, CameraFailure, ConfiguredCameras, SetupReports } from '../ports/camera-setup.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { WebhookPaths } from '../runtime/webhook-paths.ts';
import { ApiRoutes } from './api/api-routes.ts';
import { answerOf, refusedWith } from './api/route-spec.ts';
import { callerSignal } from './caller-signal.ts';
import { CONFIGURE_MS, SetupReportSchema, SNAPSHOT_MS } from './camera-service-schemas.ts';
import { callersHost } from './public-address.ts';
import type { WebhookCalls } from './webhook-calls.ts';

export interface CameraRoutesParts {
  readonly config: ConfigStore;
  readonly cameras: Pick<ConfiguredCameras, 'setUp' | 'snapshot'>;
  readonly reports: SetupReports;
  readonly webhooks: WebhookPaths;
  readonly calls: WebhookCalls;
  /** The port at which webhooks arrive. */
  readonly webhookPort: number;
  /** Where a camera at this host is to reach us; null: where the caller reached us. */
  readonly addressForCamera: (host: string) => string | null;
}

const ONE = Type.Object({ id: Type.Integer({ minimum: 1 }) });

const WebhookSchema = Type.Object(
  {
    url: Type.String({ format: 'uri', description: 'Type this into the camera: POST or GET, no token needed.' }),
    last_called_at: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
      description: 'Since the add-on started.',
    }),
    last_type: Type.Union([Type.String(), Type.Null()], { examples: ['people', 'test'] }),
  },
  { title: 'Webhook' },
);

/** Port 8000, what can be done with a configured camera beside its row. */
export function cameraRoutes(parts: CameraRoutesParts): ApiRoutes {
  const { cameras, reports, config } = parts;
  const api = new ApiRoutes('Cameras', 'What can be done with a configured camera beside its row.');
  const find = (id: number) => config.read().cameras.find((camera) => camera.id === id);
  const lost = ({ id }: { readonly id: number }) => (find(id) ? null : { id: 'there is no such camera' });
  api.add({
    method: 'get',
    path: '/rest/cameras/:id/setup',
    summary: 'How the last setup of a camera went',
    params: ONE,
    lost,
    answer: SetupReportSchema,
    handle: ({ params }) => {
      const report = reports.report(find(params.id)?.name ?? '');
      return report ? answerOf(report) : refusedWith(404, { id: 'it was never set up' });
    },
  });
  api.add({
    method: 'post',
    path: '/rest/cameras/:id/setup',
    summary: 'Set a camera up by what its row says',
    description:
      'Done by itself when the row is new or changes. This waits for the outcome; a failure is a 400 in words.',
    params: ONE,
    lost,
    answer: SetupReportSchema,
    handle: async ({ params, response }) => {
      const outcome = await cameras.setUp(params.id, callerSignal(response, CONFIGURE_MS));
      if (outcome?.kind === 'failed' || outcome?.kind === 'by hand') return failed(outcome, 400);
      const report = reports.report(find(params.id)?.name ?? '');
      return report ? answerOf(report) : refusedWith(404, { id: 'there is no such camera any more' });
    },
  });
  api.add({
    method: 'get',
    path: '/rest/cameras/:id/snapshot',
    summary: 'What a camera sees now',
    params: ONE,
    lost,
    answer: { contentType: 'image/jpeg' },
    refusals: { 502: 'The camera gives no picture, and why' },
    handle: async ({ params, response }) => {
      const outcome = await cameras.snapshot(params.id, callerSignal(response, SNAPSHOT_MS));
      if (outcome === null) return refusedWith(404, { id: 'there is no such camera any more' });
      if (outcome.kind !== 'picture') return failed(outcome, isCallers(outcome) ? 400 : 502);
      response.set('Cache-Control', 'no-store').type('image/jpeg').send(Buffer.from(outcome.jpeg));
      return { kind: 'written' };
    },
  });
  addWebhook(api, parts, lost);
  return api;
}

function addWebhook(
  api: ApiRoutes,
  { config, webhooks, calls, webhookPort, addressForCamera }: CameraRoutesParts,
  lost: (params: { readonly id: number }) => Record<string, string> | null,
): void {
  api.add({
    method: 'get',
    path: '/rest/cameras/:id/webhook',
    summary: "A camera's webhook",
    description:
      'Where the camera, or anything else, says that something moves: it joins the event of the upload that follows.',
    params: ONE,
    lost,
    answer: WebhookSchema,
    handle: ({ params, request }) => {
      const camera = config.read().cameras.find(({ id }) => id === params.id);
      if (!camera) return refusedWith(404, { id: 'there is no such camera any more' });
      const last = calls.last(camera.id);
      const address = addressForCamera(camera.host);
      const host = address === null ? callersHost(request) : hostInUrl(address);
      return answerOf({
        url: `http://${host}:${webhookPort}${webhooks.pathOf(camera)}`,
        last_called_at: last && new Date(last.atMs).toISOString(),
        last_type: last?.kind ?? null,
      });
    },
  });
}

/** The camera was not even asked. */
function isCallers(outcome: CameraFailure | ByHand): boolean {
  return outcome.kind === 'by hand' || outcome.problem === 'no account';
}

function failed(outcome: CameraFailure | ByHand, status: number) {
  return refusedWith(status, { [outcome.kind === 'failed' ? outcome.field : 'brand']: outcome.why });
}
