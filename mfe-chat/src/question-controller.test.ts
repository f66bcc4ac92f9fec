import { expect, waitUntil } from '@open-wc/testing';
import type { Chat } from './chat.js';
import { says } from './testing/by-role.js';
import { placeChat, typedIn } from './testing/chat-portal.js';
import { ServerEnd } from './testing/server-end.js';

async function started(sessionId: string, at: number): Promise<ServerEnd> {
  const server = await ServerEnd.at(at);
  server.start(['ack'], { session_id: sessionId });
  return server;
}

/** A chat in the conversation "one". */
async function openOne(): Promise<{ chat: Chat; one: ServerEnd }> {
  const chat = placeChat({ sessionId: 'one' });
  const one = await started('one', 0);
  await says(chat, 'Connected');
  return { chat, one };
}

const contents = ({ questions }: ServerEnd) => questions.map(({ content }) => content);

describe('What a page sends', () => {
  let restore: () => void;
  beforeEach(() => (restore = ServerEnd.listen()));
  afterEach(() => {
    restore();
    document.body.replaceChildren();
  });

  it('goes into the conversation that it has named just before', async () => {
    const { chat, one } = await openOne();
    chat.sessionId = 'two';
    chat.sendMessage('for two');
    const two = await started('two', 1);
    await waitUntil(() => two.questions.length > 0, 'nothing was sent');
    expect(contents(two)).to.deep.equal(['for two']);
    expect(contents(one)).to.deep.equal([]);
  });

  it('is asked for the case that it has given just before', async () => {
    const { chat, one } = await openOne();
    chat.clinicalContext = { age: 72, sex: 'female' };
    chat.sendMessage('Which dose?');
    await waitUntil(() => one.questions.length > 0, 'nothing was sent');
    const [start, question] = one.received.slice(-2);
    expect(start).to.deep.include({ type: 'session.start', clinical_context: { age: 72, sex: 'female' } });
    expect(question).to.include({ type: 'message.send', content: 'Which dose?' });
    one.accept(one.questions[0]?.client_message_id ?? '');
    one.write('Give 500 micrograms.', 0);
    one.say({ type: 'message.complete', message_id: 'a1', finish_reason: 'done' });
    await says(chat, 'Answered for: 72 years, female');
  });

  it('is what the page puts in its place when it hears of it', async () => {
    const { chat, one } = await openOne();
    chat.addEventListener(
      'va-message-send',
      (event) => {
        event.preventDefault();
        chat.sendMessage('Which dose by mouth?');
      },
      { once: true },
    );
    chat.placeholder = 'Ask the ward handbook';
    chat.sendMessage('Which dose?');
    await waitUntil(() => one.questions.length > 0, 'nothing was sent');
    expect(contents(one)).to.deep.equal(['Which dose by mouth?']);
  });

  it('stays a draft of the conversation that was left before an earlier question was decided on', async () => {
    const { chat, one } = await openOne();
    let decide: (isMeant: boolean) => void = () => undefined;
    const decision = new Promise<boolean>((resolve) => (decide = resolve));
    chat.addEventListener('va-message-send', (event) => (event.decision = decision), { once: true });
    chat.sendMessage('first for one');
    chat.sendMessage('second for one');
    chat.sessionId = 'two';
    chat.sendMessage('for two');
    const two = await started('two', 1);
    decide(true);
    await waitUntil(() => two.questions.length > 0, 'nothing was sent');
    two.accept(two.questions[0]?.client_message_id ?? '');
    await says(chat, 'Delivered');
    expect(contents(two)).to.deep.equal(['for two']);
    expect(contents(one)).to.deep.equal([]);
    expect(typedIn(chat)).to.equal('');
    chat.sessionId = 'one';
    await started('one', 2);
    await says(chat, 'Your draft from before is back.');
    expect(typedIn(chat).split('\n\n')).to.have.members(['first for one', 'second for one']);
  });
});
