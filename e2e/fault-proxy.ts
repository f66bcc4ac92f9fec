import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between browsers and the API on real TCP, and disturbs what passes as it is told. */
export interface FaultProxy {
  url: string;
  /** The port of the API; nothing gets through while there is none. */
  target: number | undefined;
  /** Bytes that browsers have sent to it. */
  received: number;
  /** Breaks every connection off, with what is on its way. */
  cut(): void;
  /** Breaks the next connections off after so many bytes of what the API says. */
  cutAfter(bytes: number): void;
  /** Nothing passes any more on the connections that are there, and neither end is told. */
  freeze(): void;
  /** Everything takes longer by so many milliseconds. */
  delay: number;
  close(): Promise<void>;
}

/** Opens the proxy on a free port. */
export async function openFaultProxy(): Promise<FaultProxy> {
  const pairs = new Set<{ near: Socket; far: Socket; isFrozen: boolean }>();
  let bytesLeft = Infinity;
  const server = createServer((near) => {
    if (proxy.target === undefined) return void near.destroy();
    const far = connect(proxy.target, 'localhost');
    const pair = { near, far, isFrozen: false };
    pairs.add(pair);
    const end = () => {
      if (pair.isFrozen) return;
      near.destroy();
      far.destroy();
      pairs.delete(pair);
    };
    const pass = (chunk: Buffer, onward: Socket) => {
      setTimeout(() => {
        if (!pair.isFrozen && !onward.destroyed) onward.write(chunk);
      }, proxy.delay);
    };
    near.on('data', (chunk: Buffer) => {
      proxy.received += chunk.length;
      pass(chunk, far);
    });
    far.on('data', (chunk: Buffer) => {
      const fitting = chunk.subarray(0, bytesLeft);
      bytesLeft -= fitting.length;
      pass(fitting, near);
      if (fitting.length < chunk.length) {
        bytesLeft = Infinity;
        // What came before the cut arrives.
        setTimeout(end, proxy.delay + 5);
      }
    });
    for (const socket of [near, far]) {
      socket.on('error', end);
      // What is on its way when one end closes arrives at the other before it is told.
      socket.on('close', () => setTimeout(end, proxy.delay + 1));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const proxy: FaultProxy = {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    target: undefined,
    received: 0,
    delay: 0,
    cut() {
      for (const { near, far } of pairs) {
        near.resetAndDestroy();
        far.destroy();
      }
      pairs.clear();
    },
    cutAfter(bytes) {
      bytesLeft = bytes;
    },
    freeze() {
      for (const pair of pairs) pair.isFrozen = true;
    },
    async close() {
      for (const { near, far } of pairs) {
        near.destroy();
        far.destroy();
      }
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}
