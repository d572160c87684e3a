import { existsSync } from 'node:fs';

/** Of util-linux, which every Debian has. */
const SETPRIV = '/usr/bin/setpriv';

/**
 * The program and its arguments, so started that the system ends it when we are killed: an orphan would hold the port of
 * the next. Where that cannot be had, as they are.
 */
export function dyingWithUs(
  program: string,
  args: readonly string[],
): { readonly program: string; readonly args: readonly string[] } {
  // Of a program that is missing the system's words say more than setpriv's.
  if (!existsSync(program) || !existsSync(SETPRIV)) return { program, args };
  return { program: SETPRIV, args: ['--pdeathsig', 'TERM', program, ...args] };
}
