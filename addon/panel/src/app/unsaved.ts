import type { ReactiveControllerHost } from 'lit';

const holders = new Map<object, () => boolean>();

/**
 * What is typed into a host and not saved is asked about before it is left. To be called once, by its constructor.
 * @param holds whether there is such a thing now
 */
export function holdUnsaved(host: ReactiveControllerHost, holds: () => boolean): void {
  host.addController({
    hostConnected: () => void holders.set(host, holds),
    hostDisconnected: () => void holders.delete(host),
  });
}

export function hasUnsaved(): boolean {
  return [...holders.values()].some((holds) => holds());
}
