import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readOtlp, type CollectedSpan } from '../shell/release/testing/otlp.js';

/** What the collector does with what it is given. */
export type Manner = 'answers' | 'hangs up' | 'never answers' | 'fails';

/** A collector of traces, and a place that analytics tell things to, as a real server on a port of its own. */
export class Collector {
  url = '';
  manner: Manner = 'answers';
  /** Every request: its address, headers and body, as it came. */
  readonly requests: { path: string; headers: string; body: string }[] = [];
  readonly #hanging = new Set<ServerResponse>();
  #heard: () => void = () => undefined;
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Access-Control-Allow-Headers', 'content-type');
      if (request.method === 'OPTIONS') return response.writeHead(204).end();
      const body = Buffer.concat(chunks).toString();
      this.requests.push({ path: request.url ?? '', headers: JSON.stringify(request.rawHeaders), body });
      this.#heard();
      if (this.manner === 'hangs up') return request.socket.destroy();
      if (this.manner === 'never answers') return this.#hanging.add(response);
      return response
        .writeHead(this.manner === 'fails' ? 500 : 200, { 'Content-Type': 'application/json' })
        .end('{}');
    });
  });

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, 'localhost', resolve));
    this.url = `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Every span that came, each request checked against OpenTelemetry's definitions. */
  get spans(): CollectedSpan[] {
    return this.requests
      .filter(({ path }) => path === '/v1/traces')
      .flatMap(({ body }) => readOtlp(body).spans);
  }

  /** What analytics told. */
  get events(): Record<string, string>[] {
    return this.requests
      .filter(({ path }) => path === '/analytics')
      .map(({ body }) => JSON.parse(body) as Record<string, string>);
  }

  /** Resolves when it has been told what is waited for. */
  async until(isThere: (collector: this) => boolean): Promise<void> {
    while (!isThere(this)) {
      await new Promise<void>((resolve, reject) => {
        const told = () => this.requests.map(({ path, body }) => `${path} ${body.slice(0, 200)}`).join('\n');
        const timer = setTimeout(
          () => reject(new Error(`The collector was not told in time, but only:\n${told()}`)),
          20_000,
        );
        this.#heard = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  close(): void {
    for (const response of this.#hanging) response.destroy();
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
