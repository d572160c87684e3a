import { findTool } from '../../src/runtime/find-tool.ts';

/** ffmpeg and ffprobe as the product finds them on this machine. */
export const mediaTools = {
  ffmpegPath: findTool('ffmpeg', process.env['PATH'] ?? ''),
  ffprobePath: findTool('ffprobe', process.env['PATH'] ?? ''),
};
