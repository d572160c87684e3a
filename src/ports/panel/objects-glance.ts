/** A picture by which something is known. */
export interface ObjectPicture {
  /** Of its row in known_objects. */
  readonly id: number;
  /** As the row writes it, under ROOT_DIR. */
  readonly file: string;
  readonly shape: string;
  /** Whether something can be compared with it. */
  readonly isDescribed: boolean;
  /** Why it could not be described, in words; null as long as it was not looked at as well. */
  readonly problem: string | null;
}

/** A known object, with all pictures of its name. */
export interface ObjectGlance {
  /** Empty for pictures that nobody has named. */
  readonly name: string;
  readonly pictures: readonly ObjectPicture[];
}

/** What is known by how it looks, people aside. */
export interface ObjectsGlance {
  /** By name; what has none comes last. */
  readonly objects: readonly ObjectGlance[];
}
