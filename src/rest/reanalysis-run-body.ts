import { type Static, Type } from 'typebox';
import type { ReadonlyConfig } from '../ports/config-store.ts';
import type { NewReanalysisRun } from '../ports/reanalysis-runs.ts';
import { ASKED_MODEL } from './asked-model.ts';
import { cameraNamed } from './camera-request.ts';
import type { FieldMessages } from './message.ts';
import { resolveReference } from './resolve-reference.ts';
import { readTime, TIME_FIELDS } from './time-query.ts';

function reference(description: string) {
  return Type.Optional(Type.Union([Type.Integer(), Type.String({ maxLength: 100 }), Type.Null()], { description }));
}

export const NewRunSchema = Type.Object(
  {
    ...TIME_FIELDS,
    camera: reference('Id or name; every one unless given.'),
    analytics_profile: reference("Id or name of a profile, in place of each camera's own."),
    model: ASKED_MODEL,
    compare_only: Type.Boolean({ default: false, description: 'Change nothing: only say what would be found.' }),
  },
  { title: 'NewReanalysisRun', additionalProperties: false },
);

/** What is to be analysed again, or what is wrong with the wish. */
export function readRun(
  body: Static<typeof NewRunSchema>,
  config: ReadonlyConfig,
): { readonly run: NewReanalysisRun } | { readonly message: FieldMessages } {
  const message: Record<string, string> = {};
  const time = (edge: 'from' | 'to') => {
    const text = body[edge];
    const atMs = text === undefined ? null : readTime(text, edge);
    if (text !== undefined && atMs === null) message[edge] = `"${text}" is no such time`;
    return atMs;
  };
  const [fromMs, toMs] = [time('from'), time('to')];
  if (fromMs !== null && toMs !== null && fromMs > toMs) message['to'] = 'is before "from"';
  const camera = body.camera == null ? null : cameraOf(body.camera, config);
  if (body.camera != null && camera === null) {
    message['camera'] = `there is no camera "${body.camera}", neither by id nor by name`;
  }
  const profile = resolveReference(
    { table: 'analytics_profiles', nullable: true },
    body.analytics_profile ?? null,
    config,
  );
  if (profile.kind === 'bad') message['analytics_profile'] = profile.why;
  if (profile.kind === 'bad' || Object.keys(message).length > 0) return { message };
  const profileId = typeof profile.value === 'number' ? profile.value : null;
  const modelId = body.model ?? null;
  return { run: { fromMs, toMs, cameraId: camera?.id ?? null, profileId, modelId, compareOnly: body.compare_only } };
}

function cameraOf(idOrName: number | string, config: ReadonlyConfig) {
  const byId = config.cameras.find(({ id }) => String(id) === String(idOrName));
  return byId ?? cameraNamed(config, String(idOrName));
}
