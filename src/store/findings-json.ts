import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { EventFindings, FoundTrack } from '../domain/event-findings.ts';
import { IdentitySchema } from './identity-json.ts';
import { ObjectVerdictSchema } from './object-json.ts';

const FoundTracksSchema = Type.Array(
  Type.Object({
    assetId: Type.Integer(),
    shape: Type.String(),
    confidence: Type.Number(),
    suppressed: Type.Boolean(),
    identity: Type.Union([IdentitySchema, Type.Null()]),
    // Runs of earlier versions did not note it.
    object: Type.Optional(Type.Union([ObjectVerdictSchema, Type.Null()])),
  }),
);

const FindingsSchema = Type.Object({
  shapes: Type.Array(Type.Object({ shape: Type.String(), count: Type.Integer() })),
  people: Type.Array(Type.String()),
  // As above.
  strangers: Type.Optional(Type.Integer()),
  objects: Type.Optional(Type.Array(Type.String())),
});

/** Only what comparing needs of a track, whatever else it has. */
export function foundTracksToJson(tracks: readonly FoundTrack[]): string {
  return JSON.stringify(
    tracks.map(({ assetId, shape, confidence, suppressed, identity, object }) => ({
      assetId,
      shape,
      confidence,
      suppressed,
      identity,
      object,
    })),
  );
}

/** @throws TypeError when the text was not written by foundTracksToJson */
export function foundTracksFromJson(json: string): readonly FoundTrack[] {
  const tracks: unknown = JSON.parse(json);
  if (!Value.Check(FoundTracksSchema, tracks)) throw new TypeError('Cannot read what was found in an event.');
  return tracks.map((track) => ({ ...track, object: track.object ?? null }));
}

export function findingsToJson(findings: EventFindings): string {
  return JSON.stringify(findings);
}

/** @throws TypeError when the text was not written by findingsToJson */
export function findingsFromJson(json: string): EventFindings {
  const findings: unknown = JSON.parse(json);
  if (!Value.Check(FindingsSchema, findings)) throw new TypeError('Cannot read what was found in an event.');
  return { ...findings, strangers: findings.strangers ?? 0, objects: findings.objects ?? [] };
}
