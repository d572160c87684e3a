export const TOO_MANY_SESSIONS = -5;
export const NOT_LOGGED_IN = -6;
export const WRONG_PASSWORD = -7;
export const NOT_SUPPORTED = -9;
export const TOKEN_ERROR = -21;
export const FTP_CANNOT_CONNECT = -454;
/** TestFtp's own word for success. */
export const FTP_WORKS = 200;

const WORDS: ReadonlyMap<number, string> = new Map([
  [-4, 'it does not take one of the values'],
  [NOT_SUPPORTED, 'this model or firmware cannot do it'],
  [-13, 'it could not save its settings'],
  [-22, 'a text is too long for it'],
  [-26, 'this account may not change settings; give an administrator'],
]);

/** `it does not take one of the values (code -4, param error)` */
export function wordsFor({ rspCode, detail }: { readonly rspCode: number; readonly detail: string }): string {
  const code = `code ${rspCode}${detail === '' ? '' : `, "${detail}"`}`;
  const words = WORDS.get(rspCode);
  return words === undefined ? `it answers ${code}` : `${words} (${code})`;
}
