import { isIPv4 } from 'node:net';
import { messageOf } from '../../domain/concierge-error.ts';
import { ActiveDataPort } from '../active-data-port.ts';
import { type FtpReply, ftpReply } from '../ftp-reply.ts';
import type { FtpSession } from '../ftp-session.ts';
import { PassiveDataPort } from '../passive-data-port.ts';
import { type ActiveAddress, normalAddress, parseEprtArgument, parsePortArgument } from '../peer-address.ts';
import { toldAddress } from '../told-address.ts';

const FIRST_UNPRIVILEGED_PORT = 1024;

/** PASV (RFC 959). */
export async function enterPassiveMode(session: FtpSession): Promise<FtpReply> {
  if (session.onlyExtendedPassive) return ftpReply(501, 'After EPSV ALL only EPSV is allowed');
  const local = normalAddress(session.connection.commandSocket.localAddress);
  if (local === null || !isIPv4(local)) return ftpReply(425, 'PASV is for IPv4, use EPSV');
  const told = toldAddress(local, session.peerAddress, session.context);
  session.toldAddress = told;
  return promisePort(session, (port) => {
    const numbers = [...told.split('.'), port >> 8, port & 255].join(',');
    return ftpReply(227, `Entering Passive Mode (${numbers})`);
  });
}

/** EPSV (RFC 2428). */
export async function enterExtendedPassiveMode(session: FtpSession, argument: string): Promise<FtpReply> {
  const family = argument.trim().toUpperCase();
  if (family === 'ALL') {
    session.onlyExtendedPassive = true;
    return ftpReply(200, 'Only EPSV from now on');
  }
  const own = isIPv4(session.peerAddress) ? '1' : '2';
  if (family !== '' && family !== own) return ftpReply(522, `Network protocol not supported, use (${own})`);
  session.toldAddress = null;
  return promisePort(session, (port) => ftpReply(229, `Entering Extended Passive Mode (|||${port}|)`));
}

export async function useClientPort(session: FtpSession, argument: string): Promise<FtpReply> {
  return useActivePort(session, parsePortArgument(argument));
}

export async function useExtendedClientPort(session: FtpSession, argument: string): Promise<FtpReply> {
  return useActivePort(session, parseEprtArgument(argument));
}

async function promisePort(session: FtpSession, tell: (port: number) => FtpReply): Promise<FtpReply> {
  const { ports, limits, host, clock, logger, faults } = session.context;
  session.setDataPort(null);
  const deadlineMs = clock.nowMs() + limits.portWaitMs;
  for (;;) {
    const outcome = await ports.lease(Math.max(0, deadlineMs - clock.nowMs()), session.gone);
    if (outcome.kind !== 'leased') return noPort(session, outcome.kind);
    const { peerAddress, protect } = session;
    const terms = { host, peerAddress, connectMs: limits.connectMs, clock, protect };
    const port = new PassiveDataPort(outcome.lease, terms);
    try {
      await port.listen();
      session.setDataPort(port);
      faults.clear('no passive port');
      faults.clear(`passive port ${port.port}`);
      return tell(port.port);
    } catch (error) {
      faults.report(`passive port ${port.port}`, (count) => {
        const advice = 'Another one is tried; free it or choose other passive ports.';
        logger.warn({ port: port.port, count }, `${messageOf(error)} ${advice}`);
      });
    }
  }
}

function noPort({ context, peerAddress, log }: FtpSession, kind: 'timed out' | 'full' | 'gone'): FtpReply {
  if (kind !== 'gone') {
    log.note({ kind: 'no passive port' });
    context.faults.report('no passive port', (count) => {
      const message = `No passive port for ${peerAddress}: all are taken, and none was free in time (${count})`;
      context.logger.warn({ client: peerAddress, count }, message);
    });
  }
  return ftpReply(425, 'All passive ports are taken, try again');
}

/** Only the client's own address: anything else would make us a means to reach third machines (RFC 2577). */
function useActivePort(session: FtpSession, target: ActiveAddress | null): FtpReply {
  if (session.onlyExtendedPassive) return ftpReply(501, 'After EPSV ALL only EPSV is allowed');
  if (target === null) return ftpReply(501, 'Not an address and port');
  if (target.address !== session.peerAddress || target.port < FIRST_UNPRIVILEGED_PORT) {
    return ftpReply(504, 'Only a port above 1023 of your own address is allowed');
  }
  // Normal, since an IPv4 address in its IPv6 mapping cannot be the source of an IPv4 connection.
  const localAddress = normalAddress(session.connection.commandSocket.localAddress) ?? undefined;
  const { limits, clock } = session.context;
  const terms = { localAddress, connectMs: limits.connectMs, clock, protect: session.protect };
  session.setDataPort(new ActiveDataPort(target, terms));
  return ftpReply(200, 'Connecting to your port when a transfer begins');
}
