import type { DetectorModels, LocalDetectorModel } from '../../src/ports/detector-model.ts';

/** Models of these ids, and no others, are on the machine; their files are not. */
export function modelsHere(...ids: readonly string[]): DetectorModels {
  const models = ids.map((id): LocalDetectorModel => {
    const input = { width: 416, height: 416, fit: 'letterbox', padValue: 114 } as const;
    return { id, model: { name: `the ${id}`, file: `/models/${id}.onnx`, decoder: 'yolox', input } };
  });
  return { list: async () => models, find: async (id) => models.find((one) => one.id === id)?.model ?? null };
}
