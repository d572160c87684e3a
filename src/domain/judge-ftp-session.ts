import type { FtpIncident, FtpUpload } from './ftp-incident.ts';

export const FTP_VERDICTS = [
  'all well',
  'test received',
  'no motion',
  'clock off',
  'nothing uploaded',
  'never logged in',
  'unknown camera',
  'empty file',
  'cut off',
  'name refused',
  'too large',
  'disk full',
  'not taken in',
  'data unreachable',
  'no passive port',
  'TLS mismatch',
  'TLS required',
  'wrong login',
] as const;

/** What is to be thought of an FTP session. */
export interface FtpVerdict {
  readonly kind: (typeof FTP_VERDICTS)[number];
  /** `trouble`: pictures are lost until somebody does something. `notice`: look at it some time. */
  readonly severity: 'well' | 'notice' | 'trouble';
  /** What happened, and what to do about it, for a person. */
  readonly words: string;
}

/** Judges a session by what happened in it. What was put right again before its end counts no more. */
export function judgeFtpSession(incidents: readonly FtpIncident[]): FtpVerdict {
  const uploads = incidents.filter((incident) => incident.kind === 'upload');
  const lastSuccess = incidents.findLastIndex(isSuccess);
  const open = incidents.slice(lastSuccess + 1);
  return (
    judgeLogin(incidents) ??
    judgeTransfer(open) ??
    judgeFailedUpload(open) ??
    judgeReceived(uploads) ?? {
      kind: 'nothing uploaded',
      severity: 'notice',
      words: 'It logged in and uploaded nothing. If a camera’s FTP test ends like this, look at its folder settings.',
    }
  );
}

function isSuccess(incident: FtpIncident): boolean {
  if (incident.kind !== 'upload') return false;
  return ['received', 'test file', 'no motion', 'known', 'other file'].includes(incident.result.kind);
}

function judgeLogin(incidents: readonly FtpIncident[]): FtpVerdict | null {
  if (incidents.some(({ kind }) => kind === 'logged in')) return null;
  for (const incident of incidents.toReversed()) {
    if (incident.kind === 'implicit tls') {
      return trouble(
        'TLS mismatch',
        'It began with TLS at once, which is implicit FTPS. Set the camera to explicit FTPS (FTPES, "FTP over TLS"), port 21, or to plain FTP.',
      );
    }
    if (incident.kind === 'tls failed') return tlsMismatch(incident.reason);
    if (incident.kind === 'tls required') {
      const words =
        'It speaks plain FTP, and ftp_require_tls is on. Set the camera to FTPS, or switch that option off.';
      return trouble('TLS required', words);
    }
    if (incident.kind === 'login refused') return wrongLogin(incident.user, incident.isKnownUser);
  }
  const words = 'It connected and left without logging in: a test of the port, or a camera that gave up.';
  return { kind: 'never logged in', severity: 'notice', words };
}

function wrongLogin(user: string, isKnownUser: boolean): FtpVerdict {
  const what = isKnownUser ? `The password for the user "${user}" is wrong` : `There is no FTP user "${user}"`;
  return trouble(
    'wrong login',
    `${what}. Type user and password of Open web UI, or of the camera's own login, into it.`,
  );
}

function tlsMismatch(reason: string): FtpVerdict {
  const advice = /unknown ca|bad certificate|certificate unknown/i.test(reason)
    ? 'The camera does not trust our certificate, which nobody else vouches for: switch its check of certificates off, or use plain FTP'
    : 'The camera and we know no version of TLS in common (ours is 1.2): update its firmware, or set it to plain FTP';
  return trouble('TLS mismatch', `TLS failed (${reason}). ${advice}.`);
}

