import type { Socket } from 'node:net';
import { type FtpReply, ftpReply } from '../ftp-reply.ts';
import type { FtpSession } from '../ftp-session.ts';
import type { NamedStats } from '../media-file-system.ts';
import { afterHandshake } from '../secure-socket.ts';

/** LIST: as `ls -l` writes it, which is what clients can read. */
export async function listFiles(session: FtpSession, argument: string): Promise<FtpReply | null> {
  const nowMs = session.context.clock.nowMs();
  return sendListing(session, argument, (entry) => longLine(entry, nowMs));
}

/** NLST: names alone. */
export async function listNames(session: FtpSession, argument: string): Promise<FtpReply | null> {
  return sendListing(session, argument, (entry) => entry.name);
}

async function sendListing(
  session: FtpSession,
  argument: string,
  line: (entry: NamedStats) => string,
): Promise<FtpReply | null> {
  const { dataPort, transferRefusal } = session;
  if (dataPort === null || transferRefusal !== null) return transferRefusal;
  const path = argument.replace(/^(\s*-\S+(\s+|$))+/, '') || '.';
  return session.transfer(async (signal) => {
    const entries = await entriesOf(session, path);
    if (entries === null) return ftpReply(550, 'No such file or folder');
    await session.reply(ftpReply(150, 'Here it comes'));
    const socket = await dataPort.connect(signal);
    if (socket === null) return session.withoutData(dataPort, signal);
    const sent = await sendAll(session, socket, entries.map((entry) => `${line(entry)}\r\n`).join(''), signal);
    return sent ? ftpReply(226, 'Done') : ftpReply(426, 'Transfer aborted');
  });
}

async function entriesOf(session: FtpSession, path: string): Promise<NamedStats[] | null> {
  try {
    const stats = await session.files.get(path);
    return stats.isDirectory() ? await session.files.list(path) : [stats];
  } catch {
    return null;
  }
}

function sendAll(session: FtpSession, socket: Socket, text: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const leave = () => socket.destroy();
    const { clock, limits } = session.context;
    const cancelDeadline = clock.after(limits.stalledMs, leave);
    signal.addEventListener('abort', leave, { once: true });
    let flushed = false;
    socket.once('close', () => {
      cancelDeadline();
      signal.removeEventListener('abort', leave);
      resolve(flushed);
    });
    socket.once('finish', () => {
      flushed = true;
    });
    // Read to its end, or the client's FIN is never seen and the socket never closes.
    socket.resume();
    afterHandshake(socket, () => socket.end(text));
  });
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const HALF_A_YEAR_MS = 183 * 24 * 3600 * 1000;

function longLine(entry: NamedStats, nowMs: number): string {
  const kind = entry.isDirectory() ? 'drwxr-xr-x' : '-rw-r--r--';
  const { mtime } = entry;
  const two = (value: number) => String(value).padStart(2, '0');
  const recent = Math.abs(nowMs - mtime.getTime()) < HALF_A_YEAR_MS;
  const time = recent ? `${two(mtime.getUTCHours())}:${two(mtime.getUTCMinutes())}` : ` ${mtime.getUTCFullYear()}`;
  const date = `${MONTHS[mtime.getUTCMonth()]} ${String(mtime.getUTCDate()).padStart(2)} ${time}`;
  return `${kind} 1 ftp ftp ${String(entry.size).padStart(12)} ${date} ${entry.name}`;
}
