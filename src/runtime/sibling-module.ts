import { extname } from 'node:path';

/**
 * The address of a module that is loaded by its address, such as a thread's: `.ts` where sources run as they are, `.js`
 * in the image, which has them without their types.
 * @param path without its ending, from the module that asks
 */
export function siblingModule(path: string, from: ImportMeta): URL {
  return new URL(`${path}${extname(from.filename)}`, from.url);
}
