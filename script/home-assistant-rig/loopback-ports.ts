import { connect } from 'node:net';

/** Whether somebody listens at this port of loopback; null = not. */
export function accepts(port: number): Promise<true | null> {
  const { promise, resolve } = Promise.withResolvers<true | null>();
  const socket = connect(port, '127.0.0.1');
  socket.on('connect', () => resolve(true));
  socket.on('error', () => resolve(null));
  return promise.finally(() => socket.destroy());
}
