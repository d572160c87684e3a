/** Size of a picture in whole pixels. */
export type FrameSize = { readonly width: number; readonly height: number };

/** What a detector takes: its size in pixels and how a picture of another shape gets there. */
export type FitTarget = FrameSize & { readonly fit: 'letterbox' | 'stretch' };

/** Size of the picture inside the detector's input, in pixels, and pixels there for one pixel of the source. */
export type FittedFrame = {
  readonly scaledWidth: number;
  readonly scaledHeight: number;
  readonly scaleX: number;
  readonly scaleY: number;
};

/**
 * Where a source picture lies in a detector's input: always at its top left.
 * `letterbox` keeps the shape and leaves padding to the right and below; `stretch` fills the input.
 */
export function fitFrame(frame: FrameSize, input: FitTarget): FittedFrame {
  const { scaledWidth, scaledHeight } = scaledSize(frame, input);
  return { scaledWidth, scaledHeight, scaleX: scaledWidth / frame.width, scaleY: scaledHeight / frame.height };
}

function scaledSize(frame: FrameSize, input: FitTarget): { scaledWidth: number; scaledHeight: number } {
  if (input.fit === 'stretch') return { scaledWidth: input.width, scaledHeight: input.height };
  const scale = Math.min(input.width / frame.width, input.height / frame.height);
  return {
    scaledWidth: Math.min(input.width, Math.max(2, Math.round(frame.width * scale))),
    scaledHeight: Math.min(input.height, Math.max(2, Math.round(frame.height * scale))),
  };
}
