/** By ffmpeg's names, with a stream of each as a browser is asked about it. */
const STREAMS = {
  h264: 'video/mp4; codecs="avc1.640028"',
  hevc: 'video/mp4; codecs="hvc1.1.6.L120.90"',
  av1: 'video/mp4; codecs="av01.0.08M.08"',
  vp9: 'video/mp4; codecs="vp09.00.40.08"',
} as const;

/** What this browser plays: `h264,av1`. */
export function playableCodecs(): string {
  const video = document.createElement('video');
  const played = Object.entries(STREAMS).filter(([, stream]) => video.canPlayType(stream) !== '');
  return played.map(([codec]) => codec).join(',');
}
