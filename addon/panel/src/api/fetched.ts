import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import '../ui/error-note.ts';

/** Something that is read from the add-on and drawn: while it is on its way, when it came, when it did not. */
export class Fetched<Value> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #read: (signal: AbortSignal) => Promise<Value>;
  #reading = new AbortController();
  value: Value | null = null;
  error: unknown = null;
  busy = false;

  constructor(host: ReactiveControllerHost, read: (signal: AbortSignal) => Promise<Value>) {
    this.#host = host;
    this.#read = read;
    host.addController(this);
  }

  hostConnected(): void {
    void this.reload();
  }

  hostDisconnected(): void {
    this.#reading.abort();
  }

  /** What is there stays until the new comes. */
  async reload(): Promise<void> {
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
