import { type Static, Type } from 'typebox';
import { MAX_FORMER_NAMES } from './camera-name.ts';
import { ShapeRulesSchema } from './shape-rule.ts';
import { MAX_ZONES, ZoneSchema } from './zone.ts';

/**
 * What people edit: one schema a record is its validation, its type and its default. Field names are those of the wire
 * contract's tables, so that a row goes to callers and to the stored document as it is.
 */

const Name = Type.String({ minLength: 1, maxLength: 100 });
const Id = Type.Integer({ minimum: 1 });

export const CameraBrandSchema = Type.Object(
  { id: Id, name: Name, description: Type.String({ default: '' }) },
  { additionalProperties: false },
);

export const CameraTypeSchema = Type.Object(
  {
    id: Id,
    name: Name,
    description: Type.String({ default: '' }),
    brand: Id,
    /** How cameras of this type name their files, in place of their brand's forms: see file-pattern.ts. Empty = not given. */
    file_pattern: Type.Optional(Type.String({ maxLength: 300 })),
  },
  { additionalProperties: false },
);

export const CameraSchema = Type.Object(
  {
    id: Id,
    /** What entities are bound to: survives renaming. */
    uuid: Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' }),
    /** The prefix of the camera's file names, hence no underscore and no slash. */
    name: Type.String({ minLength: 1, maxLength: 60, pattern: '^(?!\\.)[^_/\\\\\\x00-\\x1f]+$' }),
    /** Its names before this one, the latest first: it may go on naming its files so. */
    former_names: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: MAX_FORMER_NAMES })),
    /** Id of the camera type. */
    brand: Id,
    host: Type.String({ maxLength: 253, default: '' }),
    user: Type.String({ maxLength: 100, default: '' }),
    /** `writeOnly`: sealed on disk, and never read back over REST. */
    password: Type.String({ maxLength: 200, default: '', writeOnly: true }),
    /** The camera's own FTP login, by which its uploads are known; empty or missing = it uses the one that all share. */
    ftp_user: Type.Optional(Type.String({ maxLength: 31, pattern: '^[\\x21-\\x7e]*$' })),
    /** At most 31 characters: cameras take no more. */
    ftp_password: Type.Optional(Type.String({ maxLength: 31, pattern: '^([\\x21-\\x7e]{8,})?$', writeOnly: true })),
    analytics_profile: Type.Union([Id, Type.Null()], { default: null }),
    /** IANA zone of the camera's clock; empty = this machine's. */
    timezone: Type.String({ maxLength: 60, default: '' }),
    snapshot_url: Type.String({ maxLength: 500, default: '' }),
    live_url_hd: Type.String({ maxLength: 500, default: '' }),
    live_url_sd: Type.String({ maxLength: 500, default: '' }),
    state: Type.Union([Type.Literal('OK'), Type.Literal('NOK')], { default: 'OK' }),
    /** Switched off, uploads are kept but not analysed. */
    analytics_enabled: Type.Boolean({ default: true }),
    /** Percent, in place of the profile's for this camera alone; null or missing = the profile's. */
    confidence_level: Type.Optional(Type.Union([Type.Integer({ minimum: 1, maximum: 100 }), Type.Null()])),
    /** In place of the profile's for this camera alone; null or missing = the profile's. */
    face_recognition: Type.Optional(Type.Union([Type.Boolean(), Type.Null()])),
    zones: Type.Array(ZoneSchema, { maxItems: MAX_ZONES, default: [] }),
  },
  { additionalProperties: false },
);

export const CameraListenerSchema = Type.Object(
  {
    id: Id,
    url: Type.String({ minLength: 1, maxLength: 500 }),
    callback_type: Type.String({
      minLength: 1,
      maxLength: 50,
      examples: ['detection', 'recording', 'config', 'ftp'],
    }),
    description: Type.String({ default: '' }),
  },
  { additionalProperties: false },
);

export const AnalyticsProfileSchema = Type.Object(
  {
    id: Id,
    name: Name,
    /** Ids of analytics shapes. */
    shapes: Type.Array(Id, { uniqueItems: true, default: [] }),
    /** Percent. */
    confidence_level: Type.Integer({ minimum: 1, maximum: 100, default: 70 }),
    /** For single shapes: another confidence, and how tall they must and may be. */
    shape_rules: Type.Optional(ShapeRulesSchema),
    /** Every n-th frame of a clip is analysed when nothing waits ... */
    min_nbr_video_frames_skipped: Type.Integer({ minimum: 1, maximum: 1000, default: 5 }),
    /** ... and never fewer than every n-th, however much waits. */
    max_nbr_video_frames_skipped: Type.Integer({ minimum: 1, maximum: 1000, default: 60 }),
    /** Needs the shape `person` in the profile. */
    face_recognition: Type.Boolean({ default: false }),
    /** Compares what is no person with known objects and with what the camera saw before; needs such a shape in the profile. */
    image_comparison: Type.Boolean({ default: false }),
  },
  { additionalProperties: false },
);

export const AnalyticsShapeSchema = Type.Object(
  { id: Id, shape: Name, description: Type.String({ default: '' }) },
  { additionalProperties: false },
);

export const KnownObjectSchema = Type.Object(
  {
    id: Id,
    name: Type.String({ maxLength: 100, default: '' }),
    file_path_image: Type.String({ minLength: 1, maxLength: 4096 }),
    /** Id of an analytics shape. */
    object_type: Id,
    identified: Type.Boolean({ default: false }),
    deep_learning_done: Type.Boolean({ default: false }),
    recording_id: Type.Union([Id, Type.Null()], { default: null }),
    frame_nbr: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], { default: null }),
  },
  { additionalProperties: false },
);

/**
 * Somebody whom faces are compared with. The pictures are the known objects of the shape `person` that have this name:
 * what is known of a person is written down once.
 */
const PersonSchema = Type.Object(
  {
    id: Id,
    /** What entities are bound to: survives renaming. */
    uuid: Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' }),
    /** Unique, whatever its case. */
    name: Type.String({ minLength: 1, maxLength: 100 }),
    /** Known, and of no interest: raises nothing. */
    ignored: Type.Boolean({ default: false }),
  },
  { additionalProperties: false },
);

export type Camera = Static<typeof CameraSchema>;
export type Person = Static<typeof PersonSchema>;
export type KnownObject = Static<typeof KnownObjectSchema>;

/** The whole stored document. `version` is the layout's, for migrations. */
export const ConfigDocumentSchema = Type.Object(
  {
    version: Type.Literal(1),
    camera_brands: Type.Array(CameraBrandSchema),
    camera_types: Type.Array(CameraTypeSchema),
    cameras: Type.Array(CameraSchema),
    camera_listeners: Type.Array(CameraListenerSchema),
    analytics_profiles: Type.Array(AnalyticsProfileSchema),
    analytics_shapes: Type.Array(AnalyticsShapeSchema),
    known_objects: Type.Array(KnownObjectSchema),
    /** A document from before there were people has none. */
    people: Type.Array(PersonSchema, { default: [] }),
    /** The highest id that each table ever gave, kept by the store: history knows cameras by their id. */
    last_ids: Type.Optional(Type.Record(Type.String(), Type.Integer({ minimum: 0 }))),
  },
  { additionalProperties: false },
);

export type ConfigDocument = Static<typeof ConfigDocumentSchema>;
