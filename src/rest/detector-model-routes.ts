import { Type } from 'typebox';
import type { DetectorModel, DetectorModels } from '../ports/detector-model.ts';
import { ApiRoutes } from './api/api-routes.ts';
import { answerOf } from './api/route-spec.ts';

const DetectorModelSchema = Type.Object(
  {
    id: Type.String({ examples: ['yolox_nano_416x416'] }),
    name: Type.String(),
    in_use: Type.Boolean({ description: 'For everything that is new.' }),
  },
  { title: 'DetectorModel' },
);

/** Port 8000: the models with which files can be analysed again. */
export function detectorModelRoutes(models: DetectorModels, inUse: DetectorModel): ApiRoutes {
  const api = new ApiRoutes('Models', 'What finds shapes.');
  api.add({
    method: 'get',
    path: '/rest/detector_models',
    summary: 'List the models on this machine that find shapes',
    answer: Type.Array(DetectorModelSchema),
    handle: async () => {
      const here = await models.list();
      return answerOf(here.map(({ id, model: { name, file } }) => ({ id, name, in_use: file === inUse.file })));
    },
  });
  return api;
}
