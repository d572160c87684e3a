import { Type } from 'typebox';
import { lenientField } from './lenient-field.ts';

/** A camera that is slow with each of its answers, and takes a minute for its FTP test. */
export const CONFIGURE_MS = 3 * 60_000;
export const SNAPSHOT_MS = 30_000;

export const SetupReportSchema = Type.Object(
  {
    state: Type.Enum(['OK', 'NOK']),
    reason: Type.String({ description: 'Why it is NOK, and what to do; empty when it is OK.' }),
    warnings: Type.Array(Type.String(), { description: 'What else could not be set; it uploads all the same.' }),
    time: Type.String({ format: 'date-time' }),
  },
  { title: 'Setup report' },
);

export const ReoconfigSchema = Type.Object(
  {
    name: lenientField("The camera's name: what its files begin with."),
    brand: Type.Optional(
      Type.Union([Type.String(), Type.Number(), Type.Object({}), Type.Null()], {
        description: 'The name of a brand, the id or name of a camera type, or what a GET shows of it.',
      }),
    ),
    host: lenientField('Such as 192.168.1.20, with `:port` where its web interface is not on the usual one.'),
    user: lenientField('Of an administrator of the camera.'),
    password: lenientField('May be left out where the row of this name has one for this host and user.'),
    timezone: lenientField('IANA; this machine\u2019s unless given.'),
  },
  { title: 'Camera to set up' },
);

export const CameraAddressesSchema = Type.Object(
  {
    snapshot_url: Type.Optional(Type.String()),
    live_url_hd: Type.Optional(Type.String()),
    live_url_sd: Type.Optional(Type.String()),
  },
  { title: 'Camera addresses', description: 'Empty for a camera of another brand.' },
);

export const NewRecordingSchema = Type.Object(
  { file: lenientField('A path under ROOT_DIR, with or without a leading slash.') },
  { title: 'New recording' },
);

export const RecognisedFileSchema = Type.Object(
  {
    camera_name: Type.Optional(Type.String()),
    type: Type.Optional(Type.Enum(['jpg', 'mp4'])),
    analytics_profile: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
    epoch: Type.Optional(Type.Integer({ description: 'Seconds since 1970 UTC.' })),
    id: Type.Optional(Type.Integer({ description: 'Of a clip: its recording.' })),
  },
  { title: 'Recognised file', description: 'Empty when it is none of this brand.' },
);
