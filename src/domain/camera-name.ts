/**
 * What two spellings of one camera's name have in common: case does not count, and cameras put `_` where the name has a
 * blank. Two cameras whose keys are equal could not be told apart by their files.
 */
export function cameraNameKey(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\s_]+/g, ' ')
    .trim();
}
