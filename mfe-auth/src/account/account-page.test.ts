import { expect, waitUntil } from '@open-wc/testing';
import { addTranslations, showLocale } from '@voiceassist/shared';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { FakeAccount, deviceSession } from '../testing/fake-account.js';
import { page as networkPage, problem, unreachable } from '../testing/fake-server.js';
import {
  fill,
  findAllByRole,
  findByRole,
  focusIsOn,
  focused,
  focusedName,
  getByRole,
  press,
  says,
  textOf,
} from '../testing/find.js';
import { openPage } from '../testing/open-page.js';
import { plainEnglishIn } from '../testing/plain-english.js';
import { translations } from '../translations.js';
import type { AccountPage } from './account-page.js';
import { defineAccountElements } from './define-account.js';

let server: FakeAccount;

async function open() {
  const opened = await openPage<AccountPage>('va-account-page', server.own);
  await getByRole(opened.page, 'heading', 'Preferences');
  return opened;
}

async function openSessions() {
  const opened = await open();
  await getByRole(opened.page, 'list', 'Sessions');
  return opened;
}

const part = (page: AccountPage, tag: string) => page.renderRoot.querySelector(tag)!;
const devices = (page: AccountPage) =>
  [...part(page, 'va-session-list').shadowRoot!.querySelectorAll('[role="listitem"]')].map((item) =>
    textOf(item),
  );
const changed = () => server.received(`PATCH /api/users/${server.own.id}`).map(({ body }) => body);

async function enterPasswords(page: AccountPage, current: string, next: string) {
  await fill(page, 'Current password', current);
  await fill(page, 'New password', next);
  await press(page, 'Change password');
}

const failures: [string, () => Response | Promise<Response>, string][] = [
  ['the network is gone', unreachable, 'The server cannot be reached.'],
  ['the session is over (401)', () => problem(401), 'You are signed out.'],
  ['the account may not (403)', () => problem(403), 'Your account may not do this.'],
  [
    'it was asked too often (429)',
    () => problem(429, {}, { 'Retry-After': '30' }),
    'Try again in 30 seconds.',
  ],
  ['the server fails (500)', () => problem(500), 'The server met an error.'],
];

