import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { choosePort } from './ports.js';

describe('the port to listen on', () => {
  let server: Server;
  let taken: number;
  before(async () => {
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    taken = (server.address() as { port: number }).port;
  });
  after(() => server.close());

  it('is the next free one when the usual one is taken, and that is said', async () => {
    const said: string[] = [];
    const port = await choosePort('the portal', undefined, taken, (line) => said.push(line));
    assert.ok(port > taken);
    assert.deepEqual(said, [`Port ${taken} is taken: the portal uses ${port}.`]);
  });

  it('is none that is promised to another', async () => {
    const port = await choosePort('the playground', undefined, taken, () => undefined, [taken + 1]);
    assert.ok(port > taken + 1);
  });

  it('is refused when it was asked for and is taken, or is none', async () => {
    const choose = (asked: string) => choosePort('the API', asked, 8000, () => assert.fail('nothing to say'));
    await assert.rejects(choose(String(taken)), /port \d+ is taken\. Free it or choose another/);
    for (const none of ['', 'abc', '0', '70000', '8.5']) await assert.rejects(choose(none), /is not a port/);
  });
});
