import type { CameraGlance } from '../../../../../src/ports/panel/camera-glance.ts';
import type { Camera } from '../../api/tables.ts';
import { roughly } from '../../format/time.ts';
import { t } from './messages.ts';

/** What there is to see to, in words. */
export function problemsOf(camera: Camera, glance: CameraGlance | undefined): readonly string[] {
  const problems: string[] = [];
  if (camera.state === 'NOK') problems.push(t('setupFailed'));
  if (!camera.analytics_enabled) problems.push(t('analyticsOff'));
  if (glance?.clockAheadMs) problems.push(t('clockOff', { time: roughly(Math.abs(glance.clockAheadMs)) }));
  if (glance && glance.clipsWaiting > 0) problems.push(t.count('clipsWaiting', glance.clipsWaiting));
  return problems;
}
