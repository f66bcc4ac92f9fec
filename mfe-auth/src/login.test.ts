import { expect, waitUntil } from '@open-wc/testing';
import { define } from '@voiceassist/shared';
import { leaveArrival } from './arrival.js';
import { Login } from './login.js';
import { Specimen } from './specimen.js';
import { FAILURES } from './testing/failures.js';
import { FakeServer, json, problem } from './testing/fake-server.js';
import { fill, findByRole, focused, getByRole, press, says, textOf } from './testing/find.js';
import { openSignedOut } from './testing/open-signed-out.js';

define('va-login', Login);
define('va-specimen', Specimen);

const SIGNED_IN = {
  access_token: 'a',
  refresh_token: 'r',
  expires_in: 900,
  user: { id: 'u', email: 'ada@hospital.example' },
};
const PEOPLE = [
  { email: 'c@d.example', password: 'demo-secret', label: 'Clinician', description: 'Dr Osei' },
];
const SIGN_IN = 'POST /api/auth/login';

describe('<va-login>', () => {
  let server: FakeServer;
  /** What the server knows of itself. */
  let capabilities: object;
  beforeEach(() => {
    capabilities = { capabilities: ['vault'], demonstration: { sign_ins: PEOPLE } };
    server = new FakeServer(({ path }) => {
      if (path === '/api/capabilities') return json(capabilities);
      return path === '/api/auth/login' ? json(SIGNED_IN) : undefined;
    });
  });
  afterEach(() => {
    server.stop();
    document.body.replaceChildren();
    delete document.documentElement.dataset.theme;
    history.replaceState(null, '', location.pathname);
  });

  const filled = async () => {
    const opened = await openSignedOut<Login>('va-login');
    await fill(opened.page, 'Email', 'Ada@Hospital.example');
    await fill(opened.page, 'Password', 'a-good-secret');
    return opened;
  };

  for (const theme of ['light', 'dark']) {
    it(`is accessible in ${theme}: at first, with a notice, and with what is wrong`, async () => {
      document.documentElement.dataset.theme = theme;
      const { page } = await openSignedOut('va-login', { demonstration: true, endReason: 'idle' });
      await getByRole(page, 'button', /Clinician/);
      await expect(page).to.be.accessible();
      await press(page, 'Sign in');
      await says(page, '2 things need your attention');
      await expect(page).to.be.accessible();
      server.override = () => problem(500);
      await fill(page, 'Email', 'ada@hospital.example');
      await fill(page, 'Password', 'x');
      await press(page, 'Sign in');
      await says(page, 'The server met an error.');
      await expect(page).to.be.accessible();
    });
  }

  it('signs in with what was typed', async () => {
    const { page, signIns } = await filled();
    await press(page, 'Sign in');
    await waitUntil(() => signIns.length === 1);
    expect(server.received(SIGN_IN).map(({ body }) => body)).to.deep.equal([
      { email: 'Ada@Hospital.example', password: 'a-good-secret' },
    ]);
  });

  it('says that it is busy while a slow server thinks, and sends once however often the button is pressed', async () => {
    let answer: (response: Response) => void = () => undefined;
    const { page, signIns } = await filled();
    server.override = () => new Promise((resolve) => (answer = resolve));
    await press(page, 'Sign in');
    const busy = await getByRole<HTMLButtonElement>(page, 'button', 'Signing in');
    expect(busy.disabled).to.equal(false);
    busy.click();
    busy.click();
    await waitUntil(() => server.received(SIGN_IN).length);
    answer(json(SIGNED_IN));
    await waitUntil(() => signIns.length);
    expect(server.received(SIGN_IN)).to.have.length(1);
  });

  it('puts the focus into the one field that is wrong, and sends nothing', async () => {
    const { page } = await openSignedOut('va-login');
    await fill(page, 'Email', 'ada@hospital.example');
    await press(page, 'Sign in');
    await says(page, 'Fill this in.');
    const password = await getByRole(page, 'textbox', 'Password');
    expect(focused()).to.equal(password);
    expect(password.getAttribute('aria-invalid')).to.equal('true');
    expect(textOf(page)).not.to.contain('attention');
    expect(server.received(SIGN_IN)).to.have.length(0);
  });

  it('sums up two wrong fields, and leads to each', async () => {
    const { page } = await openSignedOut('va-login');
    await fill(page, 'Email', 'ada');
    await press(page, 'Sign in');
    await says(page, '2 things need your attention');
    const summary = focused() as HTMLElement;
    expect(summary.getAttribute('role')).to.equal('alert');
    const links = [...summary.querySelectorAll('a')];
    expect(links.map(({ text }) => text.trim())).to.deep.equal([
      'Email: Enter an address such as name@hospital.org.',
      'Password: Fill this in.',
    ]);
    links[1]?.click();
    expect(focused()).to.equal(await getByRole(page, 'textbox', 'Password'));
    expect(location.hash, 'the address stays').to.equal('');
  });

  for (const [name, answer, words] of [
    ...FAILURES,
    [
      'email or password is wrong (401)',
      () => problem(401, { code: 'wrong_credentials' }),
      'Email or password is not right. Nothing was changed. Try again, or reset the password.',
    ],
    ['a server of the guide says no (401)', () => problem(401), 'Email or password is not right.'],
    [
      'the account is deactivated (403)',
      () => problem(403, { code: 'deactivated', detail: 'From the server.' }),
      'This account is deactivated. Nothing was lost. Ask an administrator',
    ],
    ['the server refuses what was sent (422)', () => problem(422), 'Some fields are not right.'],
  ] as const) {
    it(`says it in words when ${name}, keeps what was typed, and can be sent again`, async () => {
      const { page } = await filled();
      server.override = answer;
      await press(page, 'Sign in');
      await says(page, words);
      expect(focused()?.getAttribute('role')).to.equal('alert');
      expect((await getByRole<HTMLInputElement>(page, 'textbox', 'Password')).value).to.equal(
        'a-good-secret',
      );
      expect((await getByRole<HTMLButtonElement>(page, 'button', 'Sign in')).disabled).to.equal(false);
      await press(page, 'Sign in');
      await waitUntil(() => server.received(SIGN_IN).length === 2);
    });
  }

  it('says that the session ended because nobody was there, and that texts are kept', async () => {
    const { page } = await openSignedOut('va-login', { endReason: 'idle' });
    await says(
      page,
      'You were signed out because nothing was entered for a while. What you had typed is kept, and offered again when you sign in.',
    );
  });

  it('does not promise texts that the server cannot keep', async () => {
    capabilities = { capabilities: [] };
    const { page } = await openSignedOut('va-login', { endReason: 'idle' });
    await says(page, 'You were signed out because nothing was entered for a while.');
    await waitUntil(() => server.received('GET /api/capabilities').length);
    await page.updateComplete;
    expect(textOf(page)).not.to.contain('What you had typed');
  });

  it('says that the session has ended when the server no longer took it', async () => {
    const { page } = await openSignedOut('va-login', { endReason: 'refused' });
    await says(page, 'Your session has ended. Sign in again to go on.');
  });

  it('says nothing to somebody who has signed out, or who comes for the first time', async () => {
    for (const circumstances of [{ endReason: 'signed-out' as const }, {}]) {
      const { page } = await openSignedOut('va-login', circumstances);
      expect(findByRole(page, 'status', /signed out|ended/)).to.equal(undefined);
    }
  });

  it('says once that a new password is set', async () => {
    leaveArrival('password-set');
    const first = await openSignedOut('va-login', { endReason: 'refused' });
    await says(first.page, 'Your new password is set, and every other session was ended.');
    expect(textOf(first.page)).not.to.contain('Your session has ended');
    const second = await openSignedOut('va-login');
    expect(textOf(second.page)).not.to.contain('Your new password is set');
  });

  it('leads to a new password and to a new account, and keeps the way back', async () => {
    history.replaceState(null, '', '?return=%2Fchat%2F7');
    const { page } = await openSignedOut('va-login');
    const links = [...(page.shadowRoot?.querySelectorAll('a') ?? [])].map(
      ({ pathname, search }) => pathname + search,
    );
    expect(links).to.deep.equal(['/forgot-password?return=%2Fchat%2F7', '/register?return=%2Fchat%2F7']);
  });

  it('tells password managers which field is which', async () => {
    const { page } = await openSignedOut('va-login');
    const tokenOf = async (name: string) =>
      (await getByRole<HTMLInputElement>(page, 'textbox', name)).autocomplete;
    expect(await tokenOf('Email')).to.equal('username');
    expect(await tokenOf('Password')).to.equal('current-password');
  });

  it('offers the people of a demonstration, and only there', async () => {
    const plain = await openSignedOut('va-login');
    expect(server.received('GET /api/capabilities')).to.have.length(0);
    expect(findByRole(plain.page, 'button', /Clinician/)).to.equal(undefined);
    const { page, signIns } = await openSignedOut('va-login', { demonstration: true });
    await says(page, 'Demonstration – not for care');
    await press(page, /Clinician/);
    await waitUntil(() => signIns.length);
    expect(server.received(SIGN_IN)[0]?.body).to.deep.equal({
      email: 'c@d.example',
      password: 'demo-secret',
    });
  });
});
