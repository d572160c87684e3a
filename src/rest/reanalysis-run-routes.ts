import { Type } from 'typebox';
import { ChangedEventSchema, ReanalysisRunSchema } from '../domain/reanalysis-schemas.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { DetectorModels } from '../ports/detector-model.ts';
import type { ReanalysisRuns } from '../ports/reanalysis-runs.ts';
import { ApiRoutes } from './api/api-routes.ts';
import { answerOf, refusedWith } from './api/route-spec.ts';
import { modelFault } from './asked-model.ts';
import { linkNextPage, pageFields } from './page-query.ts';
import { changeAnswer, runAnswer } from './reanalysis-answers.ts';
import { NewRunSchema, readRun } from './reanalysis-run-body.ts';

const BY_ID = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const GONE = { id: 'there is no such run' };

const ORDERS = {
  pause: 'Pause a run',
  resume: 'Go on with a run that is paused',
  cancel: 'End a run; what it has changed so far stays',
} as const;

/** Port 8000: look again at a day, a camera or everything, and what that changes. */
export function reanalysisRunRoutes(config: ConfigStore, runs: ReanalysisRuns, models: DetectorModels): ApiRoutes {
  const api = new ApiRoutes(
    'Analysing a lot again',
    'A day, a camera or the whole archive, behind all that is new; nothing is announced, and what differs is listed.',
  );
  api.add({
    method: 'post',
    path: '/rest/reanalyses',
    summary: 'Look again at a day, a camera or everything',
    description: 'By the start of the events; without `from` and `to` all of them. Marks and names stay.',
    status: 201,
    body: NewRunSchema,
    answer: ReanalysisRunSchema,
    handle: async ({ body }) => {
      const wanted = readRun(body, config.read());
      const fault = await modelFault(body.model, models);
      if ('message' in wanted || fault)
        return refusedWith(400, { ...('message' in wanted && wanted.message), ...fault });
      return answerOf(runAnswer(await runs.begin(wanted.run)));
    },
  });
  api.add({
    method: 'get',
    path: '/rest/reanalyses',
    summary: 'List runs, the newest first',
    answer: Type.Array(ReanalysisRunSchema),
    handle: () => answerOf(runs.list().map(runAnswer)),
  });
  api.add({
    method: 'get',
    path: '/rest/reanalyses/:id',
    summary: 'How far a run is',
    params: BY_ID,
    answer: ReanalysisRunSchema,
    handle: ({ params }) => {
      const run = runs.one(params.id);
      return run ? answerOf(runAnswer(run)) : refusedWith(404, GONE);
    },
  });
  api.add({
    method: 'get',
    path: '/rest/reanalyses/:id/changes',
    summary: 'List events that a run changed, or would change',
    params: BY_ID,
    query: Type.Object(pageFields(100, 1000)),
    answer: Type.Array(ChangedEventSchema),
    handle: ({ params, query, request, response }) => {
      const changes = runs.changes(params.id, query);
      if (changes === null) return refusedWith(404, GONE);
      linkNextPage(request, response, query, changes);
      return answerOf(changes.map(changeAnswer));
    },
  });
  for (const order of ['pause', 'resume', 'cancel'] as const) {
    api.add({
      method: 'post',
      path: `/rest/reanalyses/:id/${order}`,
      summary: ORDERS[order],
      params: BY_ID,
      answer: ReanalysisRunSchema,
      refusals: { 409: 'The run has ended.' },
      handle: ({ params }) => {
        const before = runs.one(params.id);
        const after = runs.order(params.id, order);
        if (!before || !after) return refusedWith(404, GONE);
        return before.endedAtMs === null ? answerOf(runAnswer(after)) : refusedWith(409, { id: 'this run has ended' });
      },
    });
  }
  api.add({
    method: 'delete',
    path: '/rest/reanalyses/:id',
    summary: 'Forget a run; one that has not ended is cancelled',
    params: BY_ID,
    status: 204,
    handle: ({ params }) => (runs.remove(params.id) ? answerOf(null) : refusedWith(404, GONE)),
  });
  return api;
}
