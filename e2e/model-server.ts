import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that speaks the OpenAI protocol, whose answers are written by the test, piece by piece. */
export interface ModelServer {
  url: string;
  /** Writes a piece of the answer that is being asked for; waits until somebody asks. */
  write(text: string): Promise<void>;
  /** Ends the answer. */
  end(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the server on a free port. */
export async function startModelServer(): Promise<ModelServer> {
  let asked: (response: ServerResponse) => void;
  let answering = new Promise<ServerResponse>((resolve) => (asked = resolve));
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.flushHeaders();
      asked(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/v1`,
    async write(text) {
      (await answering).write(`data: ${JSON.stringify({ choices: [{ delta: { content: text } }] })}\n\n`);
    },
    async end() {
      (await answering).end('data: [DONE]\n\n');
      answering = new Promise((resolve) => (asked = resolve));
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
