import { parseShape } from '../domain/shapes.ts';
import type { ReadonlyConfig } from '../ports/config-store.ts';
import { cameraNamed } from './camera-request.ts';

/** Null = any. */
export type Asked<Value> =
  | { readonly kind: 'known'; readonly value: Value | null }
  | { readonly kind: 'unknown'; readonly why: string };

export type AskedShape = Asked<string>;

/** `all` and `all_shapes` stand for any. */
export function readAskedShape(text: string, config: ReadonlyConfig): AskedShape {
  const name = text.trim().toLowerCase().replaceAll('_', ' ');
  if (name === 'all' || name === 'all shapes') return { kind: 'known', value: null };
  const row = config.analytics_shapes.find(({ shape }) => shape.toLowerCase() === name);
  const shape = row?.shape ?? parseShape(name);
  return shape === null
    ? { kind: 'unknown', why: `there is no shape "${text}"; all_shapes stands for any` }
    : { kind: 'known', value: shape };
}

/** `all_cameras` stands for any. */
export function readAskedCamera(text: string, config: ReadonlyConfig): Asked<number> {
  if (/^all[_ ]cameras$/i.test(text)) return { kind: 'known', value: null };
  const camera = cameraNamed(config, text);
  return camera
    ? { kind: 'known', value: camera.id }
    : { kind: 'unknown', why: `there is no camera "${text}"; all_cameras stands for any` };
}