function judgeTransfer(open: readonly FtpIncident[]): FtpVerdict | null {
  for (const incident of open.toReversed()) {
    // Once it has logged in, they have a version in common: a control connection that fails then is only broken.
    if (incident.kind === 'tls failed' && incident.on === 'data') return tlsMismatch(incident.reason);
    if (incident.kind === 'no passive port') {
      const words =
        'All passive ports were taken, and none became free in time: too many cameras sent at once. It will try again.';
      return trouble('no passive port', words);
    }
    if (incident.kind === 'no data connection') return unreachable(incident.mode, incident.told);
  }
  return null;
}

function unreachable(mode: 'passive' | 'active', told: string | null): FtpVerdict {
  if (mode === 'active') {
    const words = 'We could not connect to the camera, which uses active mode (PORT). Set it to passive mode (PASV).';
    return trouble('data unreachable', words);
  }
  const where = told === null ? 'our passive port' : `the passive port at ${told}`;
  return trouble(
    'data unreachable',
    `It logged in, but never came to ${where}. See that this is the machine's address in the camera's network (else set ftp_passive_host), ` +
      'that ports 30000 to 30009 keep their numbers under Network, and that no firewall is between.',
  );
}

function judgeFailedUpload(open: readonly FtpIncident[]): FtpVerdict | null {
  for (const incident of open.toReversed()) {
    const verdict = incident.kind === 'upload' ? failureOf(incident) : null;
    if (verdict) return verdict;
  }
  return null;
}

function failureOf({ file, result }: FtpUpload): FtpVerdict | null {
  switch (result.kind) {
    case 'disk full':
      return trouble('disk full', `"${file}" was refused, since the disk is nearly full. Delete old recordings.`);
    case 'empty':
      return trouble(
        'empty file',
        `"${file}" came without content: the camera lost its connection, or its storage is at fault.`,
      );
    case 'too large':
      return trouble('too large', `"${file}" is larger than we take. Have the camera send shorter clips.`);
    case 'unknown camera':
      return trouble(
        'unknown camera',
        `Nobody knows whose "${file}" is: ${result.why}. It is kept. Set the camera's remote directory to its name here, or give it an FTP login of its own.`,
      );
    case 'aborted':
      return trouble(
        'cut off',
        `"${file}" was cut off (${result.reason}). Look at the camera's network when this repeats.`,
      );
    case 'refused':
      return trouble('name refused', `"${file}" was refused (${result.reason}). Change the camera's remote directory.`);
    case 'not taken in':
      return trouble('not taken in', `"${file}" is here, but was not taken in: ${result.reason}. See the log.`);
    default:
      return null;
  }
}

function judgeReceived(uploads: readonly FtpUpload[]): FtpVerdict | null {
  const received = uploads.flatMap(({ result }) => (result.kind === 'received' ? [result] : []));
  const last = received.at(-1);
  if (last) {
    if (last.clockOffMs !== null) return clockOff(last.cameraName, last.clockOffMs);
    const files = received.length === 1 ? 'One file' : `${received.length} files`;
    return { kind: 'all well', severity: 'well', words: `${files} of "${last.cameraName}" received, all well.` };
  }
  if (uploads.some(({ result }) => result.kind === 'test file')) {
    return { kind: 'test received', severity: 'well', words: 'The camera’s test file was received, all well.' };
  }
  if (uploads.some(({ result }) => result.kind === 'no motion')) {
    const words =
      'Only recordings without motion were received, which are kept and not analysed. Switch their upload off to save space.';
    return { kind: 'no motion', severity: 'notice', words };
  }
  if (uploads.length === 0) return null;
  return {
    kind: 'all well',
    severity: 'well',
    words: 'What came was received; none of it was new, or a picture or clip.',
  };
}

function clockOff(cameraName: string, offMs: number): FtpVerdict {
  const hours = Math.round(Math.abs(offMs) / 360_000) / 10;
  const words = `Received, but the clock of "${cameraName}" is ${hours} h ${offMs < 0 ? 'behind' : 'ahead'}. Check its time and its time zone, here and in the camera.`;
  return { kind: 'clock off', severity: 'notice', words };
}

function trouble(kind: FtpVerdict['kind'], words: string): FtpVerdict {
  return { kind, severity: 'trouble', words };
}
