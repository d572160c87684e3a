import { stat } from 'node:fs/promises';
import { ConciergeError } from '../domain/concierge-error.ts';
import { mediaTypeOf } from '../domain/media.ts';
import { isReservedPath, type MediaPath } from '../domain/media-path.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { History } from '../ports/history.ts';
import type { MotionReport } from '../ports/intake.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import type { Cameras, ConfiguredCamera } from './cameras.ts';

/** The file as it is on disk. */
export interface FoundFile {
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
}

/** What a report's fields lead to. A field that was not given, or is wrong, is null. */
export interface CheckedMotion {
  readonly camera: ConfiguredCamera | null;
  readonly profileId: number | null;
  readonly found: FoundFile | null;
  /** Every bad field, by the wire's name of it. */
  readonly message: Readonly<Record<string, string>>;
}

/** Looks up what a report of motion names; all its fields are looked at, whatever is wrong with the first. */
export class MotionCheck {
  readonly #cameras: Cameras;
  readonly #config: ConfigStore;
  readonly #history: History;
  readonly #media: MediaRoot;

  constructor(parts: { cameras: Cameras; config: ConfigStore; history: History; media: MediaRoot }) {
    this.#cameras = parts.cameras;
    this.#config = parts.config;
    this.#history = parts.history;
    this.#media = parts.media;
  }

  async check(report: Partial<MotionReport>): Promise<CheckedMotion> {
    const message: Record<string, string> = {};
    const camera = report.cameraName === undefined ? null : this.#cameras.byName(report.cameraName);
    if (!camera && report.cameraName !== undefined)
      message['camera_name'] = this.#cameras.whyUnknown(report.cameraName);

    const profileId = report.analyticsProfile ? this.#profileId(report.analyticsProfile) : null;
    if (report.analyticsProfile && profileId === null) {
      message['analytics_profile'] = `there is no profile "${report.analyticsProfile}", neither by id nor by name`;
    }

    const found = report.file ? await this.#find(report.file) : null;
    if (typeof found === 'string') message['file'] = found;

    const typeProblem = report.file && report.type ? whyTypeIsWrong(report.file, report.type) : null;
    if (typeProblem !== null) message['type'] = typeProblem;

    const recordingProblem = this.#whyRecordingIsWrong(report.recordingId ?? null, camera);
    if (recordingProblem !== null) message['id'] = recordingProblem;
    return { camera, profileId, found: typeof found === 'string' ? null : found, message };
  }

  #profileId(idOrName: string): number | null {
    const profiles = this.#config.read().analytics_profiles;
    const key = idOrName.trim().toLowerCase();
    const byId = profiles.find((profile) => String(profile.id) === key);
    return (byId ?? profiles.find((profile) => profile.name.toLowerCase() === key))?.id ?? null;
  }

  /** The file, or why it cannot be taken. */
  async #find(file: MediaPath): Promise<FoundFile | string> {
    if (isReservedPath(file)) return `"${file}" lies in a folder that is Concierge's own`;
    try {
      const found = await stat(await this.#media.existing(file));
      if (!found.isFile()) return `"${file}" is no file`;
      if (found.size === 0) return `"${file}" is empty`;
      return { sizeBytes: found.size, modifiedAtMs: found.mtimeMs };
    } catch (error) {
      if (error instanceof ConciergeError) return error.message;
      throw error;
    }
  }

  #whyRecordingIsWrong(id: number | null, camera: ConfiguredCamera | null): string | null {
    if (id === null) return null;
    const recording = this.#history.recording(id);
    if (!recording) return `there is no recording ${id}; leave it out and one is created`;
    if (camera && recording.cameraId !== camera.id) return `recording ${id} is not of the camera "${camera.name}"`;
    return null;
  }
}

function whyTypeIsWrong(file: MediaPath, type: MotionReport['type']): string | null {
  const byName = mediaTypeOf(file);
  return byName === null || byName === type ? null : `is "${type}", but "${file}" is a ${byName}`;
}
