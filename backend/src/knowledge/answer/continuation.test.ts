import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { startKnowledge, textOf, type KnowledgeServer } from '../testing/server.js';
import type { AnswerEvent, Begun } from './events.js';

const GOUT = `# Gout

## Attack

Naproxen is the first-line drug for gout. Colchicine is the second choice in gout. Prednisolone is the third choice in gout.`;
const QUESTION = 'What is the first-line drug for gout?';

async function goOn(server: KnowledgeServer, begun: Begun): Promise<AnswerEvent[]> {
  const events: AnswerEvent[] = [];
  const { signal } = new AbortController();
  for await (const event of server.knowledge.answer(QUESTION, { history: [], signal, begun }))
    events.push(event);
  return events;
}

const citationsOf = (events: AnswerEvent[]) =>
  events.flatMap((event) => (event.type === 'citations' ? [event.citations] : [])).at(-1) ?? [];

describe('going on with an answer', () => {
  describe('of quotations', () => {
    let server: KnowledgeServer;
    let whole: string;
    let begun: Begun;
    before(async () => {
      server = await startKnowledge();
      await server.indexed('gout.md', GOUT);
      const events = await server.ask(QUESTION);
      whole = textOf(events);
      begun = { content: whole.slice(0, 25), citations: citationsOf(events), verbatim: true };
    });
    after(() => server.close());

    it('gives what is missing of it and nothing else', async () => {
      const events = await goOn(server, begun);
      assert.deepEqual(events[0], { type: 'started', verbatim: true, continues: true });
      assert.equal(begun.content + textOf(events), whole);
      assert.deepEqual(citationsOf(events), []);
    });

    it('gives all of it when nothing was written', async () => {
      const events = await goOn(server, { ...begun, content: '', citations: [] });
      assert.equal(events[0]?.type === 'started' && events[0].continues, true);
      assert.equal(textOf(events), whole);
      assert.ok(citationsOf(events).length > 0);
    });

    it('is not said to be that when the text, the sources or the way of writing are other ones', async () => {
      const [citation, ...others] = begun.citations;
      assert.ok(citation);
      for (const other of [
        { ...begun, content: 'Something else' },
        { ...begun, citations: [{ ...citation, version: 9 }, ...others] },
        { ...begun, citations: [] },
        { ...begun, verbatim: false },
      ]) {
        const events = await goOn(server, other);
        assert.deepEqual(events[0], { type: 'started', verbatim: true });
        assert.equal(textOf(events), whole);
      }
    });
  });

  describe('of a model', () => {
    const asked: { role: string; content: string }[][] = [];
    let says = '';
    const model = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        asked.push((JSON.parse(body) as { messages: (typeof asked)[number] }).messages);
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        response.write(`data: ${JSON.stringify({ choices: [{ delta: { content: says } }] })}\n\n`);
        response.end('data: [DONE]\n\n');
      });
    });
    let server: KnowledgeServer;
    before(async () => {
      await new Promise<void>((resolve) => model.listen(0, '127.0.0.1', resolve));
      const { port } = model.address() as AddressInfo;
      server = await startKnowledge({ LLM_BASE_URL: `http://127.0.0.1:${port}/v1`, LLM_MODEL: 'm-1' });
      await server.indexed('gout.md', GOUT);
    });
    after(async () => {
      await server.close();
      model.closeAllConnections();
      model.close();
    });

    it('gives the model its own beginning with the numbers of the passages, and keeps the citations', async () => {
      says = 'Give naproxen [1]. Then';
      const first = await server.ask(QUESTION);
      const begun = { content: textOf(first), citations: citationsOf(first), verbatim: false };
      says = ' colchicine [1].';
      const events = await goOn(server, begun);
      assert.deepEqual(events[0], { type: 'started', verbatim: false, continues: true });
      assert.equal(begun.content + textOf(events), 'Give naproxen [1]. Then colchicine [1].');
      assert.deepEqual(citationsOf(events), []);
      assert.deepEqual(
        asked
          .at(-1)
          ?.slice(-2)
          .map(({ role }) => role),
        ['assistant', 'user'],
      );
      assert.equal(asked.at(-1)?.at(-2)?.content, 'Give naproxen [1]. Then');
    });

    it('is not said to be that when a passage that was cited is another one', async () => {
      says = 'Give naproxen [1].';
      const citations = citationsOf(await server.ask(QUESTION)).map((one) => ({ ...one, version: 9 }));
      const events = await goOn(server, { content: 'Give [1]', citations, verbatim: false });
      assert.deepEqual(events[0], { type: 'started', verbatim: false });
      assert.equal(asked.at(-1)?.at(-1)?.role, 'user');
      assert.equal(textOf(events), 'Give naproxen [1].');
    });
  });
});
