import type { CameraFailure } from '../../ports/camera-setup.ts';
import { type ApiObject, asObject, isApiObject } from './api-reply.ts';
import type { ReolinkSession } from './reolink-session.ts';
import { wordsFor } from './response-codes.ts';

/**
 * Has the camera call us the moment something moves, where its firmware can; a webhook of the user's own stays. The answers
 * are warnings: without it, motion is known when the picture arrives.
 */
export async function writeWebhook(session: ReolinkSession, url: string): Promise<readonly string[] | CameraFailure> {
  const current = await session.command('GetWebHook', { channel: 0 });
  if (current.kind === 'failed') return current;
  // Firmware that does not know the command has no webhooks.
  if (current.kind === 'refused') return [];
  const slot = freeSlot(current.value['WebHook'], new URL(url).pathname);
  if (slot === null) return ['All webhooks of the camera are in use by others, so ours was not added.'];
  const hook = { ...slot, channel: 0, indexEnable: 1, hookUrl: url, bCustom: 0, hookBody: '' };
  const reply = await session.command('SetWebHook', { WebHook: hook });
  if (reply.kind === 'failed') return reply;
  return reply.kind === 'refused' ? [`The camera does not take our webhook: ${wordsFor(reply)}.`] : [];
}

/** Ours of an earlier setup, else one that has no address yet; null when there is none. */
function freeSlot(value: unknown, path: string): ApiObject | null {
  const slots = (Array.isArray(value) ? value : [value]).filter(isApiObject);
  if (slots.length === 0) return { index: 0 };
  const own = slots.find((slot) => String(slot['hookUrl'] ?? '').endsWith(path));
  return own ?? slots.find((slot) => String(asObject(slot)['hookUrl'] ?? '') === '') ?? null;
}
