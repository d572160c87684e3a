import {
  enterExtendedPassiveMode,
  enterPassiveMode,
  useClientPort,
  useExtendedClientPort,
} from './commands/data-port-commands.ts';
import { listFiles, listNames } from './commands/list-commands.ts';
import { listFeatures, nameUser, quit, setOption, tellHelp } from './commands/login-commands.ts';
import {
  deleteFile,
  fileSize,
  refuseReading,
  refuseRemovingFolder,
  renameFrom,
  renameTo,
} from './commands/name-commands.ts';
import { abortTransfer, allocate, appendToFile, restartAt, setType, storeFile } from './commands/store-commands.ts';
import { setProtection, setProtectionBuffer, startTls } from './commands/tls-commands.ts';
import type { FtpCommand } from './ftp-command.ts';
import { type FtpReply, ftpReply } from './ftp-reply.ts';
import type { FtpSession } from './ftp-session.ts';

/** Null: the handler has replied itself. */
type Handler = (session: FtpSession, argument: string) => Promise<FtpReply | null>;

/** Our own handlers, where ftp-srv's fall short of what cameras need. */
const OWN: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['ABOR', abortTransfer],
  ['ALLO', allocate],
  ['APPE', appendToFile],
  ['AUTH', startTls],
  ['DELE', deleteFile],
  ['EPRT', useExtendedClientPort],
  ['EPSV', enterExtendedPassiveMode],
  ['FEAT', listFeatures],
  ['HELP', tellHelp],
  ['LIST', listFiles],
  ['NLST', listNames],
  ['OPTS', setOption],
  ['PASV', enterPassiveMode],
  ['PBSZ', setProtectionBuffer],
  ['PORT', useClientPort],
  ['PROT', setProtection],
  ['QUIT', quit],
  ['REST', restartAt],
  ['RETR', refuseReading],
  ['RMD', refuseRemovingFolder],
  ['RNFR', renameFrom],
  ['RNTO', renameTo],
  ['SIZE', fileSize],
  ['STOR', storeFile],
  ['TYPE', setType],
  ['USER', nameUser],
]);

/** ftp-srv's handlers that do all that is needed. */
const OF_FTP_SRV: ReadonlySet<string> = new Set([
  'CDUP',
  'CWD',
  'MDTM',
  'MKD',
  'MODE',
  'NOOP',
  'PASS',
  'PWD',
  'STAT',
  'STRU',
  'SYST',
  'XCUP',
  'XCWD',
  'XMKD',
  'XPWD',
]);

/** ftp-srv's handlers of these fail on an empty argument with a programmer's words. */
const NEEDS_ARGUMENT: ReadonlySet<string> = new Set(['CWD', 'MDTM', 'MKD', 'XCWD', 'XMKD']);

const BEFORE_LOGIN: ReadonlySet<string> = new Set(['AUTH', 'FEAT', 'HELP', 'OPTS', 'PBSZ', 'PROT', 'QUIT', 'USER']);

/** Answers one command of a session. */
export async function runCommand(session: FtpSession, { verb, argument }: FtpCommand): Promise<'done' | 'unknown'> {
  const own = OWN.get(verb);
  if (own) {
    const allowed = session.connection.authenticated || BEFORE_LOGIN.has(verb);
    const reply = allowed ? await own(session, argument) : ftpReply(530, 'Log in first');
    if (reply !== null) await session.reply(reply);
    return 'done';
  }
  if (!OF_FTP_SRV.has(verb)) return 'unknown';
  if (argument === '' && NEEDS_ARGUMENT.has(verb)) {
    await session.reply(ftpReply(501, `What is ${verb} about?`));
    return 'done';
  }
  await session.connection.commands.handle({ directive: verb, arg: argument || null, flags: [] });
  if (verb === 'PASS' && !session.connection.authenticated) session.countLoginFailure();
  return 'done';
}
