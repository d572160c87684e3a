import type { CameraFailure } from '../../ports/camera-setup.ts';
import { type ApiObject, isApiObject } from './api-reply.ts';
import { stepFailure } from './failures.ts';
import { differences, type FtpTarget, testParameters, withTarget } from './ftp-settings.ts';
import type { ReolinkSession } from './reolink-session.ts';
import { FTP_CANNOT_CONNECT, FTP_WORKS, NOT_SUPPORTED, wordsFor } from './response-codes.ts';

/** The camera connects, makes a folder and uploads a file, with time limits of its own. */
const TEST_MS = 60_000;

/** The camera's settings with ours in place, tried out but not yet written. */
export interface PreparedFtp {
  readonly kind: 'prepared';
  readonly generation: Generation;
  readonly settings: ApiObject;
  readonly warnings: readonly string[];
}

interface Generation {
  readonly get: string;
  readonly set: string;
}

const GENERATIONS: readonly Generation[] = [
  { get: 'GetFtpV20', set: 'SetFtpV20' },
  { get: 'GetFtp', set: 'SetFtp' },
];

/**
 * Reads the settings and has the camera try the new ones, before anything is written: settings that do not work would only
 * cost the user those that did.
 * @param overTls try FTP over TLS first, where the camera can; it is taken only when the test succeeds with it
 */
export async function prepareFtp(
  session: ReolinkSession,
  target: FtpTarget,
  overTls: boolean,
): Promise<PreparedFtp | CameraFailure> {
  const current = await readSettings(session);
  if (current.kind === 'failed') return current;
  const { generation, settings } = current;
  if (overTls && 'onlyFtps' in settings) {
    const secure = withTarget(settings, target, true);
    const trial = await tryOut(session, secure, target);
    if (trial.kind === 'works') return { kind: 'prepared', generation, settings: secure, warnings: [] };
    if (trial.kind === 'failed' && trial.problem !== 'FTP test failed') return trial;
  }
  const plain = withTarget(settings, target, false);
  const trial = await tryOut(session, plain, target);
  if (trial.kind === 'failed') return trial;
  const warnings = trial.kind === 'works' ? [] : ['This model cannot try FTP out: watch for its first upload.'];
  return { kind: 'prepared', generation, settings: plain, warnings };
}

/** Writes the settings, reads them again and compares. The answers are warnings. */
export async function writeFtp(
  session: ReolinkSession,
  { generation, settings }: PreparedFtp,
): Promise<readonly string[] | CameraFailure> {
  const written = await session.command(generation.set, { Ftp: settings });
  if (written.kind === 'failed') return written;
  if (written.kind === 'refused') {
    const why = `The camera refuses the FTP settings: ${wordsFor(written)}. Its FTP is as it was.`;
    return stepFailure('refused', 'ftp', why);
  }
  const read = await readWith(session, generation);
  if (read.kind === 'failed') return read;
  const differing = read.kind === 'read' ? differences(settings, read.settings) : [];
  if (differing.length === 0) return [];
  const list = differing.join(', ');
  if (differing.some((key) => ESSENTIAL.has(key))) {
    const why = `The camera did not keep its FTP settings (${list}). Update its firmware, or set them in its app.`;
    return stepFailure('not kept', 'ftp', why);
  }
  return [
    `The camera changed some of its other FTP settings when ours were written: ${list}. Look at them in its app.`,
  ];
}

/** Without these nothing arrives. */
const ESSENTIAL: ReadonlySet<string> = new Set(['server', 'port', 'anonymous', 'mode', 'enable', 'onlyFtps']);

type ReadSettings =
  | { readonly kind: 'read'; readonly generation: Generation; readonly settings: ApiObject }
  | { readonly kind: 'unknown command' }
  | CameraFailure;

async function readSettings(session: ReolinkSession): Promise<Exclude<ReadSettings, { kind: 'unknown command' }>> {
  for (const generation of GENERATIONS) {
    const read = await readWith(session, generation);
    if (read.kind !== 'unknown command') return read;
  }
  return session.line.fail('no FTP');
}

async function readWith(session: ReolinkSession, generation: Generation): Promise<ReadSettings> {
  const reply = await session.command(generation.get, { channel: 0 });
  if (reply.kind === 'failed') return reply;
  const settings = reply.kind === 'fine' ? reply.value['Ftp'] : null;
  return isApiObject(settings) ? { kind: 'read', generation, settings } : { kind: 'unknown command' };
}

async function tryOut(
  session: ReolinkSession,
  settings: ApiObject,
  target: FtpTarget,
): Promise<{ readonly kind: 'works' | 'cannot tell' } | CameraFailure> {
  const reply = await session.command('TestFtp', { Ftp: testParameters(settings) }, { deadlineMs: TEST_MS });
  if (reply.kind === 'failed') return reply;
  const rspCode = reply.kind === 'fine' ? reply.value['rspCode'] : reply.rspCode;
  if (rspCode === FTP_WORKS) return { kind: 'works' };
  if (rspCode === NOT_SUPPORTED) return { kind: 'cannot tell' };
  const words = reply.kind === 'refused' ? wordsFor(reply) : `it answers code ${String(rspCode)}`;
  return stepFailure('FTP test failed', 'ftp', whyTestFailed(rspCode, words, target));
}

function whyTestFailed(rspCode: unknown, words: string, { host, port, user }: FtpTarget): string {
  const kept = "The camera's FTP settings are as they were.";
  if (rspCode !== FTP_CANNOT_CONNECT) {
    return `The camera's FTP test to ${host}, port ${port}, as "${user}" failed: ${words}. ${kept}`;
  }
  return (
    `The camera cannot connect to our FTP server at ${host}, port ${port}. See that this is the address of the machine in ` +
    "the camera's network (set ftp_passive_host when it is not), that the port is open under the add-on's Network, and that " +
    `no firewall is between them. ${kept}`
  );
}
