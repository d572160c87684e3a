import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readCatalogue } from '../../../src/models/catalogue.ts';
import { ModelProvider } from '../../../src/models/model-provider.ts';
import type { DetectorModel } from '../../../src/ports/detector-model.ts';
import { systemClock } from '../../../src/runtime/clock.ts';

const root = resolve(import.meta.dirname, '../../..');

/** The catalogue's model, or why this machine does not have it. What had to be fetched is kept between runs. */
export async function testModel(id: string): Promise<DetectorModel | { readonly missing: string }> {
  const provider = new ModelProvider({
    catalogue: await readCatalogue(join(root, 'models/catalogue.json')),
    targetFolder: join(tmpdir(), 'concierge-cache'),
    folders: [join(root, 'models'), resolve(root, '../shared/models')],
    clock: systemClock,
  });
  try {
    const provided = await provider.provideShapes(id, AbortSignal.timeout(120_000));
    return provided.id === id ? provided.model : { missing: provided.explanation };
  } catch (error) {
    return { missing: String(error) };
  }
}

/** A photo of three people, side by side and larger than half the picture. */
export const THREE_PEOPLE = join(root, 'node_modules/@vladmandic/face-api/demo/sample1.jpg');

/** A frame of a street with seven people, or null where the shared media are not there. */
export const PEDESTRIANS = [resolve(root, '../shared/media/pedestrians-frame100.jpg')].find(existsSync) ?? null;
