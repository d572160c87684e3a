import type { TestContext } from 'node:test';
import { CAMERA_BRANDS } from '../../src/cameras/brands.ts';
import { Intake } from '../../src/intake/intake.ts';
import type { MotionListener } from '../../src/intake/motion-listener.ts';
import { CameraVerdictTable } from '../../src/store/camera-verdict-table.ts';
import { Stores } from './stores.ts';

/** Writes down what it is told. */
export class ListeningSink implements MotionListener {
  readonly motions: { cameraId: number; atMs: number }[] = [];
  queueChanges = 0;

  motion(cameraId: number, atMs: number): void {
    this.motions.push({ cameraId, atMs });
  }

  queueChanged(): void {
    this.queueChanges++;
  }
}

export async function openIntake(context: TestContext, more: readonly MotionListener[] = []) {
  const stores = await Stores.open(context);
  const { config, history, media, clock, logger } = stores;
  const sink = new ListeningSink();
  const verdicts = new CameraVerdictTable(stores.database);
  const sinks = [...more, sink];
  const intake = new Intake({ config, history, media, clock, logger, brands: CAMERA_BRANDS, sinks, verdicts });
  return { stores, intake, sink, verdicts };
}

/** 2026-11-22 12:00:00 UTC, as the manual clock begins. */
export const NOON = Date.UTC(2026, 10, 22, 12);
