import { ContextProvider } from '@lit/context';
import { expect, waitUntil } from '@open-wc/testing';
import {
  ApiError,
  ConnectionError,
  apiContext,
  configContext,
  configFromEnvironment,
  define,
  sessionContext,
  tokens,
  type Api,
  type AuthTokenStream,
} from '@voiceassist/shared';
import { Login } from './login.js';
import { Register } from './register.js';

define('va-login', Login);
define('va-register', Register);

interface Sent {
  email: string;
  password: string;
}
const signedIn = { tokens: { accessToken: 'a' }, user: { id: 'u' } };

/** A page in the portal's contexts, on an API that answers as told. */
async function open(tag: 'va-login' | 'va-register', answer: () => Promise<unknown>, demonstration = false) {
  const sent: Sent[] = [];
  const signIns: unknown[] = [];
  const call = (person: Sent) => {
    sent.push(person);
    return answer();
  };
  const api = {
    auth: { login: call, register: call },
    system: {
      capabilities: () =>
        Promise.resolve({
          capabilities: [],
          demonstration: {
            signIns: [
              { email: 'c@d.example', password: 'demo-secret', label: 'Clinician', description: 'Dr Osei' },
            ],
          },
        }),
    },
  } as unknown as Api;
  const session = {
    signIn: (given: unknown) => {
      signIns.push(given);
      return Promise.resolve();
    },
  } as unknown as AuthTokenStream;
  const host = document.createElement('div');
  new ContextProvider(host, { context: apiContext, initialValue: api });
  new ContextProvider(host, { context: sessionContext, initialValue: session });
  new ContextProvider(host, {
    context: configContext,
    initialValue: configFromEnvironment({ VITE_DEMONSTRATION: String(demonstration) }),
  });
  document.body.append(host);
  const page = document.createElement(tag);
  host.append(page);
  await page.updateComplete;
  const find = <T extends HTMLElement>(selector: string) => page.renderRoot.querySelector<T>(selector)!;
  const type = (name: string, value: string) => {
    find<HTMLInputElement>(`#${name}`).value = value;
  };
  const submit = () => find<HTMLFormElement>('form').requestSubmit();
  const text = () => find<HTMLElement>('.form').innerText;
  const shows = (words: string) => waitUntil(() => text().includes(words), `"${words}" in: ${text()}`);
  return { page, sent, signIns, find, type, submit, shows, text };
}

const fails = (error: unknown) => () => Promise.reject(error);
const problem = (status: number, facts: object = {}, retryAfter?: number) =>
  new ApiError(status, { type: 'about:blank', title: `Error ${status}`, ...facts }, retryAfter);

before(() => {
  document.adoptedStyleSheets = [tokens.styleSheet!];
});
afterEach(() => {
  document.body.replaceChildren();
  delete document.documentElement.dataset.theme;
});

for (const tag of ['va-login', 'va-register'] as const) {
  for (const theme of ['light', 'dark']) {
    it(`<${tag}> is accessible in ${theme}, with errors shown`, async () => {
      document.documentElement.dataset.theme = theme;
      const { page, submit, shows } = await open(tag, fails(problem(500)), true);
      await expect(page).to.be.accessible();
      submit();
      await shows('Fill this in.');
      await expect(page).to.be.accessible();
    });
  }
}

