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

/** Every make that is read; ids are the place in this list plus one. */
const BRANDS = ['Reolink', 'Hikvision', 'Dahua', 'Foscam', 'Yi-hack', 'Vivotek', 'Generic'] as const;

interface DefaultType {
  readonly name: string;
  readonly brand: (typeof BRANDS)[number];
  readonly file_pattern?: string;
}

/** Annke, Amcrest, GeoVision and ACTi name their files as another make does. */
const CAMERA_TYPES: readonly DefaultType[] = [
  { name: 'RLC-410', brand: 'Reolink' },
  { name: 'Hikvision', brand: 'Hikvision' },
  { name: 'Annke', brand: 'Hikvision' },
  { name: 'Dahua', brand: 'Dahua' },
  { name: 'Amcrest', brand: 'Dahua' },
  { name: 'Foscam', brand: 'Foscam' },
  { name: 'Yi-hack', brand: 'Yi-hack' },
  { name: 'Vivotek', brand: 'Vivotek' },
  { name: 'GeoVision', brand: 'Vivotek' },
  { name: 'ACTi', brand: 'Vivotek' },
  { name: 'Generic', brand: 'Generic', file_pattern: '{camera}/*{YYYY}{MM}{DD}*{hh}{mm}{ss}*' },
];

/** The document of the first start: a camera only needs adding. Shape ids are COCO's class index plus one. */
export function defaultConfig(): ConfigDocument {
  const shapes = COCO_SHAPES.map((shape, index) => ({ id: index + 1, shape, description: '' }));
  return {
    version: 1,
    camera_brands: BRANDS.map((name, index) => ({ id: index + 1, name, description: '' })),
    camera_types: CAMERA_TYPES.map(({ brand, ...type }, index) => ({
      id: index + 1,
      description: '',
      brand: BRANDS.indexOf(brand) + 1,
      ...type,
    })),
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
        image_comparison: false,
      },
    ],
    analytics_shapes: shapes,
    known_objects: [],
    people: [],
  };
}
