import type { CameraBrandRules } from '../ports/camera-brand.ts';
import { dahua } from './dahua.ts';
import { foscam } from './foscam.ts';
import { generic } from './generic.ts';
import { hikvision } from './hikvision.ts';
import { reolink } from './reolink.ts';
import { vivotek } from './vivotek.ts';
import { yiHack } from './yi-hack.ts';

/** Every make of cameras that Concierge reads. The first whose form leads from a file to a camera decides. */
export const CAMERA_BRANDS: readonly CameraBrandRules[] = [
  reolink,
  hikvision,
  dahua,
  foscam,
  yiHack,
  vivotek,
  // Last, since a user's pattern may fit other makes' files as well.
  generic,
];
