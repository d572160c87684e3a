/** What a detector outside of Concierge has seen. */
export interface ShapeReport {
  readonly cameraId: number;
  /** A COCO name. */
  readonly shape: string;
  /** Where its picture is: under our own address or another's; null = there is none. */
  readonly pictureUrl: string | null;
  readonly atMs: number;
}

/** Takes what outside detectors report: it joins events and entities as our own detections do. */
export interface ShapeReportReceiver {
  report(report: ShapeReport): Promise<{ readonly eventId: string }>;
}

/** A report with its picture on disk, as history keeps it. */
export interface StoredReport extends Omit<ShapeReport, 'pictureUrl'> {
  readonly file: string;
  readonly sizeBytes: number;
  readonly width: number;
  readonly height: number;
}

export interface ShapeReportStore {
  /** In one transaction: its picture as an asset that is analysed already, its event (joined or new), its announcement. */
  add(report: StoredReport): { readonly eventId: string };
}