describe('<va-login>', () => {
  const filled = async (answer: () => Promise<unknown>) => {
    const opened = await open('va-login', answer);
    opened.type('email', ' Ada@Hospital.example ');
    opened.type('password', 'a-good-secret');
    return opened;
  };

  it('signs in with what was typed', async () => {
    const { sent, signIns, submit } = await filled(() => Promise.resolve(signedIn));
    submit();
    await waitUntil(() => signIns.length);
    expect(sent).to.have.length(1);
    expect(sent[0]?.password).to.equal('a-good-secret');
  });

  it('sends once however often the button is pressed', async () => {
    let answer: (value: unknown) => void = () => undefined;
    const { sent, signIns, submit, find } = await filled(() => new Promise((resolve) => (answer = resolve)));
    submit();
    submit();
    await waitUntil(() => sent.length);
    find('form .btn').click();
    answer(signedIn);
    await waitUntil(() => signIns.length);
    expect(sent).to.have.length(1);
  });

  it('puts the focus on the first field that is empty, and sends nothing', async () => {
    const { sent, submit, find, shows, page } = await open('va-login', fails(problem(500)));
    submit();
    await shows('Fill this in.');
    expect(page.shadowRoot?.activeElement).to.equal(find('#email'));
    expect(sent).to.have.length(0);
  });

  for (const [name, error, words] of [
    ['a wrong password (401)', problem(401), 'Email or password is not right. Nothing was changed.'],
    ['too many attempts (429)', problem(429, {}, 60), 'Try again in 60 seconds.'],
    ['a server error (500)', problem(500), 'The server met an error.'],
    ['a network that is gone', new ConnectionError('network'), 'The server cannot be reached.'],
    ['a slow server', new ConnectionError('timeout'), 'The server takes too long to answer.'],
    ['HTML in the place of JSON', new ConnectionError('malformed'), 'Something else answered'],
  ] as const) {
    it(`says ${name} in words, keeps what was typed, and can be sent again`, async () => {
      const { sent, submit, shows, find, page } = await filled(fails(error));
      submit();
      await shows(words);
      expect(page.shadowRoot?.activeElement).to.equal(find('.summary'));
      expect(find<HTMLInputElement>('#password').value).to.equal('a-good-secret');
      submit();
      await waitUntil(() => sent.length === 2);
    });
  }

  it('shows the password on demand', async () => {
    const { find, page } = await open('va-login', fails(problem(500)));
    find('.toggle').click();
    await page.updateComplete;
    expect(find<HTMLInputElement>('#password').type).to.equal('text');
    expect(find('.toggle').innerText).to.equal('Hide password');
  });

  it('offers the demonstration only in demonstration mode', async () => {
    const plain = await open('va-login', fails(problem(500)));
    expect(plain.page.renderRoot.querySelector('.people')).to.equal(null);
    const { find, sent, page } = await open('va-login', () => Promise.resolve(signedIn), true);
    await waitUntil(() => page.renderRoot.querySelector('.people'));
    find('.people button').click();
    await waitUntil(() => sent.length);
    expect(sent[0]).to.deep.equal({ email: 'c@d.example', password: 'demo-secret' });
  });
});

describe('<va-register>', () => {
  const filled = async (answer: () => Promise<unknown>) => {
    const opened = await open('va-register', answer);
    for (const [name, value] of Object.entries({
      first_name: 'Noor',
      last_name: 'Haddad',
      email: 'noor@hospital.example',
      password: 'a-good-secret',
    })) {
      opened.type(name, value);
    }
    return opened;
  };

  it('creates the account without a specialty', async () => {
    const { sent, signIns, submit } = await filled(() => Promise.resolve(signedIn));
    submit();
    await waitUntil(() => signIns.length);
    expect(sent[0]).to.deep.equal({
      firstName: 'Noor',
      lastName: 'Haddad',
      email: 'noor@hospital.example',
      password: 'a-good-secret',
    });
  });

  it('refuses a short password beside its field', async () => {
    const { type, submit, shows, sent, find } = await filled(fails(problem(500)));
    type('password', 'short');
    submit();
    await shows('Use at least 10 characters.');
    expect(find('#password').getAttribute('aria-describedby')).to.contain('password-error');
    expect(sent).to.have.length(0);
  });

  it('says beside the address that it is taken (409)', async () => {
    const { submit, shows, find, page } = await filled(fails(problem(409)));
    submit();
    await shows('This address already has an account. Sign in instead.');
    expect(page.shadowRoot?.activeElement).to.equal(find('#email'));
    expect(new URL(find<HTMLAnchorElement>('#email-error a').href).pathname).to.equal('/login');
  });

  it('shows the errors of the server beside their fields (422)', async () => {
    const errors = [{ field: 'password', message: 'This password is too common.' }];
    const { submit, shows, find } = await filled(fails(problem(422, { errors })));
    submit();
    await shows('This password is too common.');
    expect(find('#password').getAttribute('aria-invalid')).to.equal('true');
  });

  it('says it for the whole form when the server complains about something else (422)', async () => {
    const errors = [{ field: 'body', message: 'Not readable.' }];
    const { submit, shows, find, page } = await filled(fails(problem(422, { errors })));
    submit();
    await shows('Some fields are not right.');
    expect(page.shadowRoot?.activeElement).to.equal(find('.summary'));
  });
});
