import { type Static, Type } from 'typebox';
import { cameraSettings } from '../domain/camera-settings.ts';
import { limitFor } from '../domain/shape-limits.ts';
import { SightingCountSchema, SuggestionSchema, VerdictComparisonSchema } from '../domain/statistics-schemas.ts';
import type { VerdictStatistics } from '../ports/camera-verdicts.ts';
import type { ConfigStore, ReadonlyConfig } from '../ports/config-store.ts';
import { STATISTIC_GROUPS, type StatisticSpan, type Statistics, type StillShare } from '../ports/statistics.ts';
import type { Clock } from '../runtime/clock.ts';
import { ApiRoutes } from './api/api-routes.ts';
import { answerOf, refusedWith } from './api/route-spec.ts';
import { readTime, TIME_FIELDS } from './time-query.ts';

const WEEK_MS = 7 * 86_400_000;
/** Fewer say nothing. */
const TELLING_SIGHTINGS = 20;
const MOSTLY = 0.5;

const TimeQuery = Type.Object(TIME_FIELDS);
const CountQuery = Type.Object({ by: Type.Enum([...STATISTIC_GROUPS], { default: 'shape' }), ...TIME_FIELDS });

/** Port 8000: counts of what was seen, of the last week unless `from` and `to` say otherwise. */
export function statisticsRoutes(
  statistics: Statistics,
  verdicts: VerdictStatistics,
  config: ConfigStore,
  clock: Clock,
): ApiRoutes {
  const api = new ApiRoutes('Statistics', 'Counts of what was seen, and what could be set better.');
  const spanOf = (query: Static<typeof TimeQuery>) => readSpan(query, clock.nowMs());
  api.add({
    method: 'get',
    path: '/rest/statistics',
    summary: 'Count what was seen',
    description: 'By camera, shape, person, hour of the day or day, of the last seven days unless said otherwise.',
    query: CountQuery,
    answer: Type.Array(SightingCountSchema),
    handle: ({ query }) => {
      const span = spanOf(query);
      if (span === null) return refusedWith(400, { from: 'is no such time, or "to" is none' });
      const counts = statistics.counts(query.by, span);
      return answerOf(counts.map((one) => ({ ...one, key: nameOf(query.by, one.key, config.read()) })));
    },
  });
  api.add({
    method: 'get',
    path: '/rest/statistics/suggestions',
    summary: 'What mostly stands still, and could be masked',
    query: TimeQuery,
    answer: Type.Array(SuggestionSchema),
    handle: ({ query }) => {
      const span = spanOf(query);
      if (span === null) return refusedWith(400, { from: 'is no such time, or "to" is none' });
      const shares = statistics.stillShares(span, TELLING_SIGHTINGS);
      return answerOf(
        shares
          .filter(({ sightings, stoodStill }) => stoodStill / sightings >= MOSTLY)
          .flatMap((share) => suggestion(share, config.read()) ?? []),
      );
    },
  });
  api.add({
    method: 'get',
    path: '/rest/statistics/camera_verdicts',
    summary: 'Compare what cameras said with what was found',
    description:
      'In events, of cameras that said anything in the time: over a webhook, or in the names of their files. Of the last seven days unless said otherwise.',
    query: TimeQuery,
    answer: Type.Array(VerdictComparisonSchema),
    handle: ({ query }) => {
      const span = spanOf(query);
      if (span === null) return refusedWith(400, { from: 'is no such time, or "to" is none' });
      return answerOf(
        verdicts.compare(span).map(({ cameraId, verdict, both, cameraOnly, oursOnly }) => {
          const name = nameOf('camera', String(cameraId), config.read());
          const counts = { both, camera_only: cameraOnly, ours_only: oursOnly };
          return { camera: cameraId, camera_name: name, verdict, ...counts };
        }),
      );
    },
  });
  return api;
}

function readSpan({ from, to }: Static<typeof TimeQuery>, nowMs: number): StatisticSpan | null {
  const toMs = to === undefined ? nowMs : readTime(to, 'to');
  const fromMs = from === undefined ? (toMs ?? nowMs) - WEEK_MS : readTime(from, 'from');
  return fromMs === null || toMs === null ? null : { fromMs, toMs };
}

/** What was deleted since keeps its id. */
function nameOf(by: string, key: string, config: ReadonlyConfig): string {
  if (by === 'camera') return config.cameras.find(({ id }) => String(id) === key)?.name ?? key;
  if (by === 'person') return config.people.find(({ id }) => String(id) === key)?.name ?? key;
  return key;
}

function suggestion({ cameraId, shape, sightings, stoodStill }: StillShare, config: ReadonlyConfig) {
  const camera = config.cameras.find(({ id }) => id === cameraId);
  if (!camera) return null;
  const { profile, confidencePct, shapeLimits } = cameraSettings(camera, config);
  const { minConfidence } = limitFor(shape, { minConfidence: confidencePct / 100, shapeLimits });
  const stillPct = Math.round((100 * stoodStill) / sightings);
  const words = `${shape} at ${minConfidence.toFixed(2)} on ${camera.name}: ${stillPct} % of ${sightings} sightings stood still. A mask there, or a profile that asks more of ${shape} or leaves it out, saves looking at them.`;
  return {
    camera: cameraId,
    profile: profile?.id ?? null,
    shape,
    confidence_level: Math.round(minConfidence * 100),
    sightings,
    stood_still_pct: stillPct,
    words,
  };
}
