import type { ConfigDocument } from '../domain/config-records.ts';
import { COCO_SHAPES } from '../domain/shapes.ts';

/** What moves before a house. */
const DEFAULT_PROFILE_SHAPES: readonly string[] = [
  'person',
  'bicycle',
  'car',
  'motorcycle',
  'bus',
  'truck',
  'cat',
  'dog',
];

/** The document of the first start: a Reolink camera only needs adding. Shape ids are COCO's class index plus one. */
export function defaultConfig(): ConfigDocument {
  const shapes = COCO_SHAPES.map((shape, index) => ({ id: index + 1, shape, description: '' }));
  return {
    version: 1,
    camera_brands: [{ id: 1, name: 'Reolink', description: '' }],
    camera_types: [{ id: 1, name: 'RLC-410', description: '', brand: 1 }],
    cameras: [],
    camera_listeners: [],
    analytics_profiles: [
      {
        id: 1,
        name: 'Default',
        shapes: shapes.filter(({ shape }) => DEFAULT_PROFILE_SHAPES.includes(shape)).map(({ id }) => id),
        min_nbr_video_frames_skipped: 5,
        max_nbr_video_frames_skipped: 60,
        confidence_level: 70,
        face_recognition: false,
      },
    ],
    analytics_shapes: shapes,
    known_objects: [],
  };
}
