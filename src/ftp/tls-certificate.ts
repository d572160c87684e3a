import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../domain/concierge-error.ts';
import type { Clock } from '../runtime/clock.ts';
import { hasCode } from '../runtime/has-code.ts';
import type { Logger } from '../runtime/logger.ts';
import { writeFileDurably } from '../runtime/write-file-durably.ts';

/** Both in PEM. */
export interface TlsCertificate {
  readonly key: string;
  readonly cert: string;
}

export const CERTIFICATE_FILE = 'ftp-certificate.pem';

const DAY_MS = 24 * 3600 * 1000;
/** Long, since a client that was told to trust this certificate has to be told again of the next one. */
const VALID_MS = 10 * 365 * DAY_MS;
const OUR_NAME = 'Concierge';
const OUR_SUBJECT = `CN=${OUR_NAME}`;
const RENEW_BEFORE_MS = 30 * DAY_MS;
/** Clocks of cameras that are a little behind ours. */
const BACKDATE_MS = DAY_MS;

/**
 * The certificate of `folder/ftp-certificate.pem`, which may be the user's own: private key and certificate in one file.
 * Made at the first start, and anew in its last month or when it is not valid yet, as after a start with a wrong clock. The
 * user's own is the user's to renew. A file that cannot be read is set aside.
 * @throws the file system's own errors
 */
export async function settleCertificate(folder: string, clock: Clock, logger: Logger): Promise<TlsCertificate> {
  const path = join(folder, CERTIFICATE_FILE);
  const kept = await readCertificate(path, clock, logger);
  if (kept !== null && isCurrent(kept, clock.nowMs())) return kept;
  if (kept !== null && !isOurs(kept)) {
    logger.warn(notCurrent(kept, path));
    return kept;
  }
  const made = await makeCertificate(clock.nowMs());
  await writeFileDurably(path, `${made.key.trim()}\n${made.cert.trim()}\n`);
  logger.info(
    kept === null ? 'A certificate for FTP over TLS was made.' : 'The certificate for FTP over TLS was renewed.',
  );
  return made;
}

async function readCertificate(path: string, clock: Clock, logger: Logger): Promise<TlsCertificate | null> {
  let pem: string;
  try {
    pem = await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
  try {
    if (!new X509Certificate(pem).checkPrivateKey(createPrivateKey(pem))) throw new Error('its key is of another one');
    return { key: pem, cert: pem };
  } catch (error) {
    const aside = `${path}.corrupt-${new Date(clock.nowMs()).toISOString().replaceAll(/[:.]/g, '-')}`;
    await rename(path, aside);
    logger.warn({ aside }, `Cannot use ${path}: ${messageOf(error)}. It was set aside, and a new one is made.`);
    return null;
  }
}

function isOurs({ cert }: TlsCertificate): boolean {
  const { subject, issuer } = new X509Certificate(cert);
  return subject === OUR_SUBJECT && issuer === OUR_SUBJECT;
}

function notCurrent({ cert }: TlsCertificate, path: string): string {
  const { subject, validFrom, validTo } = new X509Certificate(cert);
  return `Your own certificate for FTP over TLS (${subject}) is valid from ${validFrom} to ${validTo}. Put a new one into ${path}: it is read again each day. Without that file one is made.`;
}

function isCurrent({ cert }: TlsCertificate, nowMs: number): boolean {
  const { validFrom, validTo } = new X509Certificate(cert);
  return Date.parse(validFrom) <= nowMs && Date.parse(validTo) > nowMs + RENEW_BEFORE_MS;
}

async function makeCertificate(nowMs: number): Promise<TlsCertificate> {
  // Its X.509 code is large, and needed once in ten years.
  const { generate } = await import('selfsigned');
  const made = await generate([{ name: 'commonName', value: OUR_NAME }], {
    // RSA, since the TLS of older cameras knows nothing else.
    keyType: 'rsa',
    keySize: 2048,
    algorithm: 'sha256',
    notBeforeDate: new Date(nowMs - BACKDATE_MS),
    notAfterDate: new Date(nowMs + VALID_MS),
  });
  return { key: made.private, cert: made.cert };
}
