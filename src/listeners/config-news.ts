import type { ReadonlyConfig } from '../ports/config-store.ts';
import { configMessage } from './messages.ts';

type Camera = ReadonlyConfig['cameras'][number];

export interface ConfigNewsItem {
  readonly cameraId: number;
  readonly message: ReturnType<typeof configMessage>;
}

/** Which cameras are new, changed or gone, as far as listeners are told of them. */
export class ConfigNews {
  #document: ReadonlyConfig | null = null;

  begin(document: ReadonlyConfig): void {
    this.#document = document;
  }

  since(document: ReadonlyConfig): readonly ConfigNewsItem[] {
    const before = this.#document ?? document;
    this.#document = document;
    if (before.cameras === document.cameras) return [];
    const earlier = new Map(before.cameras.map((camera) => [camera.id, camera]));
    const news = document.cameras.flatMap((camera): ConfigNewsItem[] => {
      const known = earlier.get(camera.id);
      earlier.delete(camera.id);
      if (known && isSame(known, before, camera, document)) return [];
      return [{ cameraId: camera.id, message: configMessage(camera, document, known ? 'changed' : 'created') }];
    });
    const gone = [...earlier.values()].map((camera) => ({
      cameraId: camera.id,
      message: configMessage(camera, before, 'deleted'),
    }));
    return [...news, ...gone];
  }
}

function isSame(one: Camera, before: ReadonlyConfig, other: Camera, after: ReadonlyConfig): boolean {
  const told = (camera: Camera, document: ReadonlyConfig) =>
    JSON.stringify([configMessage(camera, document, 'changed'), camera.password]);
  return told(one, before) === told(other, after);
}
