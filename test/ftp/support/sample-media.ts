/** Bytes with the outer structure of a JPEG: start marker, `sizeBytes` in all, end marker. */
export function jpegBytes(sizeBytes = 2000, seed = 1): Buffer {
  const bytes = Buffer.alloc(sizeBytes);
  for (let index = 0; index < sizeBytes; index++) bytes[index] = (index * 31 + seed * 17) & 0x7f;
  bytes.set([0xff, 0xd8, 0xff, 0xe0], 0);
  bytes.set([0xff, 0xd9], sizeBytes - 2);
  return bytes;
}

export function box(type: string, contentBytes: number): Buffer {
  const bytes = Buffer.alloc(8 + contentBytes, 0x11);
  bytes.writeUInt32BE(bytes.length, 0);
  bytes.write(type, 4, 'latin1');
  return bytes;
}

/** Bytes with the outer structure of an MP4 as cameras write it at the end of a recording. */
export function mp4Bytes(mediaBytes = 5000): Buffer {
  return Buffer.concat([box('ftyp', 16), box('mdat', mediaBytes), box('moov', 300)]);
}

/** Likewise of a fragmented one, which grows while it is sent. */
export function fragmentedMp4(fragments = 4, mediaBytes = 1000): Buffer {
  const parts = [box('ftyp', 16), box('moov', 200)];
  for (let index = 0; index < fragments; index++) parts.push(box('moof', 60), box('mdat', mediaBytes));
  return Buffer.concat(parts);
}
