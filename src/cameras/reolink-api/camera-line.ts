import { type CameraHost, hostInUrl, parseCameraHost } from '../../domain/camera-host.ts';
import type { CameraFailure } from '../../ports/camera-setup.ts';
import type { AddressPolicy } from '../../runtime/address-policy.ts';
import { addressesOf } from '../../runtime/addresses-of.ts';
import type { Clock } from '../../runtime/clock.ts';
import {
  exchange,
  type HttpExchange,
  type HttpMessage,
  type HttpTarget,
  type TransportFault,
} from '../../runtime/http-exchange.ts';
import { failure, type PlainProblem } from './failures.ts';

export interface LineParts {
  readonly policy: AddressPolicy;
  /** The ports of a camera whose host names none. */
  readonly ports: { readonly http: number; readonly https: number };
  readonly clock: Clock;
}

export type LineAnswer =
  | { readonly kind: 'answered'; readonly body: Buffer; readonly localAddress: string }
  | CameraFailure;

const PROBLEM_OF: Readonly<Record<TransportFault, PlainProblem>> = {
  refused: 'ports off',
  unreachable: 'unreachable',
  dropped: 'dropped',
  'too slow': 'too slow',
  'other protocol': 'not this brand',
  'too large': 'not this brand',
  'given up': 'given up',
};

/** What HTTP and HTTPS come to, the least telling first: a closed port says that there is somebody. */
const TELLING: readonly PlainProblem[] = ['unreachable', 'ports off', 'not this brand', 'dropped'];

/** The way to one camera: HTTP, or HTTPS where HTTP is closed, always to the address that was checked first. */
export class CameraLine {
  /** The camera's IP address. */
  readonly address: string;
  readonly #host: CameraHost;
  readonly #clock: Clock;
  /** Those not tried yet, until one has answered; then that one alone. */
  #targets: readonly HttpTarget[];
  #settled = false;

  private constructor(host: CameraHost, address: string, parts: LineParts) {
    this.address = address;
    this.#host = host;
    this.#clock = parts.clock;
    this.#targets = targetsFor(host, address, parts.ports);
  }

  /** Resolves the name and holds every address of it against the policy. Nothing is connected yet. */
  static async open(text: string, parts: LineParts, signal: AbortSignal): Promise<CameraLine | CameraFailure> {
    const host = parseCameraHost(text);
    if (host === null) return failure('bad address', text.slice(0, 100));
    const addresses = await addressesOf(host.name, parts.clock, signal);
    if (signal.aborted) return failure('given up', host.name);
    const [first] = addresses;
    if (first === undefined) return failure('unknown name', host.name);
    if (!addresses.every((address) => parts.policy.allows(address))) return failure('forbidden address', host.name);
    return new CameraLine(host, first, parts);
  }

  /** Without its port. */
  get hostName(): string {
    return this.#host.name;
  }

  /** Such as `http://192.168.1.20`, the usual ports left out. */
  get origin(): string {
    const [target] = this.#targets;
    const secure = target?.secure ?? false;
    const usual = target === undefined || target.port === (secure ? 443 : 80);
    return `http${secure ? 's' : ''}://${hostInUrl(this.#host.name)}${usual ? '' : `:${target.port}`}`;
  }

  fail(problem: PlainProblem): CameraFailure {
    return failure(problem, this.#host.name);
  }

  async send(message: HttpMessage, signal: AbortSignal): Promise<LineAnswer> {
    let worst: PlainProblem | null = null;
    for (const target of this.#targets) {
      const answer = await exchange(target, message, this.#clock, signal);
      if (answer.kind === 'answered' && answer.status === 200) {
        this.#targets = [target];
        this.#settled = true;
        return { kind: 'answered', body: answer.body, localAddress: answer.localAddress };
      }
      const problem = problemOf(answer);
      if (worst === null || TELLING.indexOf(worst) < TELLING.indexOf(problem)) worst = problem;
      if (this.#settled || problem === 'too slow' || problem === 'given up') return this.fail(problem);
    }
    return this.fail(worst ?? 'unreachable');
  }
}

function problemOf(answer: HttpExchange): PlainProblem {
  return answer.kind === 'fault' ? PROBLEM_OF[answer.fault] : 'not this brand';
}

function targetsFor({ name, port }: CameraHost, address: string, ports: LineParts['ports']): HttpTarget[] {
  const plain = { secure: false, address, name, port: port ?? ports.http };
  const secure = { secure: true, address, name, port: port ?? ports.https };
  return port === 443 ? [secure] : [plain, secure];
}
