import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { Client } from './client.js';
import { conversationsApi } from './conversations.js';

describe('whether a conversation is about a case', () => {
  const said = { id: 'm1', content: 'Dose?', created_at: '2026-11-01T10:00:00Z', citations: [] };
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    const context = request.url?.includes('old%2Fcase') && { clinical_context: { weight_kg: 80 } };
    const messages = [
      { ...said, role: 'user', ...context },
      { ...said, id: 'm2', role: 'assistant', content: '5 mg' },
    ];
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ messages, has_more: false }));
  });
  before(() => new Promise<void>((resolve) => server.listen(0, 'localhost', resolve)));
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it('is told by a clinical context of its newest messages', async () => {
    const { port } = server.address() as AddressInfo;
    const { isCase } = conversationsApi(new Client({ baseUrl: `http://localhost:${port}` }));
    assert.equal(await isCase('old/case'), true);
    assert.equal(await isCase('old'), false);
    assert.deepEqual(
      asked.map((url) => url?.split('?')[0]),
      ['/api/realtime/sessions/old%2Fcase/messages', '/api/realtime/sessions/old/messages'],
    );
  });
});
