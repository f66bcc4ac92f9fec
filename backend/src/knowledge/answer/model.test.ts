import assert from 'node:assert/strict';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { startKnowledge, textOf, type KnowledgeServer } from '../testing/server.js';

const GOUT =
  '# Gout\n\n## Attack\n\nNaproxen is the first-line drug for gout. Colchicine is the second choice in gout.';

/** A model endpoint that speaks the protocol and writes what the test gives it. */
class ModelServer {
  respond: (response: ServerResponse) => void | Promise<void> = () => undefined;
  readonly requests: {
    authorization: string | undefined;
    body: { model: string; messages: { content: string }[] };
  }[] = [];
  readonly #server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      this.requests.push({ authorization: request.headers.authorization, body: JSON.parse(body) });
      void this.respond(response);
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  says(...pieces: string[]): void {
    this.respond = (response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      for (const content of pieces) {
        response.write(`data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`);
      }
      response.end('data: [DONE]\n\n');
    };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

describe('answers that a model writes', () => {
  const model = new ModelServer();
  let server: KnowledgeServer;

  before(async () => {
    server = await startKnowledge({
      LLM_BASE_URL: await model.start(),
      LLM_MODEL: 'm-1',
      LLM_API_KEY: 'sk-test',
    });
    await server.indexed('gout.md', GOUT);
  });
  after(async () => {
    await server.close();
    await model.stop();
  });

  it('are given the numbered passages, and keep only numbers that have a source', async () => {
    model.says('Give ', 'naproxen [', '1', ']. Then ', 'nothing [7', '].');
    const events = await server.ask('What is the first-line drug for gout?');
    assert.deepEqual(events[0], { type: 'started', verbatim: false });
    assert.equal(textOf(events), 'Give naproxen [1]. Then nothing.');
    const citations = events.flatMap((event) => (event.type === 'citations' ? event.citations : []));
    assert.deepEqual(
      citations.map(({ number, quote }) => [number, quote]),
      [[1, 'Naproxen is the first-line drug for gout.']],
    );
    const cited = events.findIndex(({ type }) => type === 'citations');
    assert.ok(cited < events.findIndex((event) => event.type === 'text' && event.delta.includes('[1]')));
    assert.deepEqual(events.at(-1), { type: 'finished', finish_reason: 'done' });

    const [request] = model.requests;
    assert.equal(request?.authorization, 'Bearer sk-test');
    assert.equal(request.body.model, 'm-1');
    assert.match(
      request.body.messages.at(-1)?.content ?? '',
      /\[1\] Gout › Attack\nNaproxen is the first-line/,
    );
  });

  it('are not found when the model says so, however it is cut', async () => {
    model.says(' NOT', '_FO', 'UND', '.');
    const events = await server.ask('Which drug is first-line in gout?');
    assert.equal(textOf(events), '');
    const last = events.at(-1);
    assert.ok(
      last?.type === 'finished' && last.finish_reason === 'not_found' && last.nearest?.[0]?.title === 'Gout',
    );
  });

  it('do not ask the model when the documents hold nothing', async () => {
    const before = model.requests.length;
    const last = (await server.ask('How is glaucoma treated with laser?')).at(-1);
    assert.ok(last?.type === 'finished' && last.finish_reason === 'not_found');
    assert.equal(model.requests.length, before);
  });

  it('end with an error in words when the model refuses or breaks off', async () => {
    model.respond = (response) => void response.writeHead(500).end('internal');
    const refused = (await server.ask('What is the first-line drug for gout?')).at(-1);
    assert.ok(refused?.type === 'finished' && refused.finish_reason === 'error');
    assert.match(refused.message ?? '', /refused the request \(status 500\)/);

    model.respond = async (response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      const piece = JSON.stringify({ choices: [{ delta: { content: 'Give naproxen ' } }] });
      await new Promise<void>((resolve) => response.write(`data: ${piece}\n\n`, () => resolve()));
      response.destroy();
    };
    const broken = await server.ask('What is the first-line drug for gout?');
    assert.match(textOf(broken), /^Give naproxen/);
    const last = broken.at(-1);
    assert.ok(last?.type === 'finished' && last.finish_reason === 'error' && last.message);
  });

  it('stop at once when the person stops them', async () => {
    model.respond = (response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write(
        `data: ${JSON.stringify({ choices: [{ delta: { content: 'Give naproxen and' } }] })}\n\n`,
      );
    };
    const stop = new AbortController();
    const seen: string[] = [];
    const answer = server.knowledge.answer('What is the first-line drug for gout?', {
      history: [],
      signal: stop.signal,
    });
    for await (const event of answer) {
      seen.push(event.type);
      if (event.type === 'text') stop.abort();
    }
    assert.deepEqual(seen, ['started', 'text']);
  });
});
