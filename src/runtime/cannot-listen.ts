import { ConciergeError, messageOf } from '../domain/concierge-error.ts';
import { hasCode } from './has-code.ts';

/** PORT_IN_USE, for whatever reason a port cannot be opened, in words that say what to do. @param name what it is for */
export function cannotListen(
  name: string,
  { host, port }: { readonly host: string; readonly port: number },
  cause: unknown,
): ConciergeError {
  const message = `Cannot open port ${port} for ${name}: ${reasonOf(cause, host)}.`;
  return new ConciergeError('PORT_IN_USE', message, { details: { port, host }, cause });
}

function reasonOf(cause: unknown, host: string): string {
  if (hasCode(cause, 'EADDRINUSE'))
    return 'another program uses it. Stop that program, or set CONCIERGE_PORT_OFFSET to move all ports';
  if (hasCode(cause, 'EACCES'))
    return 'it needs rights that Concierge does not have. Set CONCIERGE_PORT_OFFSET, such as 20000, to move all ports above 1023';
  if (hasCode(cause, 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'))
    return `"${host}" is no address of this machine. Correct CONCIERGE_LISTEN_HOST`;
  return messageOf(cause);
}
