import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const REPETITIONS = 5;

/**
 * How long OpenCV's loop in Python takes over the same frames, in ms a repetition; null where Python has no OpenCV.
 * BENCH_PYTHON names a Python that has it (`pip install opencv-python-headless`).
 */
export async function openCvLoop(clip: string, weights: string, everyNthFrame: number): Promise<number[] | null> {
  const python = process.env['BENCH_PYTHON'] ?? 'python3';
  try {
    await run(python, ['-c', 'import cv2']);
  } catch {
    console.log('    Python has no OpenCV here: the comparison with it is left out (see BENCH_PYTHON)');
    return null;
  }
  const script = join(import.meta.dirname, 'opencv-loop.py');
  const { stdout } = await run(python, [script, clip, weights, String(everyNthFrame), String(REPETITIONS)]);
  return stdout
    .trim()
    .split('\n')
    .map((seconds) => Number(seconds) * 1000);
}
