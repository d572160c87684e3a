export const FACE_DECODER_NAMES = ['yunet', 'face-ssd'] as const;

/** A model file on this machine, checked against its hash. */
export interface FaceModel {
  /** As people read it: `YuNet`. */
  readonly name: string;
  /** Absolute path of the ONNX file. */
  readonly file: string;
}

/** What finds faces: YuNet gives five landmarks itself, the face SSD needs a second model for them. */
export type FaceDetectorModel =
  | (FaceModel & { readonly decoder: 'yunet' })
  | (FaceModel & { readonly decoder: 'face-ssd'; readonly landmarks: FaceModel });

/** All that finding and describing faces needs. Plain data, it crosses processes. */
export interface FaceModels {
  readonly detector: FaceDetectorModel;
  readonly embedder: FaceModel;
}
