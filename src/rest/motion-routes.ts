import { Router } from 'express';
import type { MotionReceiver } from '../ports/intake.ts';
import { refuse } from './message.ts';
import { type MotionPath, parseMotion } from './motion-request.ts';

/** Port 5104: motion and recordings, reported by others. Answers as soon as the report is kept; analysis comes later. */
export function motionRoutes(receiver: MotionReceiver): Router {
  const router = Router();
  for (const path of ['motion_detected', 'recording_ready'] satisfies MotionPath[]) {
    router.post(`/motion/api/v1.0/${path}`, async (request, response) => {
      const { fields, report, message } = parseMotion(request.body, path);
      if (report === null) {
        refuse(response, 400, { ...(await receiver.check(fields)), ...message });
        return;
      }
      const outcome = await receiver.report(report);
      if (outcome.kind === 'refused') {
        refuse(response, 400, outcome.message);
        return;
      }
      const { jobId, eventId, recordingId } = outcome;
      response.status(201).json({ job_id: jobId, event_id: eventId, recording_id: recordingId });
    });
  }
  return router;
}
