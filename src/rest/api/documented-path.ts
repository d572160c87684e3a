const PARAMETER = /:(\w+)|\{?\*(\w+)\}?/g;

/** express's `/rest/cameras/:id` as OpenAPI has it: `/rest/cameras/{id}`. */
export function documentedPath(path: string): string {
  return path.replaceAll(PARAMETER, (_all, name?: string, rest?: string) => `{${name ?? rest}}`);
}

/** The names of a path's parameters. */
export function parametersIn(path: string): string[] {
  return [...path.matchAll(PARAMETER)].map(([, name, rest]) => name ?? rest ?? '');
}

/** What an address must look like to be of this path; null for one that takes every address. */
export function pathForm(path: string): RegExp | null {
  if (path.includes('*')) return null;
  const parts = path.split(/:\w+/);
  return new RegExp(`^${parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^/]+')}/?$`, 'i');
}
