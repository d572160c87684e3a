import type { ApiRoutes } from './api-routes.ts';
import { pathForm } from './documented-path.ts';

/** The methods that some route takes at this address; none when nothing is there. */
export function allowedMethods(routes: readonly ApiRoutes[], address: string): string[] {
  const methods = routes
    .flatMap(({ operations }) => operations)
    .filter(({ path }) => pathForm(path)?.test(address))
    .map(({ method }) => method.toUpperCase());
  return [...new Set(methods.includes('GET') ? [...methods, 'HEAD'] : methods)].toSorted();
}
