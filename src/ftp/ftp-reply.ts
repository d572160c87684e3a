/** What a command is answered: a code of RFC 959 and its text; several lines make a multi-line reply. */
export interface FtpReply {
  readonly code: number;
  readonly lines: readonly [string, ...string[]];
}

export function ftpReply(code: number, ...lines: [string, ...string[]]): FtpReply {
  return { code, lines };
}
