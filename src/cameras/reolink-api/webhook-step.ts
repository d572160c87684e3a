import type { CameraFailure } from '../../ports/camera-setup.ts';
import { type ApiObject, asObject, isApiObject } from './api-reply.ts';
import type { ReolinkSession } from './reolink-session.ts';
import { wordsFor } from './response-codes.ts';

/** A slot that nobody uses, though the address of a hook that was taken away may still be in it. */
const UNUSED = -1;

const PUSH_OFF =
  'The camera calls our webhook only while its push notifications are on, and they are off: switch Push on in its app, else motion is known when the picture arrives.';

/**
 * Has the camera call us the moment something moves, where its firmware can; a webhook of the user's own stays. The answers
 * are warnings: without it, motion is known when the picture arrives.
 */
export async function writeWebhook(session: ReolinkSession, url: string): Promise<readonly string[] | CameraFailure> {
  const current = await session.command('GetWebHook', { channel: 0 });
  if (current.kind === 'failed') return withoutIt(current);
  // Firmware that does not know the command has no webhooks.
  if (current.kind === 'refused') return [];
  const slot = freeSlot(current.value['WebHook'], new URL(url).pathname);
  if (slot === null) return ['All webhooks of the camera are in use by others, so ours was not added.'];
  const hook = { ...slot, channel: 0, indexEnable: 1, hookUrl: url, bCustom: 0, hookBody: '' };
  const reply = await session.command('SetWebHook', { WebHook: hook });
  if (reply.kind === 'failed') return withoutIt(reply);
  if (reply.kind === 'refused') return [`The camera does not take our webhook: ${wordsFor(reply)}.`];
  return (await pushIsOff(session)) ? [PUSH_OFF] : [];
}

/** What matters is set by then. Who gives up does so altogether. */
function withoutIt(failure: CameraFailure): readonly string[] | CameraFailure {
  if (failure.problem === 'given up') return failure;
  return [`Its webhook could not be set, so motion is known when the picture arrives. ${failure.why}`];
}

/** Ours of an earlier setup, else one that nobody uses; null when there is none. */
function freeSlot(value: unknown, path: string): ApiObject | null {
  const slots = (Array.isArray(value) ? value : [value]).filter(isApiObject);
  if (slots.length === 0) return { index: 0 };
  const addressOf = (slot: ApiObject) => String(slot['hookUrl'] ?? '');
  const isFree = (slot: ApiObject) => slot['indexEnable'] === UNUSED || addressOf(slot) === '';
  return slots.find((slot) => addressOf(slot).endsWith(path)) ?? slots.find(isFree) ?? null;
}

/** Newer firmwares have a switch for all of it and one for the schedule, older ones the schedule's alone. */
async function pushIsOff(session: ReolinkSession): Promise<boolean> {
  const newer = await session.command('GetPushV20', { channel: 0 });
  const reply = newer.kind === 'fine' ? newer : await session.command('GetPush', { channel: 0 });
  const push = reply.kind === 'fine' ? asObject(reply.value['Push']) : {};
  return [push['enable'], push['scheduleEnable'], asObject(push['schedule'])['enable']].includes(0);
}
