import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { BehaviorSubject } from '@voiceassist/shared/rxjs';
import type { AuthTokenStream } from '@voiceassist/shared';
import type { DraftStore } from '../draft.js';
import { allByRole, byRole, focusedName, says, textOf } from '../testing/by-role.js';
import { ask, placeChat } from '../testing/chat-portal.js';
import { ServerEnd } from '../testing/server-end.js';

type User = NonNullable<AuthTokenStream['user']>;
interface Start {
  session_id?: string;
  mode: string;
  clinical_context?: Record<string, unknown>;
}

/** A vault that keeps in memory, for one person. */
class Keeper implements DraftStore {
  readonly texts = new Map<string, string>();
  isBroken = false;
  read(name: string): Promise<string | undefined> {
    return this.isBroken ? Promise.reject(new Error('broken')) : Promise.resolve(this.texts.get(name));
  }
  write(name: string, text: string): Promise<void> {
    if (this.isBroken) return Promise.reject(new Error('broken'));
    if (text) this.texts.set(name, text);
    else this.texts.delete(name);
    return Promise.resolve();
  }
}

const GRACE = { age: 72, sex: 'female', weight: { value: 61, unit: 'kg' }, allergies: ['Penicillin'] };
const ADA = { age: { value: 8, unit: 'months' } };

const startsOf = ({ received }: ServerEnd) =>
  received.filter(({ type }) => type === 'session.start') as unknown as Start[];

const banner = (chat: Element) => byRole(chat, 'region', 'Patient context');

interface Given {
  context?: Record<string, unknown>;
  vault?: DraftStore;
  sessionId?: string;
  user$?: AuthTokenStream['user$'];
}

async function openCase({ context, ...given }: Given = {}) {
  const at = ServerEnd.opened.length;
  const chat = placeChat(given);
  chat.mode = 'case_workspace';
  if (context) chat.clinicalContext = context;
  const server = await ServerEnd.at(at);
  server.start(['ack', 'seq', 'stop'], { session_id: given.sessionId ?? 's' });
  await banner(chat);
  return { chat, server };
}

/** Edits the weight as a person does. */
async function giveWeight(chat: Element, weight: string): Promise<void> {
  (await byRole(chat, 'button', /^(Add context|Edit)/)).click();
  await byRole(chat, 'button', 'Use this context');
  const editor = chat.shadowRoot?.querySelector('va-context-editor');
  const field = editor?.renderRoot.querySelector<HTMLInputElement>('[name="weight.value"]');
  field?.focus();
  field?.select();
  await sendKeys({ type: weight });
  (await byRole(chat, 'button', 'Use this context')).click();
  await waitUntil(() => !chat.shadowRoot?.querySelector('va-context-editor'), 'the editor stays');
}

function answer(server: ServerEnd, id: string, text: string): void {
  server.say({ type: 'message.delta', message_id: id, content_delta: text, seq: 0 });
  server.say({ type: 'message.complete', message_id: id });
}

