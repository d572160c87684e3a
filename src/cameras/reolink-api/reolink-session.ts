import type { CameraAccess, CameraFailure } from '../../ports/camera-setup.ts';
import { type ApiObject, type ApiReply, asObject, parseReply } from './api-reply.ts';
import type { CameraLine } from './camera-line.ts';
import { stepFailure } from './failures.ts';
import { NOT_LOGGED_IN, TOKEN_ERROR, TOO_MANY_SESSIONS, WRONG_PASSWORD, wordsFor } from './response-codes.ts';

const REPLY_MS = 15_000;
const LOGOUT_MS = 5000;
/** The largest, GetAbility of a recorder with many channels, has some 200 kB. */
const MAX_REPLY_BYTES = 1_000_000;

export type CommandReply = Exclude<ApiReply, { kind: 'unintelligible' }> | CameraFailure;

export interface CommandOptions {
  readonly deadlineMs?: number;
}

/** One login at a camera. A camera has few, and keeps each for an hour unless it is logged out. */
export class ReolinkSession {
  readonly line: CameraLine;
  /** Our address as the camera sees it. */
  readonly localAddress: string;
  readonly #token: string;
  readonly #signal: AbortSignal;

  private constructor(line: CameraLine, token: string, localAddress: string, signal: AbortSignal) {
    this.line = line;
    this.localAddress = localAddress;
    this.#token = token;
    this.#signal = signal;
  }

  /**
   * Logs in, does the work and logs out, whatever the work comes to. The signal ends the work; the login itself is waited
   * for to its own deadline, since a session whose token is never read can only be left to expire.
   */
  static async within<Result>(
    line: CameraLine,
    access: CameraAccess,
    signal: AbortSignal,
    work: (session: ReolinkSession) => Promise<Result>,
  ): Promise<Result | CameraFailure> {
    const session = await logIn(line, access, (token, address) => new ReolinkSession(line, token, address, signal));
    if (!(session instanceof ReolinkSession)) return session;
    try {
      return await work(session);
    } finally {
      await session.#logOut();
    }
  }

  /** Tries once more when the camera drops the connection: every command may be repeated. */
  async command(cmd: string, param: ApiObject = {}, options: CommandOptions = {}): Promise<CommandReply> {
    const reply = await this.#send(cmd, param, options);
    return reply.kind === 'failed' && reply.problem === 'dropped' ? this.#send(cmd, param, options) : reply;
  }

  async #send(cmd: string, param: ApiObject, { deadlineMs = REPLY_MS }: CommandOptions) {
    const reply = await post(this.line, { cmd, param }, this.#token, deadlineMs, this.#signal);
    const ended = reply.kind === 'refused' && (reply.rspCode === NOT_LOGGED_IN || reply.rspCode === TOKEN_ERROR);
    return ended ? this.line.fail('session ended') : reply;
  }

  async #logOut(): Promise<void> {
    // Not by the caller's signal: whoever gives up must not leave a session behind.
    await post(this.line, { cmd: 'Logout', param: {} }, this.#token, LOGOUT_MS, new AbortController().signal);
  }
}

async function logIn(
  line: CameraLine,
  { user, password }: CameraAccess,
  open: (token: string, localAddress: string) => ReolinkSession,
): Promise<ReolinkSession | CameraFailure> {
  const param = { User: { userName: user, password } };
  let localAddress = '';
  const own = new AbortController().signal;
  const reply = await post(line, { cmd: 'Login', param }, null, REPLY_MS, own, (address) => {
    localAddress = address;
  });
  if (reply.kind === 'failed') return reply;
  if (reply.kind === 'refused') return whyNoLogin(line, reply);
  const token = asObject(reply.value['Token'])['name'];
  return typeof token === 'string' && token !== '' ? open(token, localAddress) : line.fail('not this brand');
}

function whyNoLogin(line: CameraLine, refusal: { rspCode: number; detail: string }): CameraFailure {
  if (refusal.rspCode === TOO_MANY_SESSIONS) return line.fail('too many sessions');
  if (refusal.rspCode === WRONG_PASSWORD) return line.fail('wrong password');
  const why = `The camera at ${line.hostName} refuses the login: ${wordsFor(refusal)}. Check user and password, and try again.`;
  return stepFailure('refused', 'camera', why);
}

async function post(
  line: CameraLine,
  { cmd, param }: { readonly cmd: string; readonly param: ApiObject },
  token: string | null,
  deadlineMs: number,
  signal: AbortSignal,
  onAddress: (localAddress: string) => void = () => {},
): Promise<CommandReply> {
  const query = `cmd=${cmd}${token === null ? '' : `&token=${encodeURIComponent(token)}`}`;
  const body = JSON.stringify([{ cmd, action: 0, param }]);
  const message = { path: `/cgi-bin/api.cgi?${query}`, body, maxBytes: MAX_REPLY_BYTES, deadlineMs };
  const answer = await line.send(message, signal);
  if (answer.kind === 'failed') return answer;
  onAddress(answer.localAddress);
  const reply = parseReply(answer.body);
  return reply.kind === 'unintelligible' ? line.fail('not this brand') : reply;
}
