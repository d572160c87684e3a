/** 50 MP as RGB are 150 MB, the most that one picture may take of a 600 MB add-on; cameras send 2 to 16 MP. */
export const MAX_PICTURE_PIXELS = 50_000_000;

/** 8K UHD is 33 MP; four full frames of 40 MP as I420, the most that are in flight, are 240 MB. */
export const MAX_CLIP_PIXELS = 40_000_000;

/** A program that shows no sign of work for this long hangs ... */
export const STALL_MS = 30_000;

/** ... but ffmpeg, which shows one for each sample only, may take this much longer for each frame between two. */
export const SLOWEST_FRAME_MS = 200;
