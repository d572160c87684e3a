import type { MediaPath } from '../domain/media-path.ts';
import type { NewIds, SettingsPlan } from '../domain/plan-settings.ts';
import type { GalleryPart, SettingsFile } from '../domain/settings-file.ts';

export interface ExportWishes {
  /** Passwords are taken along, sealed by it; null: they are left out. */
  readonly passphrase: string | null;
  /** With the pictures of known people and objects; without them they are still recognised. */
  readonly withPictures: boolean;
}

export interface ImportWishes {
  readonly passphrase: string | null;
  /** Nothing is changed. */
  readonly isDryRun: boolean;
}

/** By field, in words; nothing was changed. */
export interface SettingsRefusal {
  readonly kind: 'refused';
  readonly message: Readonly<Record<string, string>>;
}

export interface SettingsImported extends Pick<SettingsPlan, 'changes' | 'missing'> {
  readonly kind: 'imported';
  /** Pictures that were not here, or would not be. */
  readonly pictures: number;
  /** `sealed`: the file has them, and no passphrase was given. */
  readonly passwords: 'taken' | 'sealed' | 'none';
  /** The FTP login that cameras share and the token of REST are others than before. */
  readonly changesLogins: boolean;
  /** What people should know, in words. */
  readonly notes: readonly string[];
}

/** Everything that is set up, as one file: cameras, profiles, listeners, people and what they look like. */
export interface SettingsTransfer {
  export(wishes: ExportWishes): Promise<{ readonly kind: 'file'; readonly file: SettingsFile } | SettingsRefusal>;
  /** What is here and not in the file goes. All of it or nothing. */
  import(file: SettingsFile, wishes: ImportWishes): Promise<SettingsImported | SettingsRefusal>;
}

/** Where the pictures of known objects lie, by the objects' ids. */
export type PicturePaths = ReadonlyMap<number, MediaPath>;

/** What known objects look like, as a settings file has it. */
export interface KnownPictures {
  /** Null when the pictures are more than a file may hold. */
  read(withPictures: boolean): Promise<GalleryPart | null>;
  /** How many of the file's pictures are not here. */
  countNew(part: GalleryPart, paths: PicturePaths): Promise<number>;
  /**
   * Puts the file's pictures under ROOT_DIR, has the configuration changed, and keeps what was computed of them.
   * @param paths where the file has them
   * @param change is given where they are, and answers the ids that everything got; when it throws, nothing was kept
   */
  take(part: GalleryPart, paths: PicturePaths, change: (paths: PicturePaths) => Promise<NewIds>): Promise<void>;
}
