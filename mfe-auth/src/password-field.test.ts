import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { define } from '@voiceassist/shared';
import { Login } from './login.js';
import { FakeServer } from './testing/fake-server.js';
import { findByRole, focused, getByRole, press, says, textOf } from './testing/find.js';
import { openSignedOut } from './testing/open-signed-out.js';

define('va-login', Login);

describe('A password field', () => {
  let server: FakeServer;
  let page: Login;
  let field: HTMLInputElement;
  beforeEach(async () => {
    server = new FakeServer(() => undefined);
    ({ page } = await openSignedOut<Login>('va-login'));
    field = await getByRole<HTMLInputElement>(page, 'textbox', 'Password');
  });
  afterEach(() => {
    server.stop();
    document.body.replaceChildren();
  });

  it('shows and hides what is in it', async () => {
    field.value = 'a-good-secret';
    expect(field.type).to.equal('password');
    await press(page, 'Show password');
    await getByRole(page, 'button', 'Hide password');
    expect(field.type).to.equal('text');
    await press(page, 'Hide password');
    await getByRole(page, 'button', 'Show password');
    expect(field.type).to.equal('password');
    expect(field.value).to.equal('a-good-secret');
  });

  it('keeps focus and caret when it is shown with the pointer', async () => {
    field.focus();
    await sendKeys({ type: 'a-good-secret' });
    field.setSelectionRange(2, 6);
    const button = await getByRole(page, 'button', 'Show password');
    const { left, top, width, height } = button.getBoundingClientRect();
    await sendMouse({
      type: 'click',
      position: [Math.round(left + width / 2), Math.round(top + height / 2)],
    });
    await getByRole(page, 'button', 'Hide password');
    expect(focused()).to.equal(field);
    expect([field.selectionStart, field.selectionEnd]).to.deep.equal([2, 6]);
  });

  it('leaves the focus on its button when that is pressed with the keyboard', async () => {
    field.focus();
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    const button = await getByRole(page, 'button', 'Hide password');
    expect(focused()).to.equal(button);
    expect(page.shadowRoot?.querySelector('[aria-invalid="true"]'), 'nothing was sent').to.equal(null);
  });

  it('comes right after the address with the keyboard', async () => {
    (await getByRole(page, 'textbox', 'Email')).focus();
    await sendKeys({ press: 'Tab' });
    expect(focused()).to.equal(field);
  });

  it('takes what is pasted', () => {
    const paste = new ClipboardEvent('paste', { bubbles: true, cancelable: true, composed: true });
    expect(field.dispatchEvent(paste)).to.equal(true);
  });

  const key = (type: 'keydown' | 'keyup', isOn: boolean) =>
    field.dispatchEvent(
      new KeyboardEvent(type, { key: 'a', bubbles: true, composed: true, modifierCapsLock: isOn }),
    );
  const capsLock = () => findByRole(page, 'status', 'Caps Lock is on');

  it('says that Caps Lock is on while somebody types, and no longer', async () => {
    const place = field.parentElement?.parentElement?.querySelector('.caps');
    expect(place?.getAttribute('role'), 'is there before it speaks').to.equal('status');
    key('keydown', true);
    await says(page, 'Caps Lock is on');
    expect(capsLock()).to.equal(place);
    key('keyup', false);
    await page.updateComplete;
    expect(capsLock()).to.equal(undefined);
  });

  it('says so at the first press into it, and not after it was left', async () => {
    field.dispatchEvent(
      new PointerEvent('pointerdown', { bubbles: true, composed: true, modifierCapsLock: true }),
    );
    await says(page, 'Caps Lock is on');
    field.focus();
    (await getByRole(page, 'textbox', 'Email')).focus();
    await page.updateComplete;
    expect(capsLock()).to.equal(undefined);
  });

  it('bears what a password manager sends', async () => {
    field.dispatchEvent(new Event('keydown', { bubbles: true, composed: true }));
    await page.updateComplete;
    expect(textOf(page)).not.to.contain('Caps Lock');
  });
});
