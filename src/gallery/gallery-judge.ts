import type { Face } from '../domain/face.ts';
import type { Identity } from '../domain/identity.ts';
import { type JudgedFace, judgeFaces } from '../domain/judge-faces.ts';
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
    if (strangerId !== null) memory.forgetStrangers();
    return identity;
  }

  whoNow(faces: readonly Face[]): Identity | null {
    const comparable = judged(faces);
    if (comparable.length === 0) return null;
    const verdict = judgeFaces(comparable, this.#parts.memory.gallery);
    return verdict.kind === 'stranger' ? { kind: 'unknown', strangerId: null } : verdict;
  }

  /**
   * Judges a track that is kept by the gallery as it is now; whether the verdict is another one. A stranger stays the
   * same one: users may have merged and split, and know better.
   */
  judgeAgain({ trackId, faces, identity: before }: FacedTrack): boolean {
    const { store, memory } = this.#parts;
    const knownAs = faces.find((face) => face.strangerId !== null)?.strangerId ?? null;
    const identity = this.#identify(comparable(faces), knownAs, faces[0]?.seenAtMs ?? 0);
    if (JSON.stringify(identity) === JSON.stringify(before)) return false;
    store.setIdentity(trackId, identity);
    const strangerId = identity?.kind === 'unknown' ? identity.strangerId : this.#ignoredAs(knownAs, identity);
    if (strangerId !== knownAs) {
      store.assign([trackId], strangerId);
      memory.forgetStrangers();
    }
    return true;
  }

  /** Who is ignored stays the stranger that it is: it has to be known again. */
  #ignoredAs(knownAs: number | null, identity: Identity | null): number | null {
    const stranger = this.#parts.memory.strangers.find(({ strangerId }) => strangerId === knownAs);
    return identity?.kind === 'ignored' && stranger?.ignored ? knownAs : null;
  }

  #identify(
    faces: readonly JudgedFace[],
    knownAs: number | null,
    atMs: number,
    besideStrangers: readonly number[] = [],
  ): Identity | null {
    if (faces.length === 0) return null;
    const { store, memory, keepsStrangers } = this.#parts;
    const verdict = judgeFaces(faces, memory.gallery);
    if (verdict.kind !== 'stranger') return verdict;
    const known = memory.strangers.find((stranger) => stranger.strangerId === knownAs);
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

function comparable(faces: readonly StoredFace[]): JudgedFace[] {
  return faces.flatMap(({ embedding, quality, fault }) =>
    embedding === null || fault !== null ? [] : [{ embedding, quality }],
  );
}

function judged(faces: readonly Face[]): JudgedFace[] {
  return faces.flatMap(({ embedding, quality }) => (embedding === null ? [] : [{ embedding, quality: quality.score }]));
}
