import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DateTime } from 'luxon';
import sharp from 'sharp';
import { type MediaPath, SNAPSHOT_FOLDER } from '../domain/media-path.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import type { DetectionSink } from '../ports/detection-sink.ts';
import type { ShapeReport, ShapeReportReceiver, ShapeReportStore } from '../ports/shape-reports.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { MediaRoot } from '../runtime/media-root.ts';
import { reportedPicture } from './reported-picture.ts';

export interface ReportedShapesParts {
  readonly store: ShapeReportStore;
  readonly config: Pick<ConfigStore, 'read'>;
  readonly media: MediaRoot;
  readonly sinks: readonly Pick<DetectionSink, 'motion' | 'eventChanged'>[];
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Takes shapes that other detectors found, each with a picture of its own, which nobody else deletes or changes. */
export class ReportedShapes implements ShapeReportReceiver {
  readonly #parts: ReportedShapesParts;

  constructor(parts: ReportedShapesParts) {
    this.#parts = parts;
  }

  async report(report: ShapeReport): Promise<{ readonly eventId: string }> {
    const { store, sinks, media, logger, clock } = this.#parts;
    const picture = (await reportedPicture(report.pictureUrl, media, logger)) ?? (await card(report.shape));
    const { width, height } = await sharp(picture).metadata();
    const file = await this.#write(report, picture);
    const { cameraId, shape, atMs } = report;
    const { eventId } = store.add({ cameraId, shape, atMs, file, sizeBytes: picture.length, width, height });
    logger.info({ shape, file, event: eventId }, 'an outside detector reported a shape');
    for (const sink of sinks) {
      sink.motion(cameraId, clock.nowMs());
      sink.eventChanged(eventId);
    }
    return { eventId };
  }

  async #write({ cameraId, shape, atMs }: ShapeReport, picture: Buffer): Promise<MediaPath> {
    const { config, media } = this.#parts;
    const camera = config.read().cameras.find(({ id }) => id === cameraId);
    const taken = DateTime.fromMillis(atMs, { zone: camera?.timezone || 'local' });
    const folder = `${SNAPSHOT_FOLDER}/${camera?.name ?? cameraId}/${taken.toFormat('yyyy-MM-dd')}`;
    await mkdir(media.pathOf(folder), { recursive: true });
    for (let number = 1; ; number++) {
      const file = `${folder}/${taken.toFormat('HHmmssSSS')}_reported_${shape.replaceAll(' ', '-')}${number}.jpg`;
      try {
        await mkdir(dirname(media.pathOf(file)), { recursive: true });
        await writeFile(media.pathOf(file), picture, { flag: 'wx' });
        return file;
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      }
    }
  }
}

/** In place of a picture: entities and phones show something that says why. */
function card(shape: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"><rect width="100%" height="100%" fill="#263238"/>
    <text x="320" y="170" font-family="DejaVu Sans, sans-serif" font-size="48" fill="#fff" text-anchor="middle">${shape}</text>
    <text x="320" y="225" font-family="DejaVu Sans, sans-serif" font-size="22" fill="#b0bec5" text-anchor="middle">reported without a picture</text></svg>`;
  return sharp(Buffer.from(svg)).jpeg().toBuffer();
}
