import { expect, waitUntil } from '@open-wc/testing';
import { define } from '@voiceassist/shared';
import { ForgotPassword } from './forgot-password.js';
import { FAILURES } from './testing/failures.js';
import { FakeServer, json, problem } from './testing/fake-server.js';
import { fill, focusIsOn, focused, getByRole, press, says, textOf } from './testing/find.js';
import { openSignedOut } from './testing/open-signed-out.js';

define('va-forgot-password', ForgotPassword);

const ASK = 'POST /api/auth/forgot-password';

describe('<va-forgot-password>', () => {
  let server: FakeServer;
  beforeEach(() => {
    server = new FakeServer(() => json({}, { status: 202 }));
  });
  afterEach(() => {
    server.stop();
    document.body.replaceChildren();
    delete document.documentElement.dataset.theme;
    history.replaceState(null, '', location.pathname);
  });

  const asked = async (demonstration = false) => {
    const opened = await openSignedOut<ForgotPassword>('va-forgot-password', { demonstration });
    await fill(opened.page, 'Email', 'ada@hospital.example');
    await press(opened.page, 'Send reset link');
    await says(opened.page, 'If there is an account for this address, a mail is on its way');
    return opened;
  };

  for (const theme of ['light', 'dark']) {
    it(`is accessible in ${theme}: at first, with what is wrong, and afterwards`, async () => {
      document.documentElement.dataset.theme = theme;
      const { page } = await openSignedOut('va-forgot-password', { demonstration: true });
      await expect(page).to.be.accessible();
      await press(page, 'Send reset link');
      await says(page, 'Fill this in.');
      await expect(page).to.be.accessible();
      document.body.replaceChildren();
      await expect((await asked(true)).page).to.be.accessible();
    });
  }

  it('asks for a mail, says what to do when none arrives, and takes the focus along', async () => {
    const { page, titles } = await asked();
    expect(server.received(ASK)[0]?.body).to.deep.equal({ email: 'ada@hospital.example' });
    await focusIsOn('Check your mail');
    for (const words of ['ada@hospital.example', '30 minutes', 'spam folder', 'ask an administrator'])
      expect(textOf(page)).to.contain(words);
    expect(textOf(page)).not.to.contain('outbox');
    expect(titles).to.deep.equal(['Forgot your password', 'Check your mail']);
  });

  it('says in a demonstration where the mail is', async () => {
    const { page } = await asked(true);
    expect(textOf(page)).to.match(/folder “outbox” in the data directory of the server, and the console/);
  });

  it('keeps the address out of the title and of the address of the page', async () => {
    const { titles } = await asked();
    expect(titles.join() + location.href).not.to.match(/ada|hospital/);
  });

  it('takes another address when the first was wrong', async () => {
    const { page } = await asked();
    await press(page, 'Use another address');
    await focusIsOn('Email');
    expect((focused() as HTMLInputElement).value).to.equal('ada@hospital.example');
    await fill(page, 'Email', 'ada.lovelace@hospital.example');
    await press(page, 'Send reset link');
    await waitUntil(() => server.received(ASK).length === 2);
  });

  it('leads back to the sign-in, with the way back', async () => {
    history.replaceState(null, '', '?return=%2Fchat');
    const { page } = await openSignedOut('va-forgot-password');
    const link = page.shadowRoot?.querySelector<HTMLAnchorElement>('.foot a');
    expect(`${link?.pathname}${link?.search}`).to.equal('/login?return=%2Fchat');
  });

  it('puts the focus into the address when that is wrong, and sends nothing', async () => {
    const { page } = await openSignedOut('va-forgot-password');
    await fill(page, 'Email', 'ada');
    await press(page, 'Send reset link');
    await says(page, 'Enter an address such as name@hospital.org.');
    await focusIsOn('Email');
    expect(server.received(ASK)).to.have.length(0);
  });

  for (const [name, answer, words] of [
    ...FAILURES,
    ['the server refuses (403)', () => problem(403), 'Your account may not do this.'],
    ['the server finds a conflict (409)', () => problem(409), 'This already exists.'],
  ] as const) {
    it(`says it in words when ${name}, and does not claim that a mail is on its way`, async () => {
      const { page } = await openSignedOut('va-forgot-password');
      await fill(page, 'Email', 'ada@hospital.example');
      server.override = answer;
      await press(page, 'Send reset link');
      await says(page, words);
      expect(focused()?.getAttribute('role')).to.equal('alert');
      expect(textOf(page)).not.to.contain('on its way');
      expect((await getByRole<HTMLInputElement>(page, 'textbox', 'Email')).value).to.equal(
        'ada@hospital.example',
      );
    });
  }
});
