/** Random access to an upload's bytes; answers fewer at the end. */
export interface ByteSource {
  readonly sizeBytes: number;
  read(offset: number, length: number): Promise<Uint8Array>;
}

const MAX_BOXES = 200_000;
const JPEG_TAIL_BYTES = 4096;
/** Boxes that an ISO base media file (ISO/IEC 14496-12) or QuickTime file may begin with. */
const FIRST_BOXES = new Set(['ftyp', 'styp', 'moov', 'mdat', 'free', 'skip', 'wide', 'pnot']);

/**
 * Whether a picture or clip is whole by its own structure: a JPEG ends with its end marker, zeros behind it aside; an
 * MP4's top-level boxes fill the file exactly, and movie header and media are among them, fragmented ones included.
 * False for whatever cannot be told.
 */
export async function looksComplete(source: ByteSource): Promise<boolean> {
  const head = await source.read(0, 12);
  if (head.length < 4) return false;
  if (head[0] === 0xff && head[1] === 0xd8) return endsWithEoi(source);
  return FIRST_BOXES.has(boxType(head)) && boxesFill(source);
}

async function endsWithEoi(source: ByteSource): Promise<boolean> {
  const start = Math.max(2, source.sizeBytes - JPEG_TAIL_BYTES);
  const tail = await source.read(start, source.sizeBytes - start);
  let end = tail.length;
  while (end > 0 && tail[end - 1] === 0) end--;
  return end >= 2 && tail[end - 2] === 0xff && tail[end - 1] === 0xd9;
}

async function boxesFill(source: ByteSource): Promise<boolean> {
  const types = new Set<string>();
  let offset = 0;
  for (let boxes = 0; offset < source.sizeBytes; boxes++) {
    const header = await source.read(offset, 16);
    const size = boxSize(header);
    if (boxes >= MAX_BOXES || size === null) return false;
    types.add(boxType(header));
    offset += size;
  }
  return offset === source.sizeBytes && types.has('moov') && types.has('mdat');
}

/** Null: cut off, senseless, or "to the end of the file", which says nothing of a file that may be cut off. */
function boxSize(header: Uint8Array): number | null {
  if (header.length < 8) return null;
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const size = view.getUint32(0);
  if (size !== 1) return size >= 8 ? size : null;
  if (header.length < 16) return null;
  const large = Number(view.getBigUint64(8));
  return large >= 16 && Number.isSafeInteger(large) ? large : null;
}

function boxType(header: Uint8Array): string {
  return String.fromCharCode(...header.subarray(4, 8));
}
