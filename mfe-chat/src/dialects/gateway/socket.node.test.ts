import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GatewayRealtime } from '@voiceassist/shared';
import { HeldContext } from './held-context.js';
import { GatewaySocket, type Memory } from './socket.js';
import { Transcript } from './transcript.js';

/** A socket with the gateway's end of it in the hands of a test. */
class Bench {
  readonly told: Record<string, unknown>[] = [];
  readonly sent: Record<string, unknown>[] = [];
  readonly dialled: string[] = [];
  closed: number | undefined;
  readonly memory: Memory = { transcript: new Transcript(), context: new HeldContext(), refusals: 0 };
  /** What is to be done later, by the test. */
  readonly later: (() => void)[] = [];
  realtime: Partial<GatewayRealtime> = {
    begin: () => Promise.resolve('c1'),
    read: (messages) => Promise.resolve(messages as never),
    sources: () => Promise.resolve([]),
    stored: () => Promise.resolve([]),
    keptContext: () => Promise.resolve(undefined),
    attachments: () => Promise.resolve([]),
  };
  socket = this.#open();
  #line: { onmessage?: (event: { data: string }) => void; onclose?: (event: { code: number }) => void } = {};

  #open(): GatewaySocket {
    const dial = (address: string) => {
      this.dialled.push(address);
      const line = { send: (text: string) => this.sent.push(JSON.parse(text)), close: () => undefined };
      this.#line = line as object;
      return line as unknown as WebSocket;
    };
    const after = (_milliseconds: number, act: () => void) => {
      this.later.push(act);
      return () => void this.later.splice(this.later.indexOf(act), 1);
    };
    const parts = {
      realtime: this.realtime as GatewayRealtime,
      token: () => Promise.resolve('t2'),
      dial,
      after,
    };
    const socket = new GatewaySocket('ws://gateway/api/realtime/ws?token=t1', parts, this.memory);
    socket.onmessage = ({ data }) => this.told.push(data ? JSON.parse(data) : {});
    socket.onclose = ({ code }) => (this.closed = code);
    return socket;
  }

  /** The gateway says something. */
  async hear(frame: object): Promise<void> {
    this.#line.onmessage?.({ data: JSON.stringify(frame) });
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** The page opens another connection of the same conversation. */
  reconnect(): void {
    this.socket = this.#open();
  }

  async breakOff(code: number): Promise<void> {
    this.#line.onclose?.({ code });
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** The page begins, in a conversation or a new one. */
  async start(sessionId?: string): Promise<void> {
    await Promise.resolve();
    this.socket.send(JSON.stringify({ type: 'session.start', ...(sessionId && { session_id: sessionId }) }));
    await this.hear({ type: 'connected' });
  }

  async ask(content: string): Promise<void> {
    this.socket.send(
      JSON.stringify({
        type: 'message.send',
        session_id: '',
        content,
        client_message_id: 'q',
        attachments: [],
      }),
    );
    await new Promise((resolve) => setImmediate(resolve));
  }

  of(type: string) {
    return this.told.filter((frame) => frame['type'] === type);
  }
}

describe('A connection to the gateway', () => {
  it('begins a conversation before a question, on a connection that has it', async () => {
    const bench = new Bench();
    await bench.start();
    assert.equal(bench.of('session.started')[0]?.['session_id'], undefined);
    await bench.ask('Why?');
    assert.equal(bench.dialled[1], 'ws://gateway/api/realtime/ws?token=t2&conversationId=c1');
    assert.deepEqual(bench.sent, []);
    await bench.hear({ type: 'connected' });
    assert.equal(bench.of('session.started')[1]?.['session_id'], 'c1');
    assert.deepEqual(bench.sent, [
      { type: 'message', content: 'Why?', client_message_id: 'q', session_id: 'c1' },
    ]);
  });

  it('that was closed looks for no answer, whatever was still on its way', async () => {
    const bench = new Bench();
    await bench.start('c1');
    await bench.hear({ type: 'history', messages: [] });
    await bench.ask('Why?');
    await bench.hear({ type: 'user_message.created', messageId: 'm1', clientMessageId: 'q' });
    await bench.breakOff(1006);
    bench.reconnect();
    let tell: () => void = () => undefined;
    bench.realtime.read = () => new Promise((resolve) => (tell = () => resolve([])));
    await bench.start('c1');
    await bench.hear({ type: 'history', messages: [] });
    bench.socket.close();
    tell();
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(bench.later, []);
  });

  it('begins one conversation when the connection changes while it is being begun', async () => {
    const bench = new Bench();
    const begun: ((id: string) => void)[] = [];
    bench.realtime.begin = () => new Promise((resolve) => begun.push(resolve));
    await bench.start();
    await bench.ask('Why?');
    await bench.breakOff(1006);
    bench.reconnect();
    await bench.start();
    await bench.ask('Why?');
    assert.equal(begun.length, 1);
    begun[0]?.('c1');
    await bench.hear({ type: 'connected' });
    await bench.hear({ type: 'connected' });
    assert.deepEqual(
      bench.sent.map(({ session_id: id }) => id),
      ['c1'],
    );
  });

  it('says that a conversation is not there, of which the gateway says nothing', async () => {
    const bench = new Bench();
    bench.realtime.stored = () =>
      Promise.reject(Object.assign(new Error(), { name: 'ApiError', status: 404 }));
    await bench.start('gone');
    bench.later[0]?.();
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(bench.of('error')[0]?.['code'], 'not_found');
    assert.deepEqual(bench.of('session.started'), []);
  });

  it('begins without a history when that cannot be asked for', async () => {
    const bench = new Bench();
    bench.realtime.stored = () =>
      Promise.reject(Object.assign(new Error(), { name: 'ConnectionError', reason: 'network' }));
    await bench.start('c1');
    bench.later[0]?.();
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(bench.of('session.started').length, 1);
  });

  it('gives the newest question the context that its conversation has', async () => {
    const bench = new Bench();
    const record = { sex: 'female', weight: { value: 61, unit: 'kg' } };
    bench.realtime.keptContext = () => Promise.resolve({ id: 'x1', record });
    await bench.start('c1');
    const said = (id: string, role: string) => ({ id, role, content: id, citations: [], createdAt: '' });
    await bench.hear({
      type: 'history',
      messages: [said('m1', 'user'), said('m2', 'assistant'), said('m3', 'user'), said('m4', 'assistant')],
    });
    const shown = bench.of('session.started')[0]?.['messages'] as { clinical_context?: object }[];
    assert.deepEqual(
      shown.map(({ clinical_context: context }) => context),
      [undefined, undefined, record, undefined],
    );
  });

  it('empties the context of the conversation when it was removed here', async () => {
    const bench = new Bench();
    const kept: object[] = [];
    bench.realtime.keptContext = () => Promise.resolve({ id: 'x1', record: { sex: 'female' } });
    bench.realtime.keepContext = (_id, record) => (kept.push(record), Promise.resolve('x1'));
    await bench.start('c1');
    const messages = [{ id: 'm1', role: 'user', content: 'Why?', citations: [], createdAt: '' }];
    await bench.hear({ type: 'history', messages });
    await bench.ask('And now?');
    assert.deepEqual(kept, [{}]);
    assert.equal(bench.sent.at(-1)?.['clinical_context_id'], undefined);
  });

  it('asks for the files of what was asked before, the newest first, once', async () => {
    const bench = new Bench();
    const asked: string[] = [];
    const file = { id: 'a', filename: 'ecg.pdf', sizeBytes: 1, url: '/a' };
    bench.realtime.attachments = (id) => {
      asked.push(id);
      return Promise.resolve(id === 'm1' ? [file] : []);
    };
    await bench.start('c1');
    const said = (id: string, role: string) => ({ id, role, content: id, citations: [], createdAt: '' });
    const messages = [said('m1', 'user'), said('m2', 'assistant'), said('m3', 'user')];
    await bench.hear({ type: 'history', messages });
    assert.deepEqual(asked, ['m3', 'm1']);
    const [shown] = bench.of('session.resync')[0]?.['messages'] as { id: string; attachments: object[] }[];
    assert.deepEqual([shown?.id, shown?.attachments.length], ['m1', 1]);
    await bench.hear({ type: 'history', messages });
    assert.equal(asked.length, 2);
  });

  it('keeps the words of a question that no conversation could be begun for', async () => {
    const bench = new Bench();
    bench.realtime.begin = () =>
      Promise.reject(Object.assign(new Error('away'), { name: 'ConnectionError', reason: 'network' }));
    await bench.start();
    await bench.ask('Why?');
    assert.equal(bench.of('error')[0]?.['client_message_id'], 'q');
    assert.deepEqual(bench.sent, []);
  });

  it('asks no question without its clinical context', async () => {
    const bench = new Bench();
    bench.realtime.keepContext = () => Promise.reject(new Error('refused'));
    await Promise.resolve();
    bench.socket.send(
      JSON.stringify({ type: 'session.start', session_id: 'c1', clinical_context: { age: 71 } }),
    );
    await bench.hear({ type: 'connected' });
    await bench.ask('Why?');
    assert.match(String(bench.of('error')[0]?.['message']), /clinical context could not be kept/);
    assert.deepEqual(bench.sent, []);
  });

  it('means a refused token by its close, and gives up when a new one is refused too', async () => {
    const bench = new Bench();
    const refuse = async () => {
      await Promise.resolve();
      bench.socket.send(JSON.stringify({ type: 'session.start', session_id: 'c1' }));
      await bench.hear({
        type: 'error',
        error: { code: 'UNAUTHORIZED', message: 'Invalid or expired token' },
      });
      await bench.breakOff(1008);
    };
    await refuse();
    assert.equal(bench.closed, 4401);
    const second = new Bench();
    Object.assign(second.memory, { refusals: 1 });
    await Promise.resolve();
    second.socket.send(JSON.stringify({ type: 'session.start', session_id: 'c1' }));
    await second.hear({ type: 'error', error: { code: 'UNAUTHORIZED', message: 'No' } });
    await second.breakOff(1008);
    assert.equal(second.closed, 4403);
    assert.match(String(second.of('error')[0]?.['message']), /does not let your account in/);
  });

  it('takes an error that another tab has brought about for none of its own', async () => {
    const bench = new Bench();
    await bench.start('c1');
    await bench.hear({ type: 'error', error: { code: 'UNKNOWN_MESSAGE_TYPE', message: 'Unknown' } });
    assert.deepEqual(bench.of('error'), []);
  });

  it('breaks off when a question is not confirmed, so that the history says what became of it', async () => {
    const bench = new Bench();
    await bench.start('c1');
    bench.later.shift()?.();
    await bench.ask('Why?');
    assert.equal(bench.sent.length, 1);
    bench.later.at(-1)?.();
    assert.equal(bench.closed, 1006);
  });

  it('adds what was lost of an answer on its way, and replaces one that ended otherwise', async () => {
    const bench = new Bench();
    await bench.start('c1');
    await bench.ask('Why?');
    await bench.hear({ type: 'user_message.created', messageId: 'm1', clientMessageId: 'q' });
    await bench.hear({ type: 'chunk', messageId: 'live', content: 'Diabetes' });
    await bench.hear({
      type: 'message.done',
      messageId: 'live',
      message: { content: 'Diabetes is chronic.' },
    });
    assert.deepEqual(
      bench.of('message.delta').map((frame) => frame['content_delta']),
      ['Diabetes', ' is chronic.'],
    );
    assert.equal(bench.of('message.complete').length, 1);
  });

  it('fetches what the first hundred messages of the history leave out', async () => {
    const bench = new Bench();
    const message = (id: number) => ({
      ...{ id: `m${id}`, role: 'user', content: `Question ${id}`, citations: [], verbatim: false },
      createdAt: '2026-11-22T11:54:25.000Z',
    });
    const all = Array.from({ length: 130 }, (_, at) => message(at));
    bench.realtime.stored = () => Promise.resolve(all as never);
    await bench.start('c1');
    await bench.hear({ type: 'history', messages: all.slice(0, 100) });
    assert.equal((bench.of('session.started')[0]?.['messages'] as unknown[]).length, 130);
  });

  it('passes on what is no frame as none', async () => {
    const bench = new Bench();
    await bench.start('c1');
    await bench.hear([]);
    assert.deepEqual(bench.told.at(-1), {});
  });
});
