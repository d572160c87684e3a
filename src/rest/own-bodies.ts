import express, { type Request, type RequestHandler, type Response } from 'express';
import { refuseDeep } from './json-depth.ts';
import type { FieldMessages } from './message.ts';

export const IMAGE_TYPES: string[] = ['image/jpeg', 'image/png', 'image/webp'];
export const GALLERY_TYPE = 'application/vnd.concierge.gallery+json';
export const DUMP_TYPE = 'application/vnd.django.dumpdata+json';
export const SETTINGS_TYPE = 'application/vnd.concierge.settings+json';
const MOST_MIB = 20;
const MOST_GALLERY_MIB = 64;
const MOST_SETTINGS_MIB = 64;

/** What few routes take beside JSON, each reading it itself. */
export const OWN_BODY_TYPES: readonly string[] = [...IMAGE_TYPES, GALLERY_TYPE, SETTINGS_TYPE, DUMP_TYPE];

const image = express.raw({ type: IMAGE_TYPES, limit: `${MOST_MIB}mb` });
const gallery = express.json({ type: GALLERY_TYPE, limit: `${MOST_GALLERY_MIB}mb`, verify: refuseDeep });
const settings = express.json({ type: SETTINGS_TYPE, limit: `${MOST_SETTINGS_MIB}mb`, verify: refuseDeep });
const dump = express.json({ type: DUMP_TYPE, limit: `${MOST_MIB}mb`, verify: refuseDeep });

type OwnBody<Value> =
  | { readonly kind: 'fine'; readonly value: Value }
  | { readonly kind: 'refused'; readonly status: number; readonly message: FieldMessages };

/** A picture that is the whole body. */
export async function readImage(request: Request, response: Response): Promise<OwnBody<Uint8Array>> {
  const why = `send a picture, with the header "Content-Type: ${IMAGE_TYPES.join('" or "')}"`;
  const refused = await read(image, request, response, MOST_MIB);
  if (refused) return refused;
  const { body } = request;
  if (Buffer.isBuffer(body) && body.length > 0) return { kind: 'fine', value: body };
  return { kind: 'refused', status: 400, message: { picture: why } };
}

/** What the export of a gallery answered; its form is not checked yet. */
export async function readGalleryFile(request: Request, response: Response): Promise<OwnBody<unknown>> {
  const refused = await read(gallery, request, response, MOST_GALLERY_MIB);
  if (refused) return refused;
  if (request.is(GALLERY_TYPE) !== false && request.body !== undefined) return { kind: 'fine', value: request.body };
  const why = `send what the export answered, with the header "Content-Type: ${GALLERY_TYPE}"`;
  return { kind: 'refused', status: 400, message: { body: why } };
}

/** What the export of the settings answered; its form is not checked yet. */
export async function readSettingsFile(request: Request, response: Response): Promise<OwnBody<unknown>> {
  const refused = await read(settings, request, response, MOST_SETTINGS_MIB);
  if (refused) return refused;
  if (request.is(SETTINGS_TYPE) !== false && request.body !== undefined) return { kind: 'fine', value: request.body };
  const why = `send what the export answered, with the header "Content-Type: ${SETTINGS_TYPE}"`;
  return { kind: 'refused', status: 400, message: { body: why } };
}

/** A dump of the container version's database; a small one may come as plain JSON. Its form is not checked yet. */
export async function readDump(request: Request, response: Response): Promise<OwnBody<unknown>> {
  const refused = await read(dump, request, response, MOST_MIB);
  if (refused) return refused;
  if (request.body !== undefined) return { kind: 'fine', value: request.body };
  const why = `send what dumpdata wrote, with the header "Content-Type: ${DUMP_TYPE}"`;
  return { kind: 'refused', status: 400, message: { body: why } };
}

/** Null when it was read. */
async function read(parser: RequestHandler, request: Request, response: Response, mostMib: number) {
  try {
    await new Promise<void>((resolve, reject) => {
      parser(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
    });
    return null;
  } catch (error) {
    const isTooLarge = typeof error === 'object' && error !== null && 'status' in error && error.status === 413;
    if (!isTooLarge) throw error;
    return { kind: 'refused', status: 413, message: { body: `is larger than ${mostMib} MiB` } } as const;
  }
}
