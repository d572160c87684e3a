import type { MotionReceiver } from '../ports/intake.ts';
import { ApiRoutes } from './api/api-routes.ts';
import { answerOf, refusedWith } from './api/route-spec.ts';
import { type MotionPath, parseMotion } from './motion-request.ts';
import { MotionReportSchema, RecordingReportSchema, ReportTakenSchema } from './motion-schemas.ts';

/** Port 5104: motion and recordings, reported by others. Answers as soon as the report is kept; analysis comes later. */
export function motionRoutes(receiver: MotionReceiver): ApiRoutes {
  const api = new ApiRoutes('Motion', 'Motion and clips that others report, to be analysed as uploads are.');
  const add = (path: MotionPath, summary: string, body: typeof MotionReportSchema | typeof RecordingReportSchema) =>
    api.add({
      method: 'post',
      path: `/motion/api/v1.0/${path}`,
      summary,
      description: 'Answers as soon as it is kept: nothing waits for the analysis.',
      body,
      alsoWrong: async ({ body: sent }) => {
        const { fields, report, message } = parseMotion(sent, path);
        return report === null ? { ...(await receiver.check(fields)), ...message } : {};
      },
      status: 201,
      answer: ReportTakenSchema,
      handle: async ({ body: sent }) => {
        const { report, message } = parseMotion(sent, path);
        const outcome = report === null ? ({ kind: 'refused', message } as const) : await receiver.report(report);
        if (outcome.kind === 'refused') return refusedWith(400, outcome.message);
        const { jobId, eventId, recordingId } = outcome;
        return answerOf({ job_id: jobId, event_id: eventId, recording_id: recordingId });
      },
    });
  add('motion_detected', 'Report motion, with or without a picture', MotionReportSchema);
  add('recording_ready', 'Report a clip that is complete', RecordingReportSchema);
  return api;
}
