import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/**
 * A server on the loopback, and a fetch that asks it whatever host an https address names, so that the code under test
 * keeps its https addresses.
 */
export async function modelServer(
  context: TestContext,
  listener: RequestListener,
): Promise<{ fetch: typeof fetch; requests: string[] }> {
  const requests: string[] = [];
  const server = createServer((request, response) => listener(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  // A server that listens on a port has this kind of address.
  const { port } = server.address() as AddressInfo;
  return { fetch: redirectingFetch(port, requests), requests };
}

export function redirectingFetch(port: number, requests: string[]): typeof fetch {
  return (input, init) => {
    const url = new URL(String(input));
    requests.push(url.href);
    return fetch(new URL(url.pathname, `http://127.0.0.1:${port}`), init);
  };
}
