import { type Static, Type } from 'typebox';
import type { ConfigStore } from '../ports/config-store.ts';
import type { DetectorModels } from '../ports/detector-model.ts';
import type { Reanalysis, ReanalysisTarget } from '../ports/reanalysis.ts';
import { ApiRoutes } from './api/api-routes.ts';
import { answerOf, refusedWith } from './api/route-spec.ts';
import { ASKED_MODEL, modelFault } from './asked-model.ts';
import { resolveReference } from './resolve-reference.ts';

const PROFILE = { table: 'analytics_profiles', nullable: true } as const;

const ReanalysisSchema = Type.Object(
  {
    analytics_profile: Type.Optional(
      Type.Union([Type.Integer(), Type.String({ maxLength: 100 }), Type.Null()], {
        description: "Id or name of a profile, in place of the camera's own.",
      }),
    ),
    model: ASKED_MODEL,
  },
  { title: 'Reanalysis', additionalProperties: false },
);

const OutcomeSchema = Type.Object(
  { queued: Type.Integer(), already_waiting: Type.Integer(), skipped: Type.Integer() },
  {
    title: 'ReanalysisOutcome',
    description: "In files. Skipped: those whose camera is not known, or whose shapes are an outside detector's.",
  },
);

const BY_NUMBER = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const BY_TEXT = Type.Object({ id: Type.String({ maxLength: 100 }) });

/** Port 8000: look again at one asset, recording or event, with its own profile or another. */
export function reanalysisRoutes(config: ConfigStore, reanalysis: Reanalysis, models: DetectorModels): ApiRoutes {
  const api = new ApiRoutes(
    'Reanalysis',
    'Look again at what is stored, behind all that is new; nothing is announced.',
  );
  const request = async (target: ReanalysisTarget, body: Static<typeof ReanalysisSchema>) => {
    const profile = resolveReference(PROFILE, body.analytics_profile ?? null, config.read());
    const fault = await modelFault(body.model, models);
    if (profile.kind === 'bad') return refusedWith(400, { analytics_profile: profile.why, ...fault });
    if (fault) return refusedWith(400, fault);
    const profileId = typeof profile.value === 'number' ? profile.value : null;
    const outcome = reanalysis.request(target, profileId, body.model ?? null);
    if (outcome === null) return refusedWith(404, { id: `there is no such ${target.kind}` });
    const { queued, alreadyWaiting, skipped } = outcome;
    return answerOf({ queued, already_waiting: alreadyWaiting, skipped });
  };
  const common = {
    method: 'post',
    status: 201,
    body: ReanalysisSchema,
    isBodyOptional: true,
    answer: OutcomeSchema,
  } as const;
  for (const kind of ['event', 'recording', 'asset'] as const) {
    const path = `/rest/${kind}s/:id/reanalyse`;
    const words = { path, summary: `Look again at ${kind === 'recording' ? 'a' : 'an'} ${kind}` };
    if (kind === 'event') {
      api.add({
        ...common,
        ...words,
        params: BY_TEXT,
        handle: ({ params, body }) => request({ kind, id: params.id }, body),
      });
    } else {
      api.add({
        ...common,
        ...words,
        params: BY_NUMBER,
        handle: ({ params, body }) => request({ kind, id: params.id }, body),
      });
    }
  }
  return api;
}
