import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ClipFacts } from '../../src/frames/clip-facts.ts';
import { ffmpegDialectOf } from '../../src/frames/ffmpeg-dialect.ts';
import { LineSplitter } from '../../src/frames/line-splitter.ts';
import { shortReason } from '../../src/frames/media-faults.ts';
import { SampleLog } from '../../src/frames/sample-log.ts';

function factsOf(...lines: string[]) {
  const facts = new ClipFacts();
  for (const line of lines) facts.read(line);
  return facts.metadata();
}

describe('ffprobe output', () => {
  const stream = 'stream|codec_name=h264|width=640|height=360|avg_frame_rate=15/1|time_base=1/1000|duration=9.000000';

  test('without times of packets falls back on what the container states', () => {
    const metadata = factsOf('packet|pts=N/A|dts=N/A|duration=N/A|flags=K_', 'packet|pts=N/A|dts=N/A|flags=__', stream);
    assert.deepEqual([metadata?.durationMs, metadata?.frameCount], [9000, 2]);
  });

  test('leaves out what an edit list discards, and guesses the length of the last frame', () => {
    const metadata = factsOf(
      'packet|pts=-100|flags=KD_',
      'packet|pts=0|flags=K__',
      'packet|pts=200|flags=___',
      'packet|pts=100|flags=___',
      stream,
    );
    assert.deepEqual([metadata?.frameCount, metadata?.durationMs, metadata?.fps], [3, 300, 10]);
  });

  test('gives a rotation in degrees, in side data or, of old files, as a tag', () => {
    for (const [turn, width] of [
      ['rotation=-90', 360],
      ['rotation=180', 640],
      ['tag:rotate=270', 360],
    ] as const) {
      assert.equal(factsOf('packet|pts=0|flags=K_', `${stream}|side_data|${turn}`)?.width, width);
    }
  });

  test('without a stream, a size or a frame is no clip', () => {
    assert.equal(factsOf('format|duration=3.0'), null);
    assert.equal(factsOf(stream), null);
    assert.equal(factsOf('packet|pts=0|flags=K_', 'stream|codec_name=h264|width=N/A|height=N/A'), null);
  });
});

describe('ffmpeg output', () => {
  const line = (n: number, pts: string) => `[Parsed_showinfo_4 @ 0x55] [info] n:${n} pts:${pts} pts_time:1 fmt:gbrp\n`;

  test('places samples by their number and their time from the first on, in pieces as it may come', async () => {
    const log = new SampleLog(5);
    const text = `[info] Stream #0:0: Video\n${line(0, '  -80000')}[h264 @ 0x1] [error] concealing\n[hevc @ 0x2] ${line(1, '420499')}${line(2, 'NOPTS')}`;
    for (const character of text) log.push(Buffer.from(character));
    log.end();
    assert.deepEqual(
      [await log.next(), await log.next(), await log.next(), await log.next()],
      [{ frameNumber: 0, timeMs: 0 }, { frameNumber: 5, timeMs: 500 }, { frameNumber: 10, timeMs: 500 }, null],
    );
    assert.equal(shortReason(log.complaints), 'concealing');
  });

  test('is kept in bounds, however much it complains', () => {
    const log = new SampleLog(1);
    for (let n = 0; n < 5000; n += 1) log.push(Buffer.from(`[h264 @ 0x1] [error] bad block ${n}\n`));
    assert.ok(log.complaints.length <= 4096);
    assert.match(log.complaints, /bad block 4999/);
    assert.ok(shortReason(log.complaints).length <= 200);
  });

  test('is cut into lines, an endless one cut short', () => {
    const lines: string[] = [];
    const splitter = new LineSplitter((text) => lines.push(text));
    for (let n = 0; n < 100; n += 1) splitter.push(Buffer.alloc(1000, 'x'));
    splitter.end();
    assert.equal(lines.length, 1);
    assert.ok((lines[0] ?? '').length <= 2000);
  });
});

describe('the dialect of an ffmpeg', () => {
  for (const [version, dialect] of [
    ['libavutil      56. 24.101 / 56. 24.101', 'before 5.1'],
    ['libavutil      57. 17.100 / 57. 17.100', 'before 5.1'],
    ['libavutil      57. 28.100 / 57. 28.100', 'current'],
    ['libavutil      59. 39.100 / 59. 39.100', 'current'],
    ['', 'current'],
  ] as const) {
    test(`is ${dialect} for "${version}"`, () => assert.equal(ffmpegDialectOf(version), dialect));
  }
});
