import type { CameraFailure, CameraProblem } from '../../ports/camera-setup.ts';

const SWITCH_ON =
  "New Reolink cameras come with HTTP, HTTPS, RTSP and ONVIF switched off. In the Reolink app open the camera's Settings, " +
  'Network, Advanced, Server Settings (Port Settings on some models), switch on HTTP or HTTPS, and RTSP, save, and try again';

/** What depends on nothing but the camera's address. */
const WORDS: Readonly<
  Partial<Record<CameraProblem, readonly [field: CameraFailure['field'], words: (host: string) => string]>>
> = {
  'bad address': [
    'host',
    (host) => `"${host}" is no host name or IP address, such as 192.168.1.20: leave out http://, paths and passwords`,
  ],
  'forbidden address': [
    'host',
    (host) => `"${host}" is this machine or a service of its network, and no camera. Give the camera's own address`,
  ],
  'unknown name': [
    'host',
    (host) => `The name "${host}" cannot be resolved. Check its spelling, or give the camera's IP address`,
  ],
  unreachable: [
    'host',
    (host) =>
      `Nothing answers at ${host}. Check the address, that the camera has power, and that this network reaches it`,
  ],
  'ports off': ['host', (host) => `${host} refuses connections to its web interface. ${SWITCH_ON}`],
  'too slow': [
    'host',
    (host) =>
      `The camera at ${host} did not answer in time. It may be starting or overloaded: wait a minute and try again`,
  ],
  dropped: [
    'host',
    (host) =>
      `The camera at ${host} closed the connection in the middle. Check its network (Wi-Fi signal), and try again`,
  ],
  'not this brand': [
    'host',
    (host) =>
      `What answers at ${host} does not speak as a Reolink camera does. Check the address, and the camera's brand`,
  ],
  'wrong password': [
    'password',
    (host) =>
      `The camera at ${host} refuses this user and password. Give those of its administrator (often "admin"); after several wrong tries it locks for some minutes`,
  ],
  'too many sessions': [
    'camera',
    (host) =>
      `The camera at ${host} has too many logins open. Close its app and web page elsewhere, wait some minutes, or restart it, and try again`,
  ],
  'session ended': [
    'camera',
    (host) => `The camera at ${host} ended our login in the middle; it may have restarted. Try again`,
  ],
  'no FTP': [
    'ftp',
    (host) =>
      `The camera at ${host} cannot upload over FTP; most battery cameras cannot. Connect it to a Reolink Home Hub or NVR that can`,
  ],
  'given up': [
    'camera',
    (host) => `Gave up on the camera at ${host}: the caller has gone, or it took longer than allowed`,
  ],
};

export type PlainProblem = Exclude<CameraProblem, 'FTP test failed' | 'refused' | 'not kept' | 'no account'>;

export function failure(problem: PlainProblem, host: string): CameraFailure {
  const [field, words] = WORDS[problem] ?? ['camera', (at: string) => `The camera at ${at} failed: ${problem}`];
  return { kind: 'failed', problem, field, why: `${words(host)}.` };
}

/** A failure whose words only the step knows. */
export function stepFailure(
  problem: 'FTP test failed' | 'refused' | 'not kept',
  field: CameraFailure['field'],
  why: string,
): CameraFailure {
  return { kind: 'failed', problem, field, why };
}
