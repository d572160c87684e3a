import { Type } from 'typebox';
import { type MediaType, mediaTypeOf } from '../domain/media.ts';
import type { MediaPath } from '../domain/media-path.ts';
import { crossedHeights, crossedHeightsWords } from '../domain/profile-faults.ts';
import { type ShapeLimit, shapeLimits } from '../domain/shape-limits.ts';
import { type ShapeRule, ShapeRulesSchema } from '../domain/shape-rule.ts';
import { shapeRuleFaults } from '../domain/shape-rule-faults.ts';
import { parseShape } from '../domain/shapes.ts';
import type { AnalysisRequest } from '../ports/shape-analyser.ts';
import { schemaCheck } from './api/schema-check.ts';
import { completeShapeRules } from './complete-shape-rules.ts';
import { FieldReader } from './field-reader.ts';
import type { FieldMessages } from './message.ts';

const DEFAULT_CONFIDENCE = 0.7;
const DEFAULT_EVERY_NTH_FRAME = 5;

export type Parsed<Value> =
  | { readonly kind: 'fine'; readonly value: Value }
  | { readonly kind: 'bad'; readonly message: FieldMessages };

/** Reads the body of find_shape, as the wire contract's table has it. */
export function parseFindShape(body: unknown): Parsed<AnalysisRequest> {
  const reader = new FieldReader(body);
  reader.requiredText('camera_name');
  const file = readFile(reader);
  const mediaType = readMediaType(reader, file);
  const shapes = readShapes(reader);
  const minConfidence = readConfidence(reader);
  const limits = readShapeLimits(reader, minConfidence);
  const everyNthFrame = reader.integer('analyse_each_n_frames', 1) ?? DEFAULT_EVERY_NTH_FRAME;
  const snapshots = readSnapshots(reader);
  if (Object.keys(reader.message).length > 0 || file === null || mediaType === null) {
    return { kind: 'bad', message: reader.message };
  }
  const lookedFor = { shapes, minConfidence, shapeLimits: limits, everyNthFrame };
  return { kind: 'fine', value: { file, mediaType, ...lookedFor, snapshots, annotatedFrame: null, faces: null } };
}

/** Reads the body of get_video_metadata. */
export function parseGetMetadata(body: unknown): Parsed<MediaPath> {
  const reader = new FieldReader(body);
  const file = readFile(reader);
  return file === null ? { kind: 'bad', message: reader.message } : { kind: 'fine', value: file };
}

function readFile(reader: FieldReader): MediaPath | null {
  if (reader.value('file') === undefined) return reader.refuse('file', 'is required: a path under ROOT_DIR');
  const file = reader.mediaPath('file');
  const hidden = file?.split('/').some((part) => part.startsWith('.'));
  return hidden ? reader.refuse('file', `"${file}" lies in a folder that is Concierge's own`) : file;
}

function readMediaType(reader: FieldReader, file: MediaPath | null): MediaType | null {
  if (reader.value('type') !== undefined) return reader.mediaType('type');
  const byName = file === null ? null : mediaTypeOf(file);
  if (byName !== null || file === null) return byName;
  return reader.refuse('type', `is needed: the name "${file}" does not say whether it is a jpg or an mp4`);
}

/** The number 1 is the contract's 1.0, i.e. 100 %; only what is above it is taken for percent. */
function readConfidence(reader: FieldReader): number {
  const value = reader.number('confidence_level') ?? DEFAULT_CONFIDENCE;
  if (value < 0 || value > 100) {
    reader.refuse('confidence_level', `is ${value}: 0 to 1, or above 1 to 100 percent, is expected`);
  }
  return value > 1 ? value / 100 : value;
}

const checkRules = schemaCheck(Type.Object({ shape_rules: ShapeRulesSchema }), { fill: false });

/** As a profile has them, or the text of such a list. */
function readShapeLimits(reader: FieldReader, minConfidence: number): readonly ShapeLimit[] {
  const written = reader.value('shape_rules') ?? [];
  const rules = completeShapeRules(typeof written === 'string' ? parseJson(written) : written);
  const wrong = checkRules({ shape_rules: rules })['shape_rules'];
  if (wrong !== undefined) {
    reader.refuse('shape_rules', wrong);
    return [];
  }
  // The check has held it against the schema.
  const fitting = rules as readonly ShapeRule[];
  const faults = [...shapeRuleFaults(fitting, []), ...crossedHeights(fitting).map(crossedHeightsWords)];
  if (faults.length > 0) reader.refuse('shape_rules', faults.join('; '));
  return shapeLimits(fitting, minConfidence * 100, null);
}

function readShapes(reader: FieldReader): readonly string[] | null {
  const names = shapeNames(reader.value('desired_shapes'));
  if (names === null) {
    reader.refuse('desired_shapes', 'is no array of shapes, nor the text of one such as ["person","car"]');
    return null;
  }
  const unknown = names.filter((name) => parseShape(name) === null);
  if (unknown.length > 0) {
    reader.refuse('desired_shapes', `names what no model finds: ${unknown.map((name) => `"${name}"`).join(', ')}`);
  }
  const shapes = names.map(parseShape).filter((shape) => shape !== null);
  return shapes.length === 0 ? null : [...new Set(shapes)];
}

function shapeNames(value: unknown): readonly string[] | null {
  if (value === undefined) return [];
  const list = typeof value === 'string' ? parseJson(value) : value;
  const isNames = Array.isArray(list) && list.every((item): item is string => typeof item === 'string');
  return isNames ? list : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Both or none: a crop's name is made of both. */
function readSnapshots(reader: FieldReader): AnalysisRequest['snapshots'] {
  const recordingId = reader.text('recording_id');
  const fileBase = reader.mediaPath('file_base');
  if (recordingId !== null && !/^[A-Za-z0-9-]{1,40}$/.test(recordingId)) {
    return reader.refuse('recording_id', `is "${recordingId}": digits, letters and hyphens are expected`);
  }
  if (fileBase?.split('/').some((part) => part.startsWith('.'))) {
    return reader.refuse('file_base', `"${fileBase}" lies in a folder that is Concierge's own`);
  }
  return recordingId === null || fileBase === null ? null : { fileBase, recordingId };
}
