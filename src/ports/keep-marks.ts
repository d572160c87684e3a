/** What a person wants to keep: the cleanup never deletes it, whatever its age and however full the disk. */
export interface KeepMarks {
  /** Marks the event with all its recordings, or takes the mark off; its id, or null when there is no such event. */
  keepEvent(eventId: string, keep: boolean): string | null;
  /** Marks the event that the recording belongs to, since both go together; its id, or null when there is no such recording. */
  keepRecording(recordingId: number, keep: boolean): string | null;
}
