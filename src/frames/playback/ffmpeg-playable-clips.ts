import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import type { MediaMetadata } from '../../domain/media.ts';
import type { MediaPath } from '../../domain/media-path.ts';
import type { PlayableClip, PlayableClips } from '../../ports/playable-clips.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { MediaRoot } from '../../runtime/media-root.ts';
import { Ffprobe } from '../ffprobe.ts';
import { type Conversion, convertClip } from './convert-clip.ts';
import { PlaybackCache } from './playback-cache.ts';

const MOST_BYTES = 400_000_000;
/** What is known of clips that were asked for lately. */
const MOST_FACTS = 500;

export interface PlayableClipsParts {
  readonly media: MediaRoot;
  /** What is made is kept there. */
  readonly folder: string;
  readonly ffmpegPath: string;
  readonly ffprobePath: string;
  readonly clock: Clock;
}

type ToConvert = Pick<Conversion, 'source' | 'codec' | 'kind' | 'durationMs'>;

/** By ffmpeg, one clip at a time and behind everything else that the machine has to do. */
export class FfmpegPlayableClips implements PlayableClips {
  readonly #parts: PlayableClipsParts;
  readonly #probe: Ffprobe;
  readonly #cache: PlaybackCache;
  readonly #facts = new Map<string, Promise<MediaMetadata>>();
  /** 0..1, of the clips that are made or wait for it. */
  readonly #progress = new Map<MediaPath, number>();
  readonly #making = new Map<string, Promise<string>>();
  readonly #opened: () => Promise<void>;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: PlayableClipsParts) {
    this.#parts = parts;
    this.#probe = new Ffprobe(parts.ffprobePath, parts.clock);
    this.#cache = new PlaybackCache(parts.folder, MOST_BYTES);
    let opened: Promise<void> | null = null;
    this.#opened = () => {
      opened ??= this.#cache.open();
      return opened;
    };
  }

  async prepare(file: MediaPath, codecs: ReadonlySet<string>, signal: AbortSignal): Promise<PlayableClip> {
    const source = await this.#parts.media.existing(file);
    const { size, mtimeMs } = await stat(source);
    const version = `${source}|${size}|${mtimeMs}`;
    const facts = await untilAborted(this.#factsOf(source, version), signal);
    const { codec } = facts;
    const isPlayed = codecs.has(codec);
    if (isPlayed && (await isMp4(source))) return { kind: 'as it is', path: source };
    const kind = isPlayed ? 'remuxed' : 'transcoded';
    const name = `${createHash('sha1').update(`${version}|${kind}`).digest('hex')}.mp4`;
    await this.#opened();
    const make = () => this.#make(name, file, { source, codec, kind, durationMs: facts.durationMs });
    const path = (await this.#cache.find(name)) ?? (await untilAborted(make(), signal));
    return { kind, path };
  }

  progress(file: MediaPath): number | null {
    return this.#progress.get(file) ?? null;
  }

  async made(name: string): Promise<string | null> {
    return this.#cache.find(name);
  }

  #factsOf(source: string, version: string): Promise<MediaMetadata> {
    const known = this.#facts.get(version);
    if (known) return known;
    const asked = this.#probe.probe(source, AbortSignal.timeout(60_000));
    asked.catch(() => this.#facts.delete(version));
    if (this.#facts.size >= MOST_FACTS) this.#facts.clear();
    this.#facts.set(version, asked);
    return asked;
  }

  #make(name: string, file: MediaPath, what: ToConvert): Promise<string> {
    const underWay = this.#making.get(name);
    if (underWay) return underWay;
    const { ffmpegPath, clock } = this.#parts;
    const onProgress = (share: number) => void this.#progress.set(file, share);
    const make = () =>
      this.#cache.make(name, (target) => convertClip({ ...what, target, onProgress, ffmpegPath, clock }));
    onProgress(0);
    const made = this.#last.then(make, make).finally(() => {
      this.#making.delete(name);
      this.#progress.delete(file);
    });
    // Whoever waits hears of a fault; where nobody does any more, it is none.
    this.#last = made.catch(() => {});
    this.#making.set(name, made);
    return made;
  }
}

/** By its content: a camera's `.mp4` may be anything. */
async function isMp4(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(12), 0, 12, 0);
    return buffer.toString('latin1', 4, 8) === 'ftyp';
  } finally {
    await file.close();
  }
}

function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  return Promise.race([work, aborted]).finally(() => signal.removeEventListener('abort', stop));
}
