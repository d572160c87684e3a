/** How the calls to one listener go. */
export interface ListenerHealth {
  readonly listenerId: number;
  /** `own`: Concierge's own service, which is not called over the network. `idle`: it was not called since the start. */
  readonly state: 'own' | 'idle' | 'ok' | 'failing' | 'refused';
  /** In words, what is wrong and what to do; empty when nothing is. */
  readonly detail: string;
  readonly waiting: number;
  /** Since the start: messages that were given up. */
  readonly dropped: number;
  readonly lastSuccessAtMs: number | null;
  readonly lastFailureAtMs: number | null;
}

/** What a test call came to. */
export interface ListenerTrial {
  readonly ok: boolean;
  /** In words: what it answered, or what is wrong. */
  readonly detail: string;
  readonly elapsedMs: number;
}

export interface ListenerWatch {
  /** Calls it now with a message that says that it is a test; null: it is one of ours, which nobody calls. */
  tryListener(listenerId: number, signal: AbortSignal): Promise<ListenerTrial | null>;
  /** Of every row of camera_listeners. */
  listenerHealth(): readonly ListenerHealth[];
}
