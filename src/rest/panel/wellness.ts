import type { ServiceHealth } from '../../runtime/service.ts';

/** `degraded` works, with something for the user to see to. */
const WELL: ReadonlySet<ServiceHealth['state']> = new Set(['running', 'degraded']);

export function isWell(services: readonly ServiceHealth[]): boolean {
  return services.every(({ state }) => WELL.has(state));
}
