import { type TSchema, Type } from 'typebox';
import { SUPPRESSIONS } from '../domain/suppression.ts';
import { ASSET_STATES } from '../ports/history.ts';
import { IdentitySchema } from './identity-answer.ts';
import { ChangeSchema, ObjectSchema, SeenBeforeSchema } from './object-answer.ts';

const Id = Type.Integer({ minimum: 1 });
const Time = Type.String({ format: 'date-time', description: 'ISO 8601, UTC.' });
const Path = Type.String({ description: 'From the root of the back end: `/2026/clip.mp4`.' });
const Address = Type.String({ format: 'uri', description: 'On the host and port by which the caller reached us.' });

/** Null until it is known. */
function later<Schema extends TSchema>(schema: Schema) {
  return Type.Union([schema, Type.Null()]);
}

/** A row of `recordings`, as the wire contract has it. */
export const RecordingSchema = Type.Object(
  {
    id: Id,
    camera: Id,
    recording_date_time: Time,
    file_path_video: Path,
    file_path_snapshot: later(Path),
    url_video: Address,
    url_snapshot: later(Address),
    url_thumbnail: later(Address),
    duration: later(Type.Number({ description: 'Seconds.' })),
    nbr_frames: later(Type.Integer()),
    resolution: later(Type.String({ examples: ['1920x1080'] })),
    video_processed_by_analytics: Type.Boolean(),
    keep: Type.Boolean({ description: 'The cleanup leaves it.' }),
  },
  { title: 'Recording' },
);

const BoxSchema = Type.Object(
  { startX: Type.Number(), startY: Type.Number(), endX: Type.Number(), endY: Type.Number() },
  { title: 'Box', description: 'In pixels of the source frame.' },
);

const AssetSchema = Type.Object(
  {
    id: Id,
    type: Type.Union([Type.Literal('jpg'), Type.Literal('mp4')]),
    file: Path,
    url: Address,
    taken_at: Time,
    recording_id: later(Id),
    state: Type.Enum([...ASSET_STATES]),
    reason: later(Type.String({ description: 'Why it failed, in words.' })),
    annotated_url: later(Address),
    analysis: later(Type.Object({ each_n_frames: Type.Integer(), frames: Type.Integer(), elapsed_ms: Type.Integer() })),
  },
  { title: 'Asset', description: 'One picture or clip.' },
);

const TrackSchema = Type.Object(
  {
    id: Id,
    asset: Id,
    recording_id: later(Id),
    shape: Type.String({ examples: ['person'] }),
    confidence: Type.Number({ description: 'Percent.' }),
    box: BoxSchema,
    frame_nbr: Type.Integer(),
    stationary: Type.Boolean(),
    suppressed: Type.Boolean({ description: 'It raised nothing.' }),
    suppressed_by: later(Type.Enum([...SUPPRESSIONS])),
    zones: Type.Array(Type.Object({ uuid: Type.String(), name: Type.String() }), {
      description: 'The zones that it went through.',
    }),
    snapshot: later(Path),
    snapshot_url: later(Address),
    identity: later(IdentitySchema),
    face_url: later(Address),
    object: later(ObjectSchema),
    seen_before: later(SeenBeforeSchema),
  },
  { title: 'Track', description: 'One object over the frames of a picture or clip, where it was seen best.' },
);

export const EventSchema = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    camera: Id,
    started_at: Time,
    ended_at: Time,
    keep: Type.Boolean({ description: 'The cleanup leaves it.' }),
    assets: Type.Array(AssetSchema),
    tracks: Type.Array(TrackSchema),
    changes: Type.Array(ChangeSchema),
  },
  { title: 'Event', description: 'What happened at one camera at one time.' },
);
