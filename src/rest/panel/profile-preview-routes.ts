import type { Response } from 'express';
import { Type } from 'typebox';
import type { ConfigStore } from '../../ports/config-store.ts';
import type { PreviewPlan, ProfilePreview } from '../../ports/profile-preview.ts';
import { ApiRoutes } from '../api/api-routes.ts';
import { answerOf, refusedWith } from '../api/route-spec.ts';
import { callerSignal } from '../caller-signal.ts';
import { draftedProfile } from '../drafted-profile.ts';
import type { FieldMessages } from '../message.ts';

/** For its turn and its run: a clip of some minutes on a small machine. */
const DEADLINE_MS = 3 * 60_000;

const BodySchema = Type.Object(
  {
    asset: Type.Integer({ minimum: 1 }),
    /** Of the profile that is changed; null: a new one. */
    profile: Type.Optional(Type.Union([Type.Integer({ minimum: 1 }), Type.Null()])),
    /** Fields of the profile's row that are not saved yet; missing: as the asset's camera is analysed now. */
    changes: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { additionalProperties: false },
);

/** `profile-preview`: what a profile that is not saved yet would find in a picture or clip. Nothing changes by it. */
export function profilePreviewRoutes(config: ConfigStore, preview: ProfilePreview): ApiRoutes {
  const api = new ApiRoutes('Preview', 'Try a profile out.');
  api.add({
    method: 'post',
    path: '/panel/profile-preview',
    summary: 'Run a profile on a picture or clip',
    body: BodySchema,
    handle: async ({ body, response }) => {
      const drafted = body.changes ? draftedProfile(config, body.profile ?? null, body.changes) : null;
      if (drafted?.kind === 'bad') return refusedWith(400, drafted.message);
      return run(preview, body.asset, drafted ?? { config: config.read(), profileId: null }, response);
    },
  });
  return api;
}

async function run(preview: ProfilePreview, asset: number, plan: PreviewPlan, response: Response) {
  const signal = callerSignal(response, DEADLINE_MS);
  const outcome = await preview.run(asset, plan, signal).catch((error: unknown) => {
    if (signal.aborted) return { kind: 'late' } as const;
    throw error;
  });
  return outcome.kind === 'seen' ? answerOf(outcome) : refusedWith(...REFUSALS[outcome.kind]);
}

const REFUSALS: Readonly<Record<'no asset' | 'busy' | 'late', readonly [status: number, message: FieldMessages]>> = {
  'no asset': [404, { asset: 'there is no such picture or clip of a camera (any more)' }],
  busy: [503, { preview: 'others are being tried out: wait a moment, then try again' }],
  late: [503, { preview: 'it took longer than three minutes: try a picture or a shorter clip' }],
};
