import { expect, waitUntil } from '@open-wc/testing';
import { define } from '@voiceassist/shared';
import { takeArrival } from './arrival.js';
import { ResetPassword } from './reset-password.js';
import { FAILURES } from './testing/failures.js';
import { FakeServer, nothing, problem } from './testing/fake-server.js';
import { fill, findByRole, focusIsOn, focused, getByRole, press, says, textOf } from './testing/find.js';
import { openSignedOut } from './testing/open-signed-out.js';

define('va-reset-password', ResetPassword);

const SET = 'POST /api/auth/reset-password';
const TOKEN = 'secret-of-the-mail';
const PASSWORD = 'wren-lantern-oboe-42';

describe('<va-reset-password>', () => {
  let server: FakeServer;
  beforeEach(() => {
    server = new FakeServer(nothing);
  });
  afterEach(() => {
    server.stop();
    document.body.replaceChildren();
    delete document.documentElement.dataset.theme;
    history.replaceState(null, '', location.pathname);
    takeArrival();
  });

  const opened = (circumstances: { signedIn?: boolean } = {}, search = `?token=${TOKEN}`) => {
    history.replaceState({ url: `/reset-password${search}` }, '', location.pathname + search);
    return openSignedOut<ResetPassword>('va-reset-password', circumstances);
  };

  for (const theme of ['light', 'dark']) {
    it(`is accessible in ${theme}: at first, with what is wrong, and with a used link`, async () => {
      document.documentElement.dataset.theme = theme;
      const { page } = await opened();
      await expect(page).to.be.accessible();
      await press(page, 'Set password');
      await says(page, 'Fill this in.');
      await expect(page).to.be.accessible();
      document.body.replaceChildren();
      await expect((await opened({}, '')).page).to.be.accessible();
    });
  }

  it('takes the token out of the address and the history at once, and puts it nowhere on the page', async () => {
    const entries = history.length;
    const { page } = await opened();
    expect(location.search).to.equal('');
    expect(JSON.stringify(history.state)).not.to.contain(TOKEN);
    expect(history.length).to.equal(entries);
    const inputs = [...(page.shadowRoot?.querySelectorAll('input') ?? [])];
    expect(inputs.map(({ value }) => value).join() + (page.shadowRoot?.textContent ?? '')).not.to.contain(
      TOKEN,
    );
    expect(Object.values({ ...localStorage, ...sessionStorage }).join()).not.to.contain(TOKEN);
  });

  it('sets the password with the token, and goes to the sign-in, which says so', async () => {
    const { page, asked, signOuts } = await opened();
    await fill(page, 'New password', PASSWORD);
    await press(page, 'Set password');
    await waitUntil(() => asked.length);
    expect(server.received(SET)[0]?.body).to.deep.equal({ token: TOKEN, password: PASSWORD });
    expect(asked).to.deep.equal([{ href: '/login', replace: true }]);
    expect(takeArrival()).to.equal('password-set');
    expect(signOuts).to.deep.equal([]);
  });

  it('ends the session of somebody who is signed in here, without deleting what they had typed', async () => {
    const { page, asked, signOuts } = await opened({ signedIn: true });
    await fill(page, 'New password', PASSWORD);
    await press(page, 'Set password');
    await waitUntil(() => asked.length);
    expect(signOuts).to.deep.equal(['refused']);
  });

  it('leaves the name of the portal to its banner, and leads back to the chat, as soon as somebody is known to be signed in', async () => {
    const { page, user$ } = await opened();
    expect(textOf(page)).to.contain('VoiceAssist');
    user$.next({ id: 'u' });
    await says(page, 'Back to the chat');
    expect(textOf(page)).not.to.contain('VoiceAssist');
    expect(page.shadowRoot?.querySelector<HTMLAnchorElement>('.foot a')?.pathname).to.equal('/chat');
  });

  it('says that the link is not complete without its token, and leads to a new one', async () => {
    const { page } = await opened({}, '');
    await says(page, 'Open the link in the mail once more, or ask for a new one.');
    expect(findByRole(page, 'textbox')).to.equal(undefined);
    const link = page.shadowRoot?.querySelector<HTMLAnchorElement>('.ask');
    expect(link?.pathname).to.equal('/forgot-password');
    expect(link?.text.trim()).to.equal('Ask for a new link');
  });

  for (const [name, facts] of [
    ['', { code: 'reset_token_invalid', detail: 'From the server.' }],
    [', by a server of the guide', {}],
  ] as const) {
    it(`says that the link was used or is too old (400${name}), takes the focus there, and leads to a new one`, async () => {
      const { page } = await opened();
      await fill(page, 'New password', PASSWORD);
      server.override = () => problem(400, facts);
      await press(page, 'Set password');
      await says(page, 'It was used before, is older than 30 minutes, or is not the newest one.');
      await focusIsOn('This link no longer works');
      expect(findByRole(page, 'textbox')).to.equal(undefined);
      expect(page.shadowRoot?.querySelector<HTMLAnchorElement>('.ask')?.pathname).to.equal(
        '/forgot-password',
      );
    });
  }

  it('has the same for a token that no server has made', async () => {
    const { page } = await opened({}, `?token=${'x'.repeat(2000)}`);
    await fill(page, 'New password', PASSWORD);
    server.override = () => problem(400, { code: 'reset_token_invalid' });
    await press(page, 'Set password');
    await focusIsOn('This link no longer works');
  });

  it('refuses a short password beside its field, and sends nothing', async () => {
    const { page } = await opened();
    await fill(page, 'New password', 'short');
    await press(page, 'Set password');
    await says(page, 'Use at least 10 characters.');
    await focusIsOn('New password');
    expect(server.received(SET)).to.have.length(0);
  });

  it('says beside the password that it is common (422), and the link can be used again', async () => {
    const { page, asked } = await opened();
    await fill(page, 'New password', 'password1234');
    server.override = () =>
      problem(422, { errors: [{ field: 'password', code: 'common', message: 'From the server.' }] });
    await press(page, 'Set password');
    await says(page, 'Many people use this password, so it is easy to guess. Choose another one.');
    await focusIsOn('New password');
    server.override = undefined;
    await fill(page, 'New password', PASSWORD);
    await press(page, 'Set password');
    await waitUntil(() => asked.length);
    expect(server.received(SET).at(-1)?.body).to.deep.equal({ token: TOKEN, password: PASSWORD });
  });

  for (const [name, answer, words] of [
    ...FAILURES,
    ['the server refuses (403)', () => problem(403), 'Your account may not do this.'],
  ] as const) {
    it(`says it in words when ${name}, and can be sent again`, async () => {
      const { page, asked } = await opened();
      await fill(page, 'New password', PASSWORD);
      server.override = answer;
      await press(page, 'Set password');
      await says(page, words);
      expect(focused()?.getAttribute('role')).to.equal('alert');
      expect(textOf(page)).not.to.contain('no longer works');
      server.override = undefined;
      await press(page, 'Set password');
      await waitUntil(() => asked.length);
    });
  }

  it('tells password managers that the password is new', async () => {
    const { page } = await opened();
    expect((await getByRole<HTMLInputElement>(page, 'textbox', 'New password')).autocomplete).to.equal(
      'new-password',
    );
  });
});
