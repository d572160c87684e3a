import type { ReactiveControllerHost } from 'lit';

/**
 * Subscriptions that last as long as their host is in the page. To be called once, by its constructor.
 * @param subscribe begins them; what it answers ends them
 */
export function follow(host: ReactiveControllerHost, subscribe: () => readonly (() => void)[]): void {
  let disposers: readonly (() => void)[] = [];
  host.addController({
    hostConnected() {
      disposers = subscribe();
    },
    hostDisconnected() {
      for (const dispose of disposers) dispose();
    },
  });
}
