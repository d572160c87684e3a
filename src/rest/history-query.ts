import { type Static, Type } from 'typebox';
import type { ReadonlyConfig } from '../ports/config-store.ts';
import type { HistoryFilter } from '../ports/history.ts';
import { cameraNamed } from './camera-request.ts';
import type { FieldMessages } from './message.ts';
import { pageFields } from './page-query.ts';
import { readTime, TIME_FIELDS } from './time-query.ts';

/** What lists of events and recordings are filtered by. */
export function historyQuery(usual: number, most: number) {
  return Type.Object({
    camera: Type.Optional(Type.String({ maxLength: 100, description: 'The id or name of a camera.' })),
    ...TIME_FIELDS,
    ...pageFields(usual, most),
  });
}

type HistoryQuery = Static<ReturnType<typeof historyQuery>>;

export type ReadFilter =
  | { readonly kind: 'fine'; readonly filter: HistoryFilter }
  | { readonly kind: 'bad'; readonly message: FieldMessages };

export function readHistoryFilter(query: HistoryQuery, config: ReadonlyConfig): ReadFilter {
  const message: Record<string, string> = {};
  const cameraId = query.camera === undefined ? undefined : cameraIdOf(query.camera, config);
  if (cameraId === null) message['camera'] = `there is no camera "${query.camera}", neither by id nor by name`;
  const time = (edge: 'from' | 'to') => {
    const text = query[edge];
    const atMs = text === undefined ? undefined : readTime(text, edge);
    if (atMs === null) message[edge] = `"${text}" is no such time`;
    return atMs ?? undefined;
  };
  const [fromMs, toMs] = [time('from'), time('to')];
  if (fromMs !== undefined && toMs !== undefined && fromMs > toMs) message['to'] = 'is before "from"';
  if (Object.keys(message).length > 0) return { kind: 'bad', message };
  const { limit, offset } = query;
  const filter = {
    ...(cameraId != null && { cameraId }),
    ...(fromMs !== undefined && { fromMs }),
    ...(toMs !== undefined && { toMs }),
    limit,
    offset,
  };
  return { kind: 'fine', filter };
}

/** A camera that was deleted still has recordings: of its id nothing more is asked. */
function cameraIdOf(idOrName: string, config: ReadonlyConfig): number | null {
  if (/^[1-9]\d{0,14}$/.test(idOrName)) return Number(idOrName);
  return cameraNamed(config, idOrName)?.id ?? null;
}
