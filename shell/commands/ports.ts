import { createServer } from 'node:net';

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, 'localhost', () => server.close(() => resolve(true)));
  });
}

/**
 * The port to listen on: the one asked for, which must be free, or the default, or the next free one after it that is
 * not promised to another. Says so when it is not the default.
 */
export async function choosePort(
  what: string,
  asked: string | undefined,
  usual: number,
  say: (line: string) => void,
  promised: readonly number[] = [],
) {
  if (asked !== undefined) {
    const port = Number(asked);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new Error(`${what}: ${asked} is not a port.`);
    if (!(await isFree(port))) throw new Error(`${what}: port ${port} is taken. Free it or choose another.`);
    return port;
  }
  for (let port = usual; port < usual + 100; port += 1) {
    if (promised.includes(port) || !(await isFree(port))) continue;
    if (port !== usual) say(`Port ${usual} is taken: ${what} uses ${port}.`);
    return port;
  }
  throw new Error(`${what}: no free port from ${usual} to ${usual + 99}.`);
}
