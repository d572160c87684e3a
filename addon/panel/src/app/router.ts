/** Where the user is, as the hash of the address says: `#/events/<id>?camera=3`. */
export interface Route {
  /** The name of a page. */
  readonly page: string;
  /** What follows it, decoded. */
  readonly rest: readonly string[];
  readonly query: URLSearchParams;
}

export function currentRoute(): Route {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [page = '', ...rest] = path
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
  return { page, rest, query: new URLSearchParams(query) };
}

export function href(
  page: string,
  rest: readonly (string | number)[] = [],
  query: Readonly<Record<string, string>> = {},
): string {
  const given = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString();
  const path = [page, ...rest].map((part) => encodeURIComponent(part)).join('/');
  return `#/${path}${given === '' ? '' : `?${given}`}`;
}

/** The answer unsubscribes. */
export function onRoute(listener: (route: Route) => void): () => void {
  const changed = () => listener(currentRoute());
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}

export function go(target: string, { replace = false } = {}): void {
  if (replace) location.replace(target);
  else location.hash = target;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
