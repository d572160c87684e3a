export interface FtpCommand {
  /** In capitals; may be anything that a client sent. */
  readonly verb: string;
  /** All behind the first blank, as it is: names hold blanks, quotes and dashes. */
  readonly argument: string;
}

export function parseCommand(line: string): FtpCommand {
  const blank = line.indexOf(' ');
  if (blank === -1) return { verb: line.trim().toUpperCase(), argument: '' };
  return { verb: line.slice(0, blank).toUpperCase(), argument: line.slice(blank + 1) };
}
