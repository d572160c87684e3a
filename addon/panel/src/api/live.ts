import type { LiveMessages } from '../../../../src/ports/panel/live-message.ts';
import { apiUrl, isSessionOver } from './client.ts';

type Listener<Name extends keyof LiveMessages> = (message: LiveMessages[Name]) => void;

/** After the browser has given up: it tries again by itself only while the server still speaks. */
const AGAIN_MS = 3000;

/** What happens at the add-on, as it happens; one connection for all of the panel. */
class Live {
  readonly #target = new EventTarget();
  #source: EventSource | null = null;
  connected = false;

  start(): void {
    this.#source?.close();
    const source = new EventSource(apiUrl('panel/live'));
    this.#source = source;
    source.onopen = () => {
      this.#turn(true);
      this.#tellSession(false);
    };
    source.onerror = () => {
      this.#turn(false);
      if (source.readyState === EventSource.CLOSED) void this.#comeBack(source);
    };
    for (const name of ['event', 'gone', 'judging', 'queue', 'health', 'config'] as const) {
      source.addEventListener(name, ({ data }) => {
        this.#target.dispatchEvent(new CustomEvent(name, { detail: JSON.parse(data) }));
      });
    }
  }

  /** The answer unsubscribes. */
  on<Name extends keyof LiveMessages>(name: Name, listener: Listener<Name>): () => void {
    return this.#listen(name, (event) => listener(event.detail));
  }

  /** Called when the connection came or went; what was missed meanwhile is not told again, so read anew when it came. */
  onConnection(listener: (connected: boolean) => void): () => void {
    return this.#listen('connection', (event) => listener(event.detail));
  }

  /** Called with whether Home Assistant has ended the session; it gives a new one by itself while its own page is open. */
  onSession(listener: (isOver: boolean) => void): () => void {
    return this.#listen('session', (event) => listener(event.detail));
  }

  /** A stream of events tells nothing of why it was refused: a request does. */
  async #comeBack(source: EventSource): Promise<void> {
    const answer = await fetch(apiUrl('panel/forms/cameras'), { cache: 'no-store' }).catch(() => null);
    if (answer) this.#tellSession(isSessionOver(answer.status));
    setTimeout(() => this.#source === source && this.start(), AGAIN_MS);
  }

  #tellSession(isOver: boolean): void {
    this.#target.dispatchEvent(new CustomEvent('session', { detail: isOver }));
  }

  #listen(name: string, listener: (event: CustomEvent) => void): () => void {
    const heard = (event: Event) => {
      if (event instanceof CustomEvent) listener(event);
    };
    this.#target.addEventListener(name, heard);
    return () => this.#target.removeEventListener(name, heard);
  }

  #turn(connected: boolean): void {
    if (this.connected === connected) return;
    this.connected = connected;
    this.#target.dispatchEvent(new CustomEvent('connection', { detail: connected }));
  }
}

export const live = new Live();
