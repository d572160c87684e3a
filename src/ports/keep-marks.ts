/** What a person wants to keep: the cleanup never deletes it, whatever its age and however full the disk. */
export interface KeepMarks {
  /** Marks the event with all its recordings, or takes the mark off; false when there is no such event. */
  keepEvent(eventId: string, keep: boolean): boolean;
  /** Marks the event that the recording belongs to, since both go together; false when there is no such recording. */
  keepRecording(recordingId: number, keep: boolean): boolean;
}
