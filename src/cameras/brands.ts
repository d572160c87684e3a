import type { CameraBrandRules } from '../ports/camera-brand.ts';
import { reolink } from './reolink.ts';

/** Every make of cameras that Concierge reads. The first whose form fits a file decides. */
export const CAMERA_BRANDS: readonly CameraBrandRules[] = [reolink];
