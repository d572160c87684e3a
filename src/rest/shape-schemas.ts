import { Type } from 'typebox';
import { lenientField } from './lenient-field.ts';

export const FindShapeSchema = Type.Object(
  {
    camera_name: lenientField('Required.'),
    file: lenientField('Required: a path under ROOT_DIR.'),
    type: lenientField('`jpg` or `mp4`; else taken from the extension.'),
    desired_shapes: Type.Optional(
      Type.Union([Type.Array(Type.String()), Type.String(), Type.Null()], {
        description: 'An array of shapes, or the text of one such as `["person","car"]`; empty = all.',
      }),
    ),
    confidence_level: lenientField('0 to 1, or above 1 to 100 percent; 0.7 unless given.'),
    analyse_each_n_frames: lenientField('Of clips: a whole number from 1 on; 5 unless given.'),
    recording_id: lenientField('With `file_base`: a crop of every shape is written.'),
    file_base: lenientField(
      'Where crops are written: `<file_base>_snapshot<recording_id>_<shape><n>_frame<frame>.jpg`.',
    ),
  },
  { title: 'Shapes wanted' },
);

const Pixels = Type.Integer({ description: 'In pixels of the source frame.' });

export const FoundShapeSchema = Type.Object(
  {
    shape: Type.String(),
    confidence: Type.Number({ minimum: 0, maximum: 100, description: 'Percent.' }),
    box: Type.Object({ startX: Pixels, startY: Pixels, endX: Pixels, endY: Pixels }),
    frame_nbr: Type.Integer(),
    snapshot: Type.Optional(Type.String({ description: 'The path of its crop, where crops were asked for.' })),
    snapshot_url: Type.Optional(Type.String({ format: 'uri' })),
  },
  { title: 'Found shape' },
);

export const MetadataWantedSchema = Type.Object(
  { file: lenientField('Required: a path under ROOT_DIR.') },
  { title: 'Metadata wanted' },
);

export const VideoMetadataSchema = Type.Object(
  {
    fps: Type.Number(),
    frame_count: Type.Integer(),
    duration: Type.Number({ description: 'Seconds.' }),
    width: Type.Integer(),
    height: Type.Integer(),
    codec: Type.String(),
  },
  { title: 'Video metadata' },
);
