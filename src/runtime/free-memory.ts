/**
 * Gives memory that nobody looks at any more back at once. The garbage collector would find it when dozens of megabytes of
 * its kind have gathered, since it counts objects rather than what they hold.
 * @param bytes alone in an ArrayBuffer, which is empty afterwards; any other is left to the garbage collector
 */
export function freeMemory({ buffer, byteLength }: Uint8Array | Float32Array): void {
  const isAlone = buffer instanceof ArrayBuffer && byteLength === buffer.byteLength;
  if (isAlone && byteLength > 0) buffer.transfer(0);
}
