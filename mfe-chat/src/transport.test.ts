import { expect, waitUntil } from '@open-wc/testing';
import { firstValueFrom } from '@voiceassist/shared/rxjs';
import type { ServerFrame } from '@voiceassist/shared/schemas';
import { Transport, type Connection } from './transport.js';

/** A socket that the test holds the other end of. */
class HeldSocket extends EventTarget {
  readyState: number = WebSocket.CONNECTING;
  readonly sent: Record<string, unknown>[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(readonly address: string) {
    super();
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }
  close(): void {
    this.readyState = WebSocket.CLOSED;
  }
  accept(): void {
    this.readyState = WebSocket.OPEN;
    this.onopen?.();
  }
  say(frame: unknown): void {
    this.onmessage?.({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) });
  }
  end(code: number): void {
    this.readyState = WebSocket.CLOSED;
    this.onclose?.({ code });
  }
}

const started = { type: 'session.started', session_id: 's', capabilities: [] };
const open: Transport[] = [];

function transport(credential: (reason: 'start' | 'rejected') => Promise<string | undefined>) {
  const sockets: HeldSocket[] = [];
  const frames: ServerFrame[] = [];
  const connections: Connection[] = [];
  const made = new Transport({
    wsUrl: 'ws://server.example',
    credential,
    start: () => ({ sessionId: 's', mode: 'quick_consult' }),
    mayRest: () => true,
    open: (address) => {
      const socket = new HeldSocket(address);
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    random: () => 0,
  });
  open.push(made);
  made.frames$.subscribe((frame) => frames.push(frame));
  made.connection$.subscribe((connection) => connections.push(connection));
  const socket = async (at: number) => {
    await waitUntil(() => sockets.length > at);
    return sockets[at]!;
  };
  const status = () => connections.at(-1)?.status;
  return { made, sockets, frames, connections, socket, status };
}
const ticket = () => Promise.resolve('ticket 1');

afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

describe('the transport', () => {
  it('starts the session with what the server needs, and is connected by its first frame', async () => {
    const { socket, status, frames } = transport(ticket);
    const first = await socket(0);
    expect(first.address).to.equal('ws://server.example/api/realtime/ws?token=ticket%201');
    expect(status()).to.equal('connecting');
    first.accept();
    expect(first.sent).to.deep.equal([{ type: 'session.start', session_id: 's', mode: 'quick_consult' }]);
    first.say(started);
    expect(status()).to.equal('connected');
    expect(frames[0]).to.deep.include({ type: 'session.started', sessionId: 's' });
  });

  for (const [name, bad] of [
    ['no JSON', '{'],
    ['HTML', '<html>'],
    ['an unknown type', { type: 'weather' }],
    ['a missing part', { type: 'message.delta' }],
    ['a list', []],
    ['nothing', 'null'],
  ] as const) {
    it(`counts and forgets a bad frame: ${name}`, async () => {
      const { made, socket, frames, status } = transport(ticket);
      const first = await socket(0);
      first.accept();
      first.say(started);
      first.say(bad);
      expect(frames).to.have.length(1);
      expect(await firstValueFrom(made.badFrames$)).to.equal(1);
      expect(status()).to.equal('connected');
    });
  }

  it('comes back after a network that was gone', async () => {
    const { socket, status } = transport(ticket);
    const first = await socket(0);
    first.accept();
    first.say(started);
    first.end(1006);
    expect(status()).to.equal('reconnecting');
    const second = await socket(1);
    second.accept();
    second.say(started);
    expect(status()).to.equal('connected');
  });

  it('asks once for a fresh token when its own was rejected (4401), and is then patient', async () => {
    const reasons: string[] = [];
    const { socket, status } = transport((reason) => {
      reasons.push(reason);
      return ticket();
    });
    (await socket(0)).end(4401);
    (await socket(1)).end(4401);
    await socket(2);
    expect(reasons).to.deep.equal(['start', 'rejected', 'start']);
    expect(status()).to.equal('reconnecting');
  });

  it('closes with words when the session has ended', async () => {
    const { connections } = transport(() => Promise.resolve(undefined));
    await waitUntil(() => connections.at(-1)?.status === 'closed');
    expect(connections.at(-1)?.reason).to.equal('signed-out');
  });

  it('closes with words when the conversation is forbidden (4403), and does not try again', async () => {
    const { socket, sockets, connections } = transport(ticket);
    (await socket(0)).end(4403);
    expect(connections.at(-1)).to.deep.equal({
      status: 'closed',
      reason: 'forbidden',
    });
    window.dispatchEvent(new Event('offline'));
    window.dispatchEvent(new Event('online'));
    expect(connections.at(-1)?.status).to.equal('closed');
    expect(sockets).to.have.length(1);
  });

  it('tries again when no token could be had', async () => {
    let asked = 0;
    const { socket } = transport(() => {
      asked += 1;
      return asked === 1 ? Promise.reject(new Error('network')) : ticket();
    });
    await socket(0);
    expect(asked).to.equal(2);
  });

  it('says offline while the network is gone, and comes back with it', async () => {
    const { socket, status } = transport(ticket);
    const first = await socket(0);
    first.accept();
    first.say(started);
    window.dispatchEvent(new Event('offline'));
    expect(status()).to.equal('offline');
    window.dispatchEvent(new Event('online'));
    (await socket(1)).accept();
    (await socket(1)).say(started);
    expect(status()).to.equal('connected');
  });

  it('opens one socket when the network comes back while a credential is on its way', async () => {
    const given: (() => void)[] = [];
    const { socket, sockets } = transport(
      () => new Promise((resolve) => given.push(() => resolve(`ticket ${given.length}`))),
    );
    await waitUntil(() => given.length === 1);
    given[0]?.();
    (await socket(0)).end(1006);
    await waitUntil(() => given.length === 2);
    window.dispatchEvent(new Event('online'));
    await waitUntil(() => given.length === 3);
    for (const give of given) give();
    await socket(1);
    await Promise.resolve();
    expect(sockets).to.have.length(2);
  });

  it('sends into an open socket only', async () => {
    const { made, socket } = transport(ticket);
    expect(made.send({ type: 'ping' })).to.equal(false);
    const first = await socket(0);
    first.accept();
    expect(made.send({ type: 'ping' })).to.equal(true);
    made.close();
    expect(first.readyState).to.equal(WebSocket.CLOSED);
    expect(made.send({ type: 'ping' })).to.equal(false);
  });
});
