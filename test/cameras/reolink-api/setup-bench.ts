import type { TestContext } from 'node:test';
import { ReolinkSetup, type ReolinkSetupParts } from '../../../src/cameras/reolink-api/reolink-setup.ts';
import { type Clock, systemClock } from '../../../src/runtime/clock.ts';
import { FakeReolinkCamera, type FakeReolinkOptions } from '../../fakes/reolink-camera.ts';
import { type BenchOptions as FtpBenchOptions, PASSWORD, startFtp, USER } from '../../ftp/support/ftp-bench.ts';
import { recordingLogger } from '../../support/test-logger.ts';

export const NEVER_ABORTED = new AbortController().signal;

export interface BenchOptions {
  readonly camera?: FakeReolinkOptions;
  readonly setup?: Partial<ReolinkSetupParts>;
  readonly ftp?: FtpBenchOptions;
  readonly clock?: Clock;
}

/** A camera, our FTP server, and what sets the one to the other. */
export async function openBench(context: TestContext, options: BenchOptions = {}) {
  const camera = await FakeReolinkCamera.start(options.camera);
  context.after(() => camera.stop());
  const ftp = await startFtp(context, options.ftp);
  const { logger, lines } = recordingLogger();
  const setup = new ReolinkSetup({
    ftpHost: null,
    ftpPort: ftp.port,
    ftpLogin: async () => ({ user: USER, password: PASSWORD }),
    allowLoopback: true,
    logger,
    clock: options.clock ?? systemClock,
    ...options.setup,
  });
  const request = {
    name: 'Front Door',
    host: camera.host,
    user: 'admin',
    password: 'secret',
    timezone: 'Europe/Amsterdam',
  };
  return { camera, ftp, setup, request, lines };
}
