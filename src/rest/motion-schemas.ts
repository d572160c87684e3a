import { Type } from 'typebox';
import { lenientField } from './lenient-field.ts';

const reported = {
  camera_name: lenientField('Required: the name of a camera.'),
  type: lenientField('Required: `jpg` or `mp4`.'),
  epoch: lenientField('Required: seconds since 1970 UTC.'),
  analytics_profile: lenientField("The id or name of a profile; the camera's own unless given."),
};

export const MotionReportSchema = Type.Object(
  { ...reported, file: lenientField('The picture, a path under ROOT_DIR; none is motion without a picture.') },
  { title: 'Motion report' },
);

export const RecordingReportSchema = Type.Object(
  {
    ...reported,
    file: lenientField('Required: the clip, a path under ROOT_DIR.'),
    id: lenientField('The recording that it belongs to; without it one is made.'),
  },
  { title: 'Recording report' },
);

export const ReportTakenSchema = Type.Object(
  {
    job_id: Type.Union([Type.Integer(), Type.Null()], { description: 'Null: there is nothing to analyse.' }),
    event_id: Type.String(),
    recording_id: Type.Union([Type.Integer(), Type.Null()]),
  },
  { title: 'Report taken' },
);
