import { expect, waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { addTranslations, define, showLocale } from '@voiceassist/shared';
import type { LitElement } from 'lit';
import { ForgotPassword } from './forgot-password.js';
import { Login } from './login.js';
import { Register } from './register.js';
import { ResetPassword } from './reset-password.js';
import { Specimen } from './specimen.js';
import { FakeServer, json, problem } from './testing/fake-server.js';
import { fill, findAllByRole, findByRole, getByRole, press, says, textOf } from './testing/find.js';
import { openSignedOut } from './testing/open-signed-out.js';
import { plainEnglishIn } from './testing/plain-english.js';
import { translations } from './translations.js';

const PAGES = {
  'va-login': Login,
  'va-register': Register,
  'va-forgot-password': ForgotPassword,
  'va-reset-password': ResetPassword,
  'va-specimen': Specimen,
};
for (const [tag, page] of Object.entries(PAGES)) define(tag, page);

const PEOPLE = [
  { email: 'c@d.example', password: 'demo-secret', label: 'Clinician', description: 'Dr Osei' },
];
/** What no translator sees. */
const DATA = ['VoiceAssist', 'Clinician', 'Dr Osei', 'ada@hospital.example', 'name@hospital.org'];

describe('In other languages', () => {
  let server: FakeServer;
  before(() => addTranslations(translations));
  beforeEach(() => {
    server = new FakeServer(({ path }) => {
      if (path === '/api/capabilities') {
        return json({ capabilities: ['vault'], demonstration: { sign_ins: PEOPLE } });
      }
      return json({});
    });
  });
  afterEach(async () => {
    server.stop();
    document.body.replaceChildren();
    history.replaceState(null, '', location.pathname);
    await showLocale('en');
  });

  it('the sign-in page is in German, with its notice and its errors, and so is its title', async () => {
    await showLocale('de');
    const { page, titles } = await openSignedOut<Login>('va-login', { endReason: 'idle' });
    await says(page, 'Sie wurden abgemeldet, weil eine Zeit lang nichts eingegeben wurde.');
    expect(titles).to.deep.equal(['Anmelden']);
    await fill(page, 'E-Mail', 'ada');
    await press(page, 'Anmelden');
    await says(page, '2 Angaben sind zu prüfen');
    await says(page, 'Geben Sie eine Adresse wie name@hospital.org ein.');
    await says(page, 'Passwort: Füllen Sie dieses Feld aus.');
    await expect(page).to.be.accessible();
  });

  it('what is on the screen changes with the language, errors and meter too, and keeps what was typed', async () => {
    const { page, titles } = await openSignedOut<Register>('va-register');
    await fill(page, 'First name', 'Ada');
    await fill(page, 'Password', 'password');
    await press(page, 'Create account');
    await says(page, '3 things need your attention');
    await getByRole(page, 'meter');
    await showLocale('de');
    await says(page, 'Sehr leicht zu erraten.');
    await says(page, '3 Angaben sind zu prüfen');
    await says(page, 'Verwenden Sie mindestens 10 Zeichen.');
    expect((await getByRole<HTMLInputElement>(page, 'textbox', 'Vorname')).value).to.equal('Ada');
    expect(titles).to.deep.equal(['Create account', 'Konto erstellen']);
    await showLocale('en');
    await says(page, 'Use at least 10 characters.');
  });

  it('says in German what the server refused', async () => {
    await showLocale('de');
    const { page } = await openSignedOut<Login>('va-login');
    await fill(page, 'E-Mail', 'ada@hospital.example');
    await fill(page, 'Passwort', 'x');
    server.override = () => problem(403, { code: 'deactivated', detail: 'From the server.' });
    await press(page, 'Anmelden');
    await says(page, 'Dieses Konto ist deaktiviert.');
    expect(textOf(page)).not.to.contain('From the server');
  });

  /** Each page in each of its states, as a function that brings the page there. */
  const states: Record<string, () => Promise<LitElement>> = {
    'the sign-in page with people, notice and password shown': async () => {
      const { page } = await openSignedOut('va-login', { demonstration: true, endReason: 'idle' });
      await getByRole(page, 'button', /Clinician/);
      findAllByRole(page, 'button')[0]?.click();
      const field = page.renderRoot.querySelector('#password');
      field?.dispatchEvent(
        new KeyboardEvent('keydown', { bubbles: true, composed: true, modifierCapsLock: true }),
      );
      return page;
    },
    'the sign-in page after a refused session': async () =>
      (await openSignedOut('va-login', { endReason: 'refused' })).page,
    'the sign-in page with errors': async () => {
      const { page } = await openSignedOut('va-login');
      page.renderRoot.querySelector('form')?.requestSubmit();
      await getByRole(page, 'alert');
      return page;
    },
    'the sign-in page of a deactivated account': async () => {
      const { page } = await openSignedOut('va-login');
      server.override = () => problem(403, { code: 'deactivated' });
      for (const [name, value] of Object.entries({ email: 'ada@hospital.example', password: 'x' })) {
        (page.renderRoot.querySelector(`#${name}`) as HTMLInputElement).value = value;
      }
      page.renderRoot.querySelector('form')?.requestSubmit();
      await getByRole(page, 'alert');
      return page;
    },
    'registration with errors and meter': async () => {
      const { page } = await openSignedOut('va-register');
      const field = page.renderRoot.querySelector('#password') as HTMLInputElement;
      field.value = 'aaaaaa';
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await getByRole(page, 'meter');
      page.renderRoot.querySelector('form')?.requestSubmit();
      await getByRole(page, 'alert');
      return page;
    },
    'registration with a taken address': async () => {
      const { page } = await openSignedOut('va-register');
      server.override = () => problem(409);
      for (const input of page.renderRoot.querySelectorAll('input')) input.value = 'ada@hospital.example';
      page.renderRoot.querySelector('form')?.requestSubmit();
      await waitUntil(() => page.renderRoot.querySelector('#email-error a'));
      return page;
    },
    'the page that asks for a mail': async () =>
      (await openSignedOut('va-forgot-password', { demonstration: true })).page,
    'the page that has asked for a mail': async () => {
      const { page } = await openSignedOut('va-forgot-password', { demonstration: true });
      (page.renderRoot.querySelector('#email') as HTMLInputElement).value = 'ada@hospital.example';
      page.renderRoot.querySelector('form')?.requestSubmit();
      await says(page, 'ada@hospital.example');
      return page;
    },
    'the page of a new password': async () => {
      history.replaceState(null, '', '?token=t');
      return (await openSignedOut('va-reset-password')).page;
    },
    'the page of a new password without its link': async () =>
      (await openSignedOut('va-reset-password')).page,
  };
  for (const [name, arrive] of Object.entries(states)) {
    it(`nothing of ${name} is left in English`, async () => {
      await showLocale('en-XA');
      const page = await arrive();
      await page.updateComplete;
      expect(plainEnglishIn(page, DATA)).to.deep.equal([]);
      const offered = [...page.renderRoot.querySelectorAll('option')].map(({ value }) => value);
      expect(offered.filter((value) => /[a-z]{2}/i.test(value))).to.deep.equal([]);
    });
  }

  it('nothing is wider than a narrow window, from right to left and in long words', async () => {
    await setViewport({ width: 320, height: 640 });
    for (const locale of ['ar-XB', 'en-XA', 'de']) {
      await showLocale(locale);
      for (const arrive of Object.values(states)) {
        const page = await arrive();
        await page.updateComplete;
        expect(document.documentElement.scrollWidth, `${page.localName} in ${locale}`).to.be.at.most(320);
        document.body.replaceChildren();
        server.override = undefined;
      }
    }
    await setViewport({ width: 800, height: 600 });
  });

  it('a field of a password reads from left to right where the page does not, and its button is at the end', async () => {
    await showLocale('ar-XB');
    document.documentElement.dir = 'rtl';
    const { page } = await openSignedOut('va-login');
    const field = page.renderRoot.querySelector('#password') as HTMLElement;
    const button = findByRole(page, 'button', /./) as HTMLElement;
    const [inside, toggle] = [field.getBoundingClientRect(), button.getBoundingClientRect()];
    expect(getComputedStyle(field).direction).to.equal('ltr');
    expect(toggle.left - inside.left).to.be.below(inside.right - toggle.right);
    expect(parseFloat(getComputedStyle(field).paddingLeft)).to.be.at.least(toggle.width);
    document.documentElement.removeAttribute('dir');
  });
});
