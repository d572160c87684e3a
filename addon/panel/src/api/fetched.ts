import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import '../ui/error-note.ts';

/** Something that is read from the add-on and drawn: while it is on its way, when it came, when it did not. */
export class Fetched<Value> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #read: (signal: AbortSignal) => Promise<Value>;
  readonly #againAfterMs: (value: Value) => number | null;
  #later: ReturnType<typeof setTimeout> | undefined;
  #reading = new AbortController();
  value: Value | null = null;
  error: unknown = null;
  busy = false;

  /** @param againAfterMs how long such a value holds; null: until somebody says otherwise */
  constructor(
    host: ReactiveControllerHost,
    read: (signal: AbortSignal) => Promise<Value>,
    againAfterMs: (value: Value) => number | null = () => null,
  ) {
    this.#host = host;
    this.#read = read;
    this.#againAfterMs = againAfterMs;
    host.addController(this);
  }

  hostConnected(): void {
    void this.reload();
  }

  hostDisconnected(): void {
    clearTimeout(this.#later);
    this.#reading.abort();
  }

  /** What is there stays until the new comes. */
  async reload(): Promise<void> {
    clearTimeout(this.#later);
    this.#reading.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.busy = true;
    this.#host.requestUpdate();
    try {
      const value = await this.#read(reading.signal);
      if (reading.signal.aborted) return;
      this.value = value;
      this.error = null;
    } catch (error) {
      if (reading.signal.aborted) return;
      this.error = error;
    }
    this.busy = false;
    const againMs = this.value === null ? null : this.#againAfterMs(this.value);
    if (againMs !== null) this.#later = setTimeout(() => void this.reload(), againMs);
    this.#host.requestUpdate();
  }

  set(value: Value): void {
    this.value = value;
    this.#host.requestUpdate();
  }

  render(draw: (value: Value) => TemplateResult): TemplateResult {
    if (this.error !== null && this.value === null) {
      return html`<error-note .error=${this.error} .again=${() => this.reload()}></error-note>`;
    }
    return this.value === null
      ? html`<div class="loading" role="status" aria-busy="true"><span></span></div>`
      : draw(this.value);
  }
}
