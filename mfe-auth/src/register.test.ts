import { expect, waitUntil } from '@open-wc/testing';
import { define } from '@voiceassist/shared';
import { Register } from './register.js';
import { FAILURES } from './testing/failures.js';
import { FakeServer, json, problem } from './testing/fake-server.js';
import { fill, focused, getByRole, press, says } from './testing/find.js';
import { openSignedOut } from './testing/open-signed-out.js';

define('va-register', Register);

const SIGNED_IN = {
  access_token: 'a',
  refresh_token: 'r',
  expires_in: 900,
  user: { id: 'u', email: 'noor@hospital.example' },
};
const CREATE = 'POST /api/auth/register';

describe('<va-register>', () => {
  let server: FakeServer;
  beforeEach(() => {
    server = new FakeServer(() => json(SIGNED_IN, { status: 201 }));
  });
  afterEach(() => {
    server.stop();
    document.body.replaceChildren();
    delete document.documentElement.dataset.theme;
  });

  const filled = async () => {
    const opened = await openSignedOut<Register>('va-register');
    const { page } = opened;
    await fill(page, 'First name', 'Noor');
    await fill(page, 'Last name', 'Haddad');
    await fill(page, 'Email', 'noor@hospital.example');
    await fill(page, 'Password', 'wren-lantern-oboe-42');
    return opened;
  };

  for (const theme of ['light', 'dark']) {
    it(`is accessible in ${theme}: at first, with what is wrong, and with the meter`, async () => {
      document.documentElement.dataset.theme = theme;
      const { page } = await openSignedOut('va-register', { demonstration: true });
      await expect(page).to.be.accessible();
      await fill(page, 'Password', 'password12');
      await says(page, 'Easy to guess.');
      await press(page, 'Create account');
      await says(page, '3 things need your attention');
      await expect(page).to.be.accessible();
    });
  }

  it('creates the account without a specialty, and signs in', async () => {
    const { page, signIns } = await filled();
    await press(page, 'Create account');
    await waitUntil(() => signIns.length);
    expect(server.received(CREATE)[0]?.body).to.deep.equal({
      first_name: 'Noor',
      last_name: 'Haddad',
      email: 'noor@hospital.example',
      password: 'wren-lantern-oboe-42',
    });
  });

  it('offers common specialties, and takes any other', async () => {
    const { page, signIns } = await filled();
    const field = await getByRole<HTMLInputElement>(page, 'textbox', 'Specialty');
    const offered = [...(field.list?.querySelectorAll('option') ?? [])].map(({ value }) => value);
    expect(offered).to.include('Emergency medicine');
    expect(offered).to.deep.equal([...offered].sort((one, other) => one.localeCompare(other)));
    await fill(page, 'Specialty', 'Tropical dentistry');
    await press(page, 'Create account');
    await waitUntil(() => signIns.length);
    expect(server.received(CREATE)[0]?.body).to.include({ specialty: 'Tropical dentistry' });
  });

  it('refuses a short password beside its field, and sends nothing', async () => {
    const { page } = await filled();
    await fill(page, 'Password', 'short');
    await press(page, 'Create account');
    await says(page, 'Use at least 10 characters.');
    const field = await getByRole(page, 'textbox', 'Password');
    expect(field.getAttribute('aria-describedby')).to.contain('password-error');
    expect(field.getAttribute('aria-invalid')).to.equal('true');
    expect(focused()).to.equal(field);
    expect(server.received(CREATE)).to.have.length(0);
  });

  it('says what a whole empty form lacks, in the order of its fields', async () => {
    const { page } = await openSignedOut('va-register');
    await press(page, 'Create account');
    await says(page, '4 things need your attention');
    const links = [...(focused()?.querySelectorAll('a') ?? [])].map(({ text }) => text.trim());
    expect(links).to.deep.equal([
      'First name: Fill this in.',
      'Last name: Fill this in.',
      'Email: Fill this in.',
      'Password: Fill this in.',
    ]);
  });

  for (const [name, facts] of [
    ['with its code', { errors: [{ field: 'email', code: 'taken', message: 'From the server.' }] }],
    ['without one', {}],
  ] as const) {
    it(`says beside the address that it is taken, and leads to the sign-in (409, ${name})`, async () => {
      const { page } = await filled();
      server.override = () => problem(409, facts);
      await press(page, 'Create account');
      await says(page, 'This address already has an account. Sign in instead.');
      const field = await getByRole(page, 'textbox', 'Email');
      expect(focused()).to.equal(field);
      expect(page.shadowRoot?.querySelector<HTMLAnchorElement>('#email-error a')?.pathname).to.equal(
        '/login',
      );
    });
  }

  it('says beside the password that it is common, in its own words (422)', async () => {
    const { page } = await filled();
    server.override = () =>
      problem(422, { errors: [{ field: 'password', code: 'common', message: 'From the server.' }] });
    await press(page, 'Create account');
    await says(page, 'Many people use this password, so it is easy to guess. Choose another one.');
    expect(focused()).to.equal(await getByRole(page, 'textbox', 'Password'));
  });

  it('shows what it has no words for in those of the server (422), and sums up several', async () => {
    const { page } = await filled();
    server.override = () =>
      problem(422, {
        errors: [
          { field: 'specialty', message: 'There is no such specialty.' },
          { field: 'last_name', message: 'This name is reserved.' },
        ],
      });
    await press(page, 'Create account');
    await says(page, '2 things need your attention');
    expect(focused()?.textContent).to.match(
      /Last name: This name is reserved\.\s+Specialty: There is no such/,
    );
  });

  it('says it for the whole form when the server complains about something else (422)', async () => {
    const { page } = await filled();
    server.override = () => problem(422, { errors: [{ field: 'body', message: 'Not readable.' }] });
    await press(page, 'Create account');
    await says(page, 'Some fields are not right.');
    expect(focused()?.getAttribute('role')).to.equal('alert');
  });

  for (const [name, answer, words] of [
    ...FAILURES,
    ['registration is closed (403)', () => problem(403), 'Your account may not do this.'],
    ['the server wants a sign-in (401)', () => problem(401), 'You are signed out.'],
  ] as const) {
    it(`says it in words when ${name}, and keeps what was typed`, async () => {
      const { page } = await filled();
      server.override = answer;
      await press(page, 'Create account');
      await says(page, words);
      expect(focused()?.getAttribute('role')).to.equal('alert');
      expect((await getByRole<HTMLInputElement>(page, 'textbox', 'First name')).value).to.equal('Noor');
    });
  }

  it('tells password managers which field is which', async () => {
    const { page } = await openSignedOut('va-register');
    const tokenOf = async (name: string) =>
      (await getByRole<HTMLInputElement>(page, 'textbox', name)).autocomplete;
    expect(await tokenOf('First name')).to.equal('given-name');
    expect(await tokenOf('Last name')).to.equal('family-name');
    expect(await tokenOf('Email')).to.equal('email');
    expect(await tokenOf('Password')).to.equal('new-password');
  });
});
