import type { LitElement, ReactiveController } from 'lit';
import { t } from './messages.ts';
import { toast, toastError } from './toast.ts';

interface Work {
  /** Said once it is done, of what came of it. */
  readonly done: string | ((outcome: unknown) => string);
  readonly run: () => Promise<unknown>;
  /** Takes it back, where that is possible. */
  readonly undo?: () => Promise<unknown>;
}

/** What a user does to something, one thing at a time: says how it went, and fires `changed` at the host. */
export class Doing implements ReactiveController {
  readonly #host: LitElement;
  busy = false;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Nothing of its own begins or ends with the host. */
  hostConnected(): void {}

  /** Whether it was done. */
  async do({ done, run, undo }: Work): Promise<boolean> {
    this.#turn(true);
    let isDone = false;
    try {
      const outcome = await run();
      isDone = true;
      const back = undo && { label: t('undo'), run: () => void this.do({ done: t('undone'), run: undo }) };
      toast(typeof done === 'string' ? done : done(outcome), { action: back ?? null });
    } catch (error) {
      toastError(error);
    }
    this.#turn(false);
    // The page above may be another one by now, and shows it as well.
    this.#host.dispatchEvent(new CustomEvent('changed', { bubbles: true, composed: true }));
    return isDone;
  }

  #turn(busy: boolean): void {
    this.busy = busy;
    this.#host.requestUpdate();
  }
}
