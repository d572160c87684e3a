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

export const MAX_FORMER_NAMES = 5;

/** What a camera was called, the latest first, once it is called something else; another spelling is no other name. */
export function formerNames(
  before: { readonly name: string; readonly former_names?: readonly string[] | undefined },
  name: string,
): string[] {
  const { former_names: former = [] } = before;
  const isNew = cameraNameKey(before.name) !== cameraNameKey(name);
  const names = isNew
    ? [before.name, ...former.filter((one) => cameraNameKey(one) !== cameraNameKey(before.name))]
    : former;
  return names.filter((one) => cameraNameKey(one) !== cameraNameKey(name)).slice(0, MAX_FORMER_NAMES);
}
