import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What happens to a refresh on its way: milliseconds to the server and back; lost answers never arrive. */
export interface RefreshFault {
  before: number;
  after: number;
  isLost: boolean;
}

/** Stands between browsers and the API, and lets tests see and disturb what passes. */
export interface Gate {
  url: string;
  /** The address of the API. */
  target: string;
  /** Refreshes that reached the server. */
  refreshes: number;
  /** Access tokens that are answered with 401, as after their end. */
  readonly expired: Set<string>;
  /** Faults of the next refresh of a session, by the token's `sid`; each is used once. */
  readonly faults: Map<string, RefreshFault>;
  close(): Promise<void>;
}

/** The claims of a token; not verified. */
export function claimsOf(token: string): { sid: string; sub: string } {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    sid: string;
    sub: string;
  };
}

/** Opens a gate on a free port. */
export async function openGate(): Promise<Gate> {
  const server = createServer((incoming, outgoing) => {
    pass(gate, incoming, outgoing).catch(() => outgoing.destroy());
  });
  const sockets = new Set<Socket>();
  server.on('upgrade', (incoming, socket: Socket, head) => {
    const { hostname, port } = new URL(gate.target);
    const onward = connect(Number(port), hostname, () => {
      const headers = incoming.rawHeaders.reduce(
        (text, part, at) => text + part + (at % 2 ? '\r\n' : ': '),
        `${incoming.method} ${incoming.url} HTTP/1.1\r\n`,
      );
      onward.write(`${headers}\r\n`);
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [socket, onward]) {
      sockets.add(end);
      end.on('error', () => end.destroy());
      end.on('close', () => sockets.delete(end));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const gate: Gate = {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    target: '',
    refreshes: 0,
    expired: new Set(),
    faults: new Map(),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return gate;
}

async function pass(gate: Gate, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const body: Buffer[] = [];
  for await (const chunk of incoming) body.push(chunk as Buffer);
  const token = incoming.headers.authorization?.split(' ')[1];
  if (token && gate.expired.has(token)) {
    outgoing.writeHead(401, {
      'Access-Control-Allow-Origin': incoming.headers.origin ?? '*',
      'Access-Control-Allow-Credentials': 'true',
      'Content-Type': 'application/problem+json',
    });
    outgoing.end('{"title":"Expired"}');
    return;
  }
  const isRefresh = incoming.method === 'POST' && incoming.url === '/api/auth/refresh';
  const fault = isRefresh ? faultOf(gate, Buffer.concat(body)) : undefined;
  if (isRefresh) gate.refreshes += 1;
  if (fault) await pause(fault.before);
  const onward = request(new URL(incoming.url ?? '/', gate.target), {
    method: incoming.method ?? 'GET',
    headers: incoming.headers,
  });
  onward.end(Buffer.concat(body));
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    onward.once('response', resolve);
    onward.once('error', reject);
  });
  if (fault?.isLost) {
    answer.resume();
    return;
  }
  if (fault) await pause(fault.after);
  outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
  answer.pipe(outgoing);
}

function faultOf(gate: Gate, body: Buffer): RefreshFault | undefined {
  const { refresh_token: token } = JSON.parse(body.toString()) as { refresh_token: string };
  const { sid } = claimsOf(token);
  const fault = gate.faults.get(sid);
  gate.faults.delete(sid);
  return fault;
}
