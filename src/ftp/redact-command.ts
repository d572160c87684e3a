import type { FtpCommand } from './ftp-command.ts';

const SECRET = new Set(['PASS', 'ACCT', 'ADAT']);

/** Whose arguments say nothing that is secret, even of somebody who types his password in the wrong place. */
const BEFORE_LOGIN = new Set([
  'AUTH',
  'CLNT',
  'FEAT',
  'HELP',
  'HOST',
  'NOOP',
  'OPTS',
  'PBSZ',
  'PROT',
  'QUIT',
  'SYST',
  'USER',
]);

/** A command as it may be shown and kept. */
export function redactCommand({ verb, argument }: FtpCommand, isLoggedIn: boolean): string {
  if (!/^[A-Z]{3,4}$/.test(verb)) return `(not understood, ${verb.length + argument.length} characters)`;
  if (argument === '') return verb;
  const isShown = !SECRET.has(verb) && (isLoggedIn || BEFORE_LOGIN.has(verb));
  return isShown ? `${verb} ${argument}` : `${verb} (hidden)`;
}
