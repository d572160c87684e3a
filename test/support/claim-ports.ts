import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Whether this process has these ports for itself until it ends, whether it listens there or not: ports that are found free are
 * often listened to later, and test files run side by side. Whoever takes ports of the same range asks by the same number.
 * A name among Linux's abstract sockets, which ends with its process.
 */
export async function claimPorts(first: number): Promise<boolean> {
  const claim = createServer().unref();
  claim.listen(`\0concierge-test-ports-${first}`);
  return once(claim, 'listening').then(
    () => true,
    () => false,
  );
}

/** Whether nobody listens at this port now. */
export async function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  const server = createServer();
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
