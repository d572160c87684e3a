import { once } from 'node:events';
import { createServer } from 'node:net';

const PORTS_MIN = 20_000;
const BLOCK_SIZE = 10;
/** They end below the ports that add-ons take, and those below the ones that the system gives to clients. */
const BLOCKS = 1000;

/**
 * The first of so many free ports in a row that are left to this process until it ends, to listen there when it likes and again.
 * @param count at most 10
 */
export async function claimFreePorts(count: number, host = '127.0.0.1'): Promise<number> {
  for (let tries = 0; tries < BLOCKS; tries++) {
    const first = PORTS_MIN + BLOCK_SIZE * ((process.pid + tries) % BLOCKS);
    if (!(await claimPorts(first))) continue;
    const free = await Promise.all(Array.from({ length: count }, (_, index) => isPortFree(first + index, host)));
    if (free.every(Boolean)) return first;
  }
  throw new Error(`No ${count} free ports in a row on ${host}`);
}

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
