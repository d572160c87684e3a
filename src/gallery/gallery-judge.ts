import type { Face } from '../domain/face.ts';
import type { Identity } from '../domain/identity.ts';
import { type JudgedFace, judgeFaces } from '../domain/judge-faces.ts';
import { type NamedTrack, oneNameEach } from '../domain/one-name-each.ts';
import { seenApart } from '../domain/seen-apart.ts';
import { chooseStranger } from '../domain/strangers.ts';
import type { FaceJudge, JudgedTrackPlace } from '../ports/face-judge.ts';
import type { FacedTrack, FaceStore, NewFace, StoredFace } from '../ports/face-store.ts';
import type { FaceMemory } from './face-memory.ts';

export interface GalleryJudgeParts {
  readonly store: FaceStore;
  readonly memory: FaceMemory;
  /** False: strangers are told of, and nothing is kept of them. */
  readonly keepsStrangers: boolean;
}

/** Says who it was, by the gallery as it is now, and keeps strangers apart from one another. */
export class GalleryJudge implements FaceJudge {
  readonly #parts: GalleryJudgeParts;

  constructor(parts: GalleryJudgeParts) {
    this.#parts = parts;
  }

  judge(place: JudgedTrackPlace, faces: readonly Face[]): Identity | null {
    const { store, memory } = this.#parts;
    const identity = this.#identify(judged(faces), null, place.takenAtMs, place.besideStrangers);
    const strangerId = identity?.kind === 'unknown' ? identity.strangerId : null;
    store.addFaces(faces.map((face) => this.#kept(place, face, identity, strangerId)));
    if (strangerId !== null) memory.forgetStranger(strangerId);
    return identity;
  }

  whoNow(faces: readonly Face[]): Identity | null {
    const comparable = judged(faces);
    if (comparable.length === 0) return null;
    const verdict = judgeFaces(comparable, this.#parts.memory.gallery);
    return verdict.kind === 'stranger' ? { kind: 'unknown', strangerId: null } : verdict;
  }

  /**
   * Judges the tracks that are kept of an asset by the gallery as it is now; those of which the verdict is another one.
   * A stranger stays the same one: users may have merged and split, and know better.
   */
  judgeAgain(tracks: readonly FacedTrack[]): readonly FacedTrack[] {
    const judged: NamedTrack[] = [];
    for (const track of tracks) {
      const beside = judged.filter((other) => seenApart(other, track)).flatMap(({ identity }) => strangerOf(identity));
      const atMs = track.faces[0]?.seenAtMs ?? 0;
      judged.push({ ...track, identity: this.#identify(comparable(track.faces), knownAs(track), atMs, beside) });
    }
    const now = oneNameEach(judged);
    return tracks.filter((track, index) => this.#rewrite(track, now[index] ?? null));
  }

  /** Whether the verdict is another one than before. */
  #rewrite(track: FacedTrack, identity: Identity | null): boolean {
    if (JSON.stringify(identity) === JSON.stringify(track.identity)) return false;
    const { store, memory } = this.#parts;
    store.setIdentity(track.trackId, identity);
    const before = knownAs(track);
    const [now = this.#ignoredAs(before, identity)] = strangerOf(identity);
    if (now !== before) {
      store.assign([track.trackId], now);
      for (const id of [before, now]) if (id !== null) memory.forgetStranger(id);
    }
    return true;
  }

  /** Who is ignored stays the stranger that it is: it has to be known again. */
  #ignoredAs(before: number | null, identity: Identity | null): number | null {
    const stranger = this.#parts.memory.strangers.find(({ strangerId }) => strangerId === before);
    return identity?.kind === 'ignored' && stranger?.ignored ? before : null;
  }

  #identify(
    faces: readonly JudgedFace[],
    before: number | null,
    atMs: number,
    besideStrangers: readonly number[] = [],
  ): Identity | null {
    if (faces.length === 0) return null;
    const { store, memory, keepsStrangers } = this.#parts;
    const verdict = judgeFaces(faces, memory.gallery);
    if (verdict.kind !== 'stranger') return verdict;
    const known = memory.strangers.find((stranger) => stranger.strangerId === before);
    const others = memory.strangers.filter(({ strangerId }) => !besideStrangers.includes(strangerId));
    const stranger = known ?? chooseStranger(faces, others);
    if (stranger?.ignored) return { kind: 'ignored', why: 'ignored person' };
    if (!keepsStrangers) return { kind: 'unknown', strangerId: null };
    return { kind: 'unknown', strangerId: stranger?.strangerId ?? store.openStranger(atMs) };
  }

  /** Where strangers are not kept, neither is what they could be known again by. */
  #kept(place: JudgedTrackPlace, face: Face, identity: Identity | null, strangerId: number | null): NewFace {
    const { trackId, eventId, cameraId, takenAtMs } = place;
    const isForgotten = identity?.kind === 'unknown' && strangerId === null;
    return {
      trackId: isForgotten ? null : trackId,
      eventId,
      cameraId,
      strangerId,
      seenAtMs: takenAtMs + face.timeMs,
      frameNumber: face.frameNumber,
      box: face.box,
      quality: face.quality.score,
      fault: face.fault,
      embedding: isForgotten ? null : face.embedding,
      picture: face.picture,
    };
  }
}

function knownAs({ faces }: FacedTrack): number | null {
  return faces.find((face) => face.strangerId !== null)?.strangerId ?? null;
}

function strangerOf(identity: Identity | null): number[] {
  return identity?.kind === 'unknown' && identity.strangerId !== null ? [identity.strangerId] : [];
}

function comparable(faces: readonly StoredFace[]): JudgedFace[] {
  return faces.flatMap(({ embedding, quality, fault }) =>
    embedding === null || fault !== null ? [] : [{ embedding, quality }],
  );
}

function judged(faces: readonly Face[]): JudgedFace[] {
  return faces.flatMap(({ embedding, quality }) => (embedding === null ? [] : [{ embedding, quality: quality.score }]));
}
