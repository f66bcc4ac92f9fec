import { expect, waitUntil } from '@open-wc/testing';
import { define } from '@voiceassist/shared';
import { LitElement } from 'lit';
import { renderNewPasswordField } from './new-password-field.js';
import { PasswordController } from './password-controller.js';
import { PasswordMeter } from './password-meter.js';
import { Register } from './register.js';
import { FakeServer } from './testing/fake-server.js';
import { fill, findAllByRole, findByRole, getByRole, says, textOf } from './testing/find.js';
import { openSignedOut } from './testing/open-signed-out.js';

define('va-register', Register);

let loads = 0;
let isThere = true;

/** A form with nothing but a new password, and a word about what the meter loads. */
class NewPassword extends LitElement {
  readonly #password = new PasswordController(this, 'password');
  readonly #meter = new PasswordMeter(
    this,
    () => ['Lovelace'],
    () => {
      loads += 1;
      return isThere ? import('./password-strength.js') : Promise.reject(new TypeError('Failed to fetch'));
    },
  );

  protected override render() {
    return renderNewPasswordField(this.#password, this.#meter, 'New password', {});
  }
}
define('va-new-password', NewPassword);

describe('The password meter', () => {
  let server: FakeServer;
  beforeEach(() => {
    server = new FakeServer(() => undefined);
    loads = 0;
    isThere = true;
  });
  afterEach(() => {
    server.stop();
    document.body.replaceChildren();
  });

  const opened = async () => {
    const page = document.createElement('va-new-password') as NewPassword;
    document.body.append(page);
    await page.updateComplete;
    return page;
  };

  for (const [password, score, words, advice] of [
    ['password', '0', 'Very easy to guess.', 'This is one of the passwords that are tried first.'],
    ['lovelace', '0', 'Very easy to guess.', 'It holds your own name or address.'],
    ['abcdefghijkl', '0', 'Very easy to guess.', 'Sequences such as'],
    ['password12', '1', 'Easy to guess.', 'Many people use this password.'],
    ['wren-lantern-oboe-42', '4', 'Hard to guess.', ''],
  ] as const) {
    it(`says how hard “${password}” is to guess, in words and in steps`, async () => {
      const page = await opened();
      await fill(page, 'New password', password);
      await says(page, `${words} ${advice}`.trim());
      const meter = await getByRole(page, 'meter', 'Password strength');
      expect(String((meter as HTMLMeterElement).value)).to.equal(score);
      expect(`${meter.getAttribute('aria-valuetext')}.`).to.equal(words);
      expect(meter.nextElementSibling?.querySelectorAll('.on')).to.have.length(Number(score) + 1);
      const said = findAllByRole(page, 'status').find((status) => textOf(status).startsWith(words));
      const field = await getByRole(page, 'textbox', 'New password');
      expect(field.getAttribute('aria-describedby')?.split(' ')).to.include(said?.id);
    });
  }

  it('is loaded when a new password is begun, and not before', async () => {
    const page = await opened();
    expect(loads).to.equal(0);
    (await getByRole(page, 'textbox', 'New password')).focus();
    await waitUntil(() => loads === 1);
  });

  it('goes when the field is emptied', async () => {
    const page = await opened();
    await fill(page, 'New password', 'password');
    await getByRole(page, 'meter');
    await fill(page, 'New password', '');
    await waitUntil(() => !findByRole(page, 'meter'));
    expect(textOf(page)).not.to.contain('guess.');
  });

  it('speaks once for a word that is typed without a pause', async () => {
    const page = await opened();
    (await getByRole(page, 'textbox', 'New password')).focus();
    const said: string[] = [];
    const status = page.renderRoot.querySelector('#password-strength');
    new MutationObserver(() => said.push(textOf(status as Element))).observe(status as Node, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    for (const typed of ['p', 'pa', 'pas', 'pass', 'passw', 'wren-lantern-oboe-42']) {
      await fill(page, 'New password', typed);
    }
    await says(page, 'Hard to guess.');
    expect(new Set(said)).to.deep.equal(new Set(['Hard to guess.']));
  });

  it('is not there when it cannot be loaded, and the field works without it', async () => {
    isThere = false;
    const page = await opened();
    await fill(page, 'New password', 'password');
    await waitUntil(() => loads === 1);
    await page.updateComplete;
    expect(findByRole(page, 'meter')).to.equal(undefined);
    isThere = true;
    await fill(page, 'New password', 'password1');
    await getByRole(page, 'meter');
  });

  it('knows the name and the address that were entered on the page', async () => {
    const { page } = await openSignedOut<Register>('va-register');
    await fill(page, 'Last name', 'Grzebyszczak');
    await fill(page, 'Password', 'grzebyszczak');
    await says(page, 'It holds your own name or address.');
  });
});
