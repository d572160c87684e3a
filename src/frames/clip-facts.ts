import type { MediaMetadata } from '../domain/media.ts';

/** Of ffprobe, what ClipFacts reads, in the format that it reads. */
export const FACTS_OPTIONS = [
  '-select_streams',
  'V:0',
  '-show_entries',
  'stream=codec_name,width,height,avg_frame_rate,duration,time_base:stream_side_data=rotation:stream_tags=rotate:format=duration:packet=pts,dts,duration,flags',
  '-of',
  'compact',
];

/**
 * Gathers a clip's metadata from ffprobe's lines, one at a time. Frames are counted and the duration is taken from their
 * times: a fragmented MP4 does not say them, and a cut-off clip says what it does not hold. The container's own words
 * serve where the packets have no times.
 */
export class ClipFacts {
  #packets = 0;
  #firstTick = Number.POSITIVE_INFINITY;
  #lastTick = Number.NEGATIVE_INFINITY;
  #endTick = Number.NEGATIVE_INFINITY;
  #stream: ReadonlyMap<string, string> | null = null;
  #format: ReadonlyMap<string, string> = new Map();

  read(line: string): void {
    const [section, ...pairs] = line.trim().split('|');
    const fields = new Map(pairs.map((pair): [string, string] => cutAt(pair, '=')));
    if (section === 'packet') this.#readPacket(fields);
    else if (section === 'stream') this.#stream ??= fields;
    else if (section === 'format') this.#format = fields;
  }

  /** Null when there is no video, or none with a size and a frame. */
  metadata(): MediaMetadata | null {
    const stream = this.#stream;
    const width = number(stream?.get('width'));
    const height = number(stream?.get('height'));
    if (!stream || !width || !height || this.#packets === 0) return null;
    const durationMs = this.#countedDurationMs() ?? this.#statedDurationMs();
    const quarterTurns = Math.round((number(stream.get('rotation')) ?? number(stream.get('tag:rotate')) ?? 0) / 90);
    const upright = quarterTurns % 2 === 0;
    return {
      fps: this.#fps(durationMs),
      frameCount: this.#packets,
      durationMs: Math.round(durationMs),
      width: upright ? width : height,
      height: upright ? height : width,
      codec: stream.get('codec_name') ?? 'unknown',
    };
  }

  #readPacket(fields: ReadonlyMap<string, string>): void {
    // An edit list leaves these out.
    if (fields.get('flags')?.includes('D')) return;
    this.#packets += 1;
    const tick = number(fields.get('pts')) ?? number(fields.get('dts'));
    if (tick === null) return;
    this.#firstTick = Math.min(this.#firstTick, tick);
    this.#lastTick = Math.max(this.#lastTick, tick);
    this.#endTick = Math.max(this.#endTick, tick + (number(fields.get('duration')) ?? 0));
  }

  #countedDurationMs(): number | null {
    const tickMs = ratio(this.#stream?.get('time_base')) * 1000;
    if (this.#packets < 2 || !(this.#lastTick > this.#firstTick) || !(tickMs > 0)) return null;
    const meanTicks = (this.#lastTick - this.#firstTick) / (this.#packets - 1);
    const end = this.#endTick > this.#lastTick ? this.#endTick : this.#lastTick + meanTicks;
    return (end - this.#firstTick) * tickMs;
  }

  #statedDurationMs(): number {
    return (number(this.#stream?.get('duration')) ?? number(this.#format.get('duration')) ?? 0) * 1000;
  }

  #fps(durationMs: number): number {
    if (durationMs > 0) return Math.round((this.#packets * 1_000_000) / durationMs) / 1000;
    return ratio(this.#stream?.get('avg_frame_rate'));
  }
}

function cutAt(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function number(text: string | undefined): number | null {
  if (text === undefined || text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/** ffprobe's `30000/1001`; 0 where it is none. */
function ratio(text: string | undefined): number {
  const [numerator, denominator] = (text ?? '').split('/').map(Number);
  return numerator && denominator ? numerator / denominator : 0;
}
