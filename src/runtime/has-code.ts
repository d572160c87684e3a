/** Whether this is the system's error of one of these codes: `ENOSPC`, `EEXIST`. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);
}
