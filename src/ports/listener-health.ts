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

export interface ListenerWatch {
  /** Of every row of camera_listeners. */
  listenerHealth(): readonly ListenerHealth[];
}
