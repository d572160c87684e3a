import type { MediaPath } from '../domain/media-path.ts';
import type { ObjectGlance } from './panel/objects-glance.ts';

export type ObjectEnrolment =
  | { readonly kind: 'done'; readonly knownObjectId: number }
  | { readonly kind: 'refused'; readonly field: string; readonly why: string };

/** Known objects that are no persons: our car, the parcel van, our dog. */
export interface KnownObjects {
  list(): readonly ObjectGlance[];
  /** Ids of those that something can be compared with. */
  knownIds(): ReadonlySet<number>;
  /** Computes anew what this one looks like; false when there is no such object. */
  recompute(knownObjectId: number): Promise<boolean>;
  /** From now on this is called so: a copy of the track's picture is kept. */
  enrolTrack(trackId: number, name: string): Promise<ObjectEnrolment>;
  /** @param image a JPEG, PNG or WebP @param shape COCO's name */
  enrolPicture(image: Uint8Array, name: string, shape: string): Promise<ObjectEnrolment>;
}

/** Where pictures of known objects are kept. */
export interface KnownObjectPictures {
  write(image: Uint8Array): Promise<MediaPath>;
  copy(picture: MediaPath): Promise<MediaPath>;
}
