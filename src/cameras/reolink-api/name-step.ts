import type { CameraFailure } from '../../ports/camera-setup.ts';
import { asObject, isApiObject } from './api-reply.ts';
import { stepFailure } from './failures.ts';
import type { ReolinkSession } from './reolink-session.ts';
import { wordsFor } from './response-codes.ts';

/** Gives the camera its name, with which its files begin; everything else of what it writes into its picture stays. */
export async function writeName(session: ReolinkSession, name: string): Promise<'written' | CameraFailure> {
  const current = await session.command('GetOsd', { channel: 0 });
  if (current.kind === 'failed') return current;
  if (current.kind === 'refused') return notNamed(name, wordsFor(current));
  const osd = asObject(current.value['Osd']);
  if (nameIn(osd) === name) return 'written';

  const channel = { ...asObject(osd['osdChannel']), name };
  const reply = await session.command('SetOsd', { Osd: { ...osd, channel: 0, osdChannel: channel } });
  if (reply.kind === 'failed') return reply;
  if (reply.kind === 'refused') return notNamed(name, wordsFor(reply));

  const read = await session.command('GetOsd', { channel: 0 });
  if (read.kind === 'failed') return read;
  const kept = read.kind === 'fine' ? nameIn(read.value['Osd']) : null;
  return kept === null || kept === name ? 'written' : notNamed(name, `it calls itself "${String(kept)}" instead`);
}

function nameIn(osd: unknown): unknown {
  const channel = isApiObject(osd) ? osd['osdChannel'] : null;
  return isApiObject(channel) ? (channel['name'] ?? null) : null;
}

function notNamed(name: string, words: string): CameraFailure {
  const why =
    `The camera does not take the name "${name}": ${words}. Its files begin with its name, so choose one that it takes ` +
    '(short, letters, digits and blanks).';
  return stepFailure('refused', 'name', why);
}
