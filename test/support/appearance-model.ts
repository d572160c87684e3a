import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../../models/appearance_mobilenetv2.onnx', import.meta.url));

/** Where script/setup puts it. */
export const APPEARANCE_MODEL = { name: 'MobileNetV2 appearance', file };

export const withoutAppearanceModel = existsSync(file) ? false : 'there is no model to compare with: run script/setup';