describe('a case', () => {
  let release: () => void;
  beforeEach(async () => {
    await setViewport({ width: 1280, height: 800 });
    release = ServerEnd.listen();
  });
  afterEach(() => {
    document.body.replaceChildren();
    release();
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`has no accessibility fault that axe finds, ${theme}`, async () => {
      const { chat, server } = await openCase({ context: { ...GRACE, pregnancy: true, ward: 7 } });
      chat.theme = theme;
      await expect(chat).to.be.accessible();
      server.accept(await ask(chat, server, 'Which dose?'));
      answer(server, 'a1', 'Give 500 micrograms.');
      await says(chat, 'Answered for');
      await expect(chat).to.be.accessible();
      await setViewport({ width: 320, height: 640 });
      await expect(chat).to.be.accessible();
    });
  }

  it('shows in a banner whom answers are for, and warns of allergies', async () => {
    const { chat } = await openCase({ context: { ...GRACE, pregnancy: 'possible', ward: { bed: 7 } } });
    const region = await banner(chat);
    for (const words of ['Female, 72 years', 'Penicillin', 'Pregnancy possible', '61 kg', '{"bed":7}']) {
      await says(region, words);
    }
    const warned = [...region.querySelectorAll('.warning dd')].map(textOf);
    expect(warned).to.deep.equal(['Penicillin', 'Pregnancy possible']);
  });

  it('says that there is no context, and lets one be added', async () => {
    const { chat } = await openCase();
    await says(await banner(chat), 'No patient context yet.');
    await byRole(chat, 'button', 'Add context');
  });

  it('has no banner in a quick consult, but says whom an answer was given for when the page has told', async () => {
    const chat = placeChat();
    chat.clinicalContext = GRACE;
    const server = await ServerEnd.at(0);
    server.start(['ack']);
    await says(chat, 'Connected');
    server.accept(await ask(chat, server, 'Which dose?'));
    answer(server, 'a1', 'Give it.');
    await says(chat, 'Give it.');
    expect(allByRole(chat, 'region', 'Patient context')).to.be.empty;
    await says(chat, 'Answered for: 72 years, female');
    expect(startsOf(server)).to.deep.equal([
      { type: 'session.start', mode: 'quick_consult', clinical_context: GRACE },
    ]);
  });

  it('sends the context with the start, and a changed one with a new start on the same id', async () => {
    const { chat, server } = await openCase({ context: GRACE });
    expect(startsOf(server).at(-1)).to.deep.include({ mode: 'case_workspace', clinical_context: GRACE });
    await giveWeight(chat, '58.5');
    await says(await banner(chat), '58.5 kg');
    const [last] = startsOf(server).slice(-1);
    expect(last?.session_id).to.equal('s');
    expect(last?.clinical_context?.['weight']).to.deep.equal({ value: 58.5, unit: 'kg' });
    expect(last?.clinical_context?.['allergies']).to.deep.equal([{ substance: 'Penicillin' }]);
    await says(await banner(chat), 'This context goes with the next questions.');
    expect(ServerEnd.opened).to.have.length(1);
  });

  it('starts anew only when the answer of the present context is there', async () => {
    const { chat, server } = await openCase({ context: GRACE });
    server.accept(await ask(chat, server, 'Which dose?'));
    server.write('Give', 0);
    const before = startsOf(server).length;
    await giveWeight(chat, '58');
    expect(startsOf(server)).to.have.length(before);
    server.say({ type: 'message.complete', message_id: 'a1' });
    expect(startsOf(server)).to.have.length(before + 1);
  });

  it('goes on with the new context after the connection was lost', async () => {
    const { chat, server } = await openCase({ context: GRACE });
    server.end(1006);
    await says(chat, 'Reconnecting');
    await giveWeight(chat, '58');
    const next = await ServerEnd.at(1);
    next.start(['ack']);
    expect(startsOf(next)[0]).to.deep.include({ session_id: 's' });
    expect(startsOf(next)[0]?.clinical_context?.['weight']).to.deep.equal({ value: 58, unit: 'kg' });
  });

  it('shows with each answer whom it was given for, also after the context has changed', async () => {
    const { chat, server } = await openCase({ context: GRACE });
    server.accept(await ask(chat, server, 'Which dose?'));
    answer(server, 'a1', 'Give 1 g.');
    await says(chat, 'Answered for: 72 years, female, 61 kg, allergies: Penicillin');
    await giveWeight(chat, '58');
    server.accept(await ask(chat, server, 'And now?'));
    answer(server, 'a2', 'Give 2 g.');
    await says(chat, 'Answered for: 72 years, female, 58 kg');
    const [first, second] = [...chat.renderRoot.querySelectorAll('va-message-list')].flatMap((list) =>
      [...list.renderRoot.querySelectorAll('va-message.answer')].map(textOf),
    );
    expect(first).to.contain('61 kg');
    expect(second).to.contain('58 kg');
  });

  it('does not say that quotations were written for the patient', async () => {
    const { chat, server } = await openCase({ context: GRACE });
    server.accept(await ask(chat, server, 'Which dose?'));
    server.say({ type: 'message.started', session_id: 's', message_id: 'a1', verbatim: true });
    answer(server, 'a1', 'Give 1 g.');
    await says(chat, 'Asked for: 72 years, female, 61 kg, allergies: Penicillin');
    await says(chat, 'Quoted from the sources as they are, not fitted to this patient.');
    expect(textOf(chat)).not.to.contain('Answered for');
  });

  it('keeps that when the server sends the messages again, and says nothing of answers from before', async () => {
    const { chat, server } = await openCase({ context: GRACE });
    const asked = await ask(chat, server, 'Which dose?');
    server.accept(asked);
    answer(server, 'a1', 'Give 1 g.');
    await says(chat, 'Answered for');
    const stored = (id: string, role: string, content: string) => ({
      id,
      role,
      content,
      created_at: '2026-11-22T09:00:00Z',
    });
    server.say({
      type: 'session.resync',
      session_id: 's',
      messages: [
        stored('q0', 'user', 'Before?'),
        stored('a0', 'assistant', 'Long ago.'),
        stored(`q-${asked}`, 'user', 'Which dose?'),
        stored('a1', 'assistant', 'Give 1 g.'),
      ],
    });
    await says(chat, 'Long ago.');
    const list = chat.renderRoot.querySelector('va-message-list');
    const answers = [...(list?.renderRoot.querySelectorAll('va-message.answer') ?? [])].map(textOf);
    expect(answers[0]).not.to.contain('Answered');
    expect(answers[1]).to.contain('Answered for: 72 years');
  });

  it('shows with the answers from before what the server says that their questions were asked with', async () => {
    const at = ServerEnd.opened.length;
    const chat = placeChat({ sessionId: 's' });
    chat.mode = 'case_workspace';
    const server = await ServerEnd.at(at);
    const said = (id: string, role: string, changes: object) => ({
      id,
      role,
      content: `Words of ${id}`,
      created_at: '2026-11-22T09:00:00Z',
      ...changes,
    });
    server.start(['ack', 'seq', 'history'], {
      messages: [
        said('q1', 'user', { clinical_context: GRACE }),
        said('q2', 'user', { clinical_context: ADA }),
        said('a1', 'assistant', { reply_to: 'q1', finish_reason: 'done' }),
        said('a2', 'assistant', { reply_to: 'q2', finish_reason: 'done' }),
      ],
    });
    await says(chat, 'Answered for: 8 months');
    const list = chat.renderRoot.querySelector('va-message-list');
    const answers = [...(list?.renderRoot.querySelectorAll('va-message.answer') ?? [])].map(textOf);
    expect(answers[0]).to.contain('Answered for: 72 years');
    expect(answers[1]).to.contain('Answered for: 8 months');
    // What is not kept on this computer is taken from the newest question, and is to be looked at.
    await says(await banner(chat), '8 months');
    await says(await banner(chat), 'Check that it is the right patient.');
    await waitUntil(() => startsOf(server).length === 2);
    expect(startsOf(server)[1]?.clinical_context).to.deep.equal(ADA);
  });

  it('takes another context that the page gives', async () => {
    const { chat, server } = await openCase({ context: GRACE });
    chat.clinicalContext = ADA;
    await says(await banner(chat), '8 months');
    expect(textOf(await banner(chat))).not.to.contain('Penicillin');
    expect(startsOf(server).at(-1)).to.deep.include({ session_id: 's', clinical_context: ADA });
  });

  it('begins a new conversation without the last patient', async () => {
    const { chat, server } = await openCase();
    await giveWeight(chat, '58');
    server.accept(await ask(chat, server, 'Which dose?'));
    await waitUntil(() => chat.sessionId === 's');
    chat.newSession();
    const next = await ServerEnd.at(1);
    next.start(['ack'], { session_id: 's2' });
    await says(await banner(chat), 'No patient context yet.');
    expect(startsOf(next).every((start) => start.clinical_context === undefined)).to.equal(true);
  });

  it('gives the focus back to what opened the editor', async () => {
    const { chat } = await openCase({ context: GRACE });
    const edit = await byRole(chat, 'button', /^Edit/);
    edit.focus();
    edit.click();
    await byRole(chat, 'button', 'Use this context');
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => /^Edit/.test(focusedName()), 'the focus is lost');
  });

  describe('in the vault', () => {
    it('is kept under its conversation, and is back after a reload', async () => {
      const vault = new Keeper();
      const { chat, server } = await openCase({ vault });
      await giveWeight(chat, '58');
      server.accept(await ask(chat, server, 'Which dose?'));
      await waitUntil(() => vault.texts.has('context:s'));
      expect(vault.texts.has('context:new')).to.equal(false);
      chat.remove();
      const again = await openCase({ vault, sessionId: 's' });
      await says(await banner(again.chat), '58 kg');
      await waitUntil(() => startsOf(again.server).at(-1)?.clinical_context !== undefined);
      expect(startsOf(again.server).at(-1)).to.deep.include({
        session_id: 's',
        clinical_context: { weight: { value: 58, unit: 'kg' } },
      });
    });

    it('asks whether what was never used is of the right patient, and lets it go', async () => {
      const vault = new Keeper();
      vault.texts.set('context:new', JSON.stringify({ age: 54 }));
      const { chat, server } = await openCase({ vault });
      await says(await banner(chat), 'Check that it is the right patient.');
      (await byRole(chat, 'button', 'Remove it')).click();
      await says(await banner(chat), 'No patient context yet.');
      expect(vault.texts.size).to.equal(0);
      expect(startsOf(server).at(-1)?.clinical_context).to.deep.equal({});
      await waitUntil(() => focusedName() === 'Add context', 'the focus is lost');
    });

    it('says when only the server can know the context', async () => {
      const { chat } = await openCase({ vault: new Keeper(), sessionId: 's7' });
      await says(await banner(chat), 'The context of this case is not on this computer.');
    });

    it('works on when the vault does not, and when it holds no context', async () => {
      const vault = new Keeper();
      vault.texts.set('context:new', '[1');
      const { chat } = await openCase({ vault });
      await says(await banner(chat), 'No patient context yet.');
      vault.isBroken = true;
      await giveWeight(chat, '58');
      await says(await banner(chat), '58 kg');
    });

    it('is gone with its conversation', async () => {
      const vault = new Keeper();
      vault.texts.set('context:s', '{"age":54}');
      const { chat } = await openCase({ vault, sessionId: 's' });
      await says(await banner(chat), '54 years');
      chat.removeDraft('s');
      expect(vault.texts.size).to.equal(0);
    });

    it('is nobody else’s', async () => {
      const user$ = new BehaviorSubject<User | undefined>({ id: 'ada' } as User);
      const { chat } = await openCase({ user$ });
      await giveWeight(chat, '58');
      await says(await banner(chat), '58 kg');
      user$.next({ id: 'grace' } as User);
      await says(await banner(chat), 'No patient context yet.');
    });
  });

  it('puts nothing of the patient into the address, the title or a storage', async () => {
    const { chat, server } = await openCase({ context: { notes: 'CANARY-7' } });
    server.accept(await ask(chat, server, 'Which dose?'));
    await says(chat, 'Which dose?');
    const readable = [location.href, document.title, server.address];
    const stores = [localStorage, sessionStorage].flatMap((store) => Object.entries({ ...store }).flat());
    expect([...readable, ...stores].join(' ')).not.to.contain('CANARY-7');
  });
});