describe('<va-account-page>', () => {
  before(() => defineAccountElements());
  beforeEach(async () => {
    await setViewport({ width: 1440, height: 900 });
    server = new FakeAccount();
  });
  afterEach(async () => {
    document.body.replaceChildren();
    delete document.documentElement.dataset.theme;
    server.stop();
    await showLocale('en');
  });

  it('has profile, password, sessions and preferences, and its title', async () => {
    const { page, titles } = await openSessions();
    expect(titles).to.deep.equal(['My account']);
    expect(findAllByRole(page, 'heading').map(textOf)).to.deep.equal([
      'My account',
      'Profile',
      'Password',
      'Sessions',
      'Preferences',
    ]);
  });

  it('leaves out what the server does not offer', async () => {
    server.capabilities = [];
    const { page } = await open();
    expect(findAllByRole(page, 'heading').map(textOf)).to.deep.equal([
      'My account',
      'Profile',
      'Preferences',
    ]);
    expect(server.received('GET /api/auth/sessions')).to.have.length(0);
  });

  it('shows the rest when what the server offers is not known, and asks again', async () => {
    server.override = ({ path }) => (path === '/api/capabilities' ? networkPage() : undefined);
    const { page } = await open();
    await says(page, 'Password and sessions could not be loaded.');
    await says(page, 'Something else answered in the place of the server.');
    await expect(page).to.be.accessible();
    server.override = undefined;
    await press(page, 'Retry');
    await getByRole(page, 'heading', 'Password');
    expect(focusedName()).to.equal('My account');
    expect(textOf(page)).to.not.contain('could not be loaded');
  });

  describe('the profile', () => {
    it('is shown with address and role, which cannot be changed', async () => {
      const { page } = await open();
      expect((await getByRole<HTMLInputElement>(page, 'textbox', 'First name')).value).to.equal('Noor');
      expect((await getByRole<HTMLInputElement>(page, 'textbox', 'Last name')).value).to.equal('Haddad');
      expect((await getByRole<HTMLInputElement>(page, 'textbox', 'Specialty')).value).to.equal(
        'Emergency medicine',
      );
      await says(page, 'noor.haddad@hospital.example It cannot be changed here. Ask your administrator');
      await says(page, 'Role Clinician');
    });

    it('is unsaved work from the first letter until it is saved', async () => {
      const { page, work } = await open();
      expect(work.isUnsaved).to.equal(false);
      await fill(page, 'First name', 'Nura');
      await waitUntil(() => work.isUnsaved);
      await press(page, 'Save profile');
      await says(page, 'Profile saved.');
      expect(work.isUnsaved).to.equal(false);
      await fill(page, 'First name', 'Noor');
      await waitUntil(() => work.isUnsaved);
      page.remove();
      expect(work.isUnsaved).to.equal(false);
    });

    it('is saved, for the whole portal, and says so until something else is typed', async () => {
      const { page, session } = await open();
      await fill(page, 'First name', '  Nura ');
      await fill(page, 'Specialty', '');
      await press(page, 'Save profile');
      await says(page, 'Profile saved.');
      expect(changed()).to.deep.equal([{ first_name: 'Nura', last_name: 'Haddad', specialty: null }]);
      expect(session.user?.firstName).to.equal('Nura');
      await fill(page, 'First name', 'Nur');
      await waitUntil(() => !textOf(page).includes('Profile saved.'));
    });

    it('is not sent without a name; the error stands beside the field, which has the focus', async () => {
      const { page } = await open();
      await fill(page, 'Last name', '');
      await press(page, 'Save profile');
      await focusIsOn('Last name');
      expect(focused()?.getAttribute('aria-invalid')).to.equal('true');
      await says(part(page, 'va-profile-form'), 'Fill this in.');
      expect(changed()).to.have.length(0);
    });

    it('shows what the server does not accept (422) beside its field', async () => {
      const { page } = await open();
      const errors = [{ field: 'specialty', message: 'This is too long.' }];
      server.override = ({ method }) => (method === 'PATCH' ? problem(422, { errors }) : undefined);
      await press(page, 'Save profile');
      await says(page, 'This is too long.');
      await focusIsOn('Specialty');
    });

    for (const [what, answer, words] of [
      ...failures,
      [
        'HTML comes instead of JSON',
        networkPage,
        'Something else answered in the place of the server.',
      ] as (typeof failures)[number],
    ]) {
      it(`keeps what was typed when ${what}, and says why`, async () => {
        const { page, session } = await open();
        server.override = ({ method }) => (method === 'PATCH' ? (answer() as Response) : undefined);
        await fill(page, 'First name', 'Nura');
        await press(page, 'Save profile');
        await says(part(page, 'va-profile-form'), words);
        expect((await getByRole<HTMLInputElement>(page, 'textbox', 'First name')).value).to.equal('Nura');
        expect(session.user?.firstName).to.equal('Noor');
        expect(focused()?.getAttribute('role')).to.equal('alert');
      });
    }
  });

  describe('the password', () => {
    it('is changed; the fields are emptied, and the sessions that ended are gone from the list', async () => {
      const { page } = await openSessions();
      expect(devices(page)).to.have.length(3);
      await enterPasswords(page, 'the-old-password', 'a quiet walk by the river');
      await says(page, 'Password changed. Your other sessions were ended.');
      await waitUntil(() => devices(page).length === 1);
      expect(server.password).to.equal('a quiet walk by the river');
      for (const name of ['Current password', 'New password']) {
        expect((await getByRole<HTMLInputElement>(page, 'textbox', name)).value).to.equal('');
      }
    });

    it('says beside the field that the current one is wrong, and keeps both', async () => {
      const { page } = await open();
      await enterPasswords(page, 'not-the-password', 'a quiet walk by the river');
      await says(page, 'This is not your password.');
      await focusIsOn('Current password');
      expect((await getByRole<HTMLInputElement>(page, 'textbox', 'New password')).value).to.equal(
        'a quiet walk by the river',
      );
      expect(textOf(page)).to.not.contain('Password changed.');
    });

    it('shows how hard the new one is to guess while it is typed', async () => {
      const { page } = await open();
      (await getByRole(page, 'textbox', 'New password')).focus();
      await sendKeys({ type: 'password1' });
      const meter = await getByRole(page, 'meter', 'Password strength');
      expect(Number(meter.ariaValueNow)).to.be.at.most(1);
    });

    it('is not sent when it is too short', async () => {
      const { page } = await open();
      await enterPasswords(page, 'the-old-password', 'short');
      await says(page, 'Use at least 10 characters.');
      expect(server.received('POST /api/auth/change-password')).to.have.length(0);
    });

    for (const [what, answer, words] of failures) {
      it(`stays as it is when ${what}, and the page says why`, async () => {
        const { page } = await openSessions();
        server.override = ({ path }) =>
          path === '/api/auth/change-password' ? (answer() as Response) : undefined;
        await enterPasswords(page, 'the-old-password', 'a quiet walk by the river');
        await says(part(page, 'va-change-password-form'), words);
        expect(server.received('GET /api/auth/sessions')).to.have.length(1);
      });
    }
  });

  describe('the sessions', () => {
    it('are listed with device, sign-in and last use; the one in use has no way to end it', async () => {
      const { page } = await openSessions();
      const [own, other, unknown] = devices(page);
      expect(own).to.match(/^Chromium on Linux This session Last used just now Signed in/);
      expect(own).to.not.contain('Sign out');
      expect(other).to.match(/^Firefox on Windows Last used 2 minutes ago Signed in .*2026.* Sign out$/);
      expect(unknown).to.match(/^Unknown device Last used 3 days ago/);
      const times = [...part(page, 'va-session-list').shadowRoot!.querySelectorAll('time[title]')];
      expect(times.every((time) => /\d{4}/.test(time.getAttribute('title') ?? ''))).to.equal(true);
      expect(
        findAllByRole(page, 'button', /^Sign out /).map((each) => each.ariaLabel ?? textOf(each)),
      ).to.deep.equal(['Sign out Firefox on Windows', 'Sign out Unknown device', 'Sign out everywhere']);
    });

    it('end one by one, by keyboard, without losing the focus', async () => {
      const { page } = await openSessions();
      (await getByRole(page, 'button', 'Sign out Firefox on Windows')).focus();
      await sendKeys({ press: 'Enter' });
      await says(page, 'Signed out: Firefox on Windows.');
      expect(devices(page)).to.have.length(2);
      expect(server.sessions).to.have.length(2);
      await waitUntil(() => focused() !== document.body);
      expect(focusedName()).to.equal('Sessions');
    });

    it('that have ended by themselves (404) simply go', async () => {
      const { page } = await openSessions();
      server.override = ({ method }) => (method === 'DELETE' ? problem(404) : undefined);
      await press(page, 'Sign out Firefox on Windows');
      await waitUntil(() => devices(page).length === 2);
    });

    for (const [what, answer, words] of failures) {
      it(`stay as they are when ${what}`, async () => {
        const { page } = await openSessions();
        server.override = ({ method }) => (method === 'DELETE' ? (answer() as Response) : undefined);
        await press(page, 'Sign out Firefox on Windows');
        await says(page, words);
        expect(devices(page)).to.have.length(3);
        await press(page, 'Close this message');
        await focusIsOn('Sessions');
      });

      it(`cannot be shown when ${what}; Retry brings them`, async () => {
        server.override = ({ path }) => (path === '/api/auth/sessions' ? (answer() as Response) : undefined);
        const { page } = await open();
        await says(page, 'The sessions could not be loaded.');
        await says(page, words);
        server.override = undefined;
        await press(page, 'Retry');
        await getByRole(page, 'list', 'Sessions');
        expect(focusedName()).to.equal('Sessions');
      });
    }

    it('end everywhere only after a question that says so', async () => {
      const { page, session } = await openSessions();
      (await getByRole(page, 'button', 'Sign out everywhere')).focus();
      await sendKeys({ press: 'Enter' });
      const dialog = await getByRole(page, 'dialog', 'Sign out everywhere?');
      await says(dialog, 'All your sessions end, this one too');
      await focusIsOn('Cancel');
      await sendKeys({ press: 'Escape' });
      await waitUntil(() => !findByRole(page, 'dialog'));
      await focusIsOn('Sign out everywhere');
      expect(server.received('DELETE /api/auth/sessions')).to.have.length(0);
      await sendKeys({ press: 'Enter' });
      await press(await getByRole(page, 'dialog'), 'Sign out everywhere');
      await waitUntil(() => session.signOuts === 1);
      expect(server.sessions).to.have.length(0);
    });

    it('do not end here when they could not be ended on the server', async () => {
      const { page, session } = await openSessions();
      server.override = ({ method }) => (method === 'DELETE' ? (unreachable() as never) : undefined);
      await press(page, 'Sign out everywhere');
      const dialog = await getByRole(page, 'dialog');
      await press(dialog, 'Sign out everywhere');
      await says(dialog, 'The server cannot be reached.');
      expect(session.signOuts).to.equal(0);
    });
  });

  describe('the preferences', () => {
    it('take effect at once and are kept with the account', async () => {
      const { page, preferences } = await open();
      await press(page, 'Dark', 'radio');
      expect(preferences.value.theme).to.equal('dark');
      await press(page, 'Larger', 'radio');
      expect(preferences.value.textSize).to.equal('larger');
      await waitUntil(() => changed().length === 2);
      expect(changed().at(-1)).to.deep.equal({ preferences: { theme: 'dark', text_size: 'larger' } });
    });

    it('are named groups and fields', async () => {
      const { page } = await open();
      const theme = await getByRole(page, 'group', 'Theme');
      expect(findAllByRole(theme, 'radio').map((each) => (each as HTMLInputElement).value)).to.deep.equal([
        'light',
        'dark',
        'system',
      ]);
      const size = await getByRole(page, 'group', 'Text size');
      expect(findAllByRole(size, 'radio')).to.have.length(3);
      const chosen = findAllByRole<HTMLInputElement>(page, 'radio').filter(({ checked }) => checked);
      expect(chosen.map(({ value }) => value)).to.deep.equal(['system', 'normal']);
    });

    it('offer the languages by their own names, and the test languages outside of production alone', async () => {
      const { page, preferences } = await open();
      const language = await getByRole<HTMLSelectElement>(page, 'combobox', 'Language');
      expect([...language.options].map(({ text }) => text.trim())).to.deep.equal([
        'English',
        'Deutsch',
        'Accented (test)',
        'Right to left (test)',
      ]);
      language.value = 'de';
      language.dispatchEvent(new Event('change', { bubbles: true }));
      expect(preferences.value.locale).to.equal('de');
      document.body.replaceChildren();

      const { page: production } = await openPage<AccountPage>('va-account-page', server.own, 'production');
      const real = await getByRole<HTMLSelectElement>(production, 'combobox', 'Language');
      expect([...real.options].map(({ text }) => text.trim())).to.deep.equal(['English', 'Deutsch']);
    });

    it('end a session without input within the administrator’s limit', async () => {
      server.idleSeconds = 1800;
      const { page, preferences } = await open();
      const idle = await getByRole<HTMLSelectElement>(page, 'combobox', 'Sign out without input after');
      expect([...idle.options].map(({ text }) => text.trim())).to.deep.equal(
        [2, 5, 10, 15, 20, 30].map((minutes) => `${minutes} minutes`),
      );
      await says(page, 'Your administrator’s limit is 30 minutes.');
      expect(idle.value).to.equal('1800');
      idle.value = '300';
      idle.dispatchEvent(new Event('change', { bubbles: true }));
      expect(preferences.value.idleSeconds).to.equal(300);
    });

    it('know 15 minutes where the server says nothing, and a limit below the shortest choice', async () => {
      server.idleSeconds = undefined;
      const { page } = await open();
      await says(page, 'Your administrator’s limit is 15 minutes.');
      document.body.replaceChildren();
      server.idleSeconds = 60;
      const { page: strict } = await open();
      const idle = await getByRole<HTMLSelectElement>(strict, 'combobox', 'Sign out without input after');
      expect([...idle.options].map(({ text }) => text.trim())).to.deep.equal(['1 minute']);
    });

    it('show the limit in the place of a longer time that was chosen before', async () => {
      server.own.preferences = { idle_seconds: 3600, theme: 'dark' };
      const { page } = await open();
      const idle = await getByRole<HTMLSelectElement>(page, 'combobox', 'Sign out without input after');
      expect(idle.value).to.equal('900');
      expect((await getByRole<HTMLInputElement>(page, 'radio', 'Dark')).checked).to.equal(true);
    });

    for (const [what, answer] of failures) {
      it(`hold on this computer when ${what}, which is said calmly`, async () => {
        const { page, preferences } = await open();
        server.override = ({ method }) => (method === 'PATCH' ? (answer() as Response) : undefined);
        await press(page, 'Dark', 'radio');
        await says(page, 'Kept on this computer only; your account could not be reached.');
        expect(preferences.value.theme).to.equal('dark');
        server.override = undefined;
        await press(page, 'Light', 'radio');
        await waitUntil(() => !textOf(page).includes('Kept on this computer only'));
      });
    }

    it('forget that one choice was not kept when a later one was', async () => {
      const { page, preferences } = await open();
      const change = preferences.change.bind(preferences);
      const changes: Promise<void>[] = [];
      preferences.change = (changed) => {
        const kept = change(changed);
        changes.push(kept);
        return kept;
      };
      let fail: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (fail = resolve));
      server.override = ({ method }) => {
        if (method !== 'PATCH') return undefined;
        server.override = undefined;
        return held.then(() => problem(500));
      };
      await press(page, 'Dark', 'radio');
      await press(page, 'Light', 'radio');
      await changes[1];
      fail();
      await changes[0]?.catch(() => undefined);
      await (part(page, 'va-preferences-form') as HTMLElementTagNameMap['va-preferences-form'])
        .updateComplete;
      expect(textOf(page)).to.not.contain('Kept on this computer only');
    });

    it('say that they are kept on this computer where the account does not keep them', async () => {
      delete (server.own as Partial<typeof server.own>).preferences;
      const { page } = await open();
      await says(page, 'Each takes effect at once, on this computer.');
      await press(page, 'Dark', 'radio');
      expect(changed()).to.have.length(0);
    });

    it('are chosen by keyboard alone', async () => {
      const { page, preferences } = await open();
      (await getByRole(page, 'radio', 'As the system')).focus();
      await sendKeys({ press: 'ArrowUp' });
      await waitUntil(() => preferences.value.theme === 'dark');
    });
  });

  describe('for everybody', () => {
    for (const theme of ['light', 'dark']) {
      it(`has no fault that axe finds, ${theme}: page, errors, notices, dialog`, async () => {
        document.documentElement.dataset.theme = theme;
        const { page } = await openSessions();
        await expect(page).to.be.accessible();
        await press(page, 'Change password');
        await says(page, 'Fill this in.');
        await press(page, 'Save profile');
        await says(page, 'Profile saved.');
        server.override = ({ method }) => (method === 'GET' ? undefined : problem(500));
        await press(page, 'Dark', 'radio');
        await says(page, 'Kept on this computer only');
        await press(page, 'Sign out Firefox on Windows');
        await says(page, 'The server met an error.');
        await expect(page).to.be.accessible();
        await press(page, 'Sign out everywhere');
        await getByRole(page, 'dialog');
        await expect(page).to.be.accessible();
      });
    }

    for (const [width, size, direction] of [
      [320, '100%', 'ltr'],
      [360, '100%', 'rtl'],
      [640, '200%', 'ltr'],
    ] as const) {
      it(`fits ${width} px with a text of ${size}, ${direction}`, async () => {
        await setViewport({ width, height: 800 });
        const { style } = document.documentElement;
        style.fontSize = size;
        document.documentElement.dir = direction;
        try {
          server.sessions.push(
            deviceSession({ browser: 'AVeryLongBrowserNameWithoutAnySpaceInIt'.repeat(2) }),
          );
          const { page } = await openSessions();
          await press(page, 'Change password');
          await says(page, 'Fill this in.');
          expect(document.documentElement.scrollWidth).to.be.at.most(width);
          await expect(page).to.be.accessible();
        } finally {
          style.removeProperty('font-size');
          document.documentElement.removeAttribute('dir');
        }
      });
    }

    it('speaks German', async () => {
      await addTranslations(translations);
      const { page, titles } = await openSessions();
      await showLocale('de');
      await says(page, 'Mein Konto');
      expect(titles.at(-1)).to.equal('Mein Konto');
      await getByRole(page, 'list', 'Sitzungen');
      await says(page, 'Firefox unter Windows Zuletzt verwendet vor 2 Minuten');
      await says(page, 'Ihre Administration erlaubt höchstens 15 Minuten.');
      await press(page, 'Abmelden: Firefox unter Windows');
      await says(page, 'Abgemeldet: Firefox unter Windows.');
    });

    it('leaves no English text behind in any state', async () => {
      await addTranslations(translations);
      const { page } = await openSessions();
      const { first_name, last_name, email } = server.own;
      await press(page, 'Change password');
      await showLocale('en-XA');
      await waitUntil(() => !textOf(page).includes('Preferences'));
      const data = [
        'Firefox',
        'Windows',
        'Chromium',
        'Linux',
        '15 minutes',
        '10 minutes',
        '5 minutes',
        '2 minutes',
      ];
      const expectNone = () =>
        expect(plainEnglishIn(page, [...data, first_name, last_name, email])).to.deep.equal([]);
      expectNone();
      const list = part(page, 'va-session-list');
      findByRole(list.shadowRoot!.querySelector('va-sign-out-everywhere')!, 'button')?.click();
      await getByRole(page, 'dialog');
      expectNone();
      await sendKeys({ press: 'Escape' });
      list.shadowRoot!.querySelector<HTMLElement>('[role="listitem"] button')?.click();
      await waitUntil(() => list.shadowRoot!.querySelector('.said p'));
      expectNone();
      findByRole(part(page, 'va-profile-form'), 'button')?.click();
      await waitUntil(() => part(page, 'va-profile-form').shadowRoot!.querySelector('.saved svg'));
      expectNone();
      server.override = () => unreachable() as never;
      findByRole(page, 'radio')?.click();
      await waitUntil(() => part(page, 'va-preferences-form').shadowRoot!.querySelector('.kept svg'));
      (part(page, 'va-session-list') as HTMLElementTagNameMap['va-session-list']).reload();
      await waitUntil(() => list.shadowRoot!.querySelector('.failure'));
      expectNone();
    });
  });
});
