/** What one camera takes of the disk. */
export interface CameraUsage {
  /** Null: what is of no camera. */
  readonly cameraId: number | null;
  /** Pictures and clips, as the camera sent them. */
  readonly files: number;
  readonly sizeBytes: number;
}
