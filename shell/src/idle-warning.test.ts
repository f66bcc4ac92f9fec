import { expect, oneEvent } from '@open-wc/testing';
import { define, tokens } from '@voiceassist/shared';
import { sendKeys } from '@web/test-runner-commands';
import { IdleWarning } from './idle-warning.js';

define('va-idle-warning', IdleWarning);

async function warn(seconds: number): Promise<IdleWarning> {
  const warning = new IdleWarning();
  document.body.append(warning);
  warning.idle = { kind: 'warning', endsAt: Date.now() + seconds * 1000 };
  await warning.updateComplete;
  return warning;
}
const dialog = (warning: IdleWarning) => warning.renderRoot.querySelector('dialog')!;
const button = (warning: IdleWarning, name: string) =>
  [...warning.renderRoot.querySelectorAll('button')].find((each) => each.textContent === name);

before(() => {
  document.adoptedStyleSheets = [tokens.styleSheet!];
});
afterEach(() => {
  document.body.replaceChildren();
  delete document.documentElement.dataset.theme;
});

describe('<va-idle-warning>', () => {
  for (const theme of ['light', 'dark']) {
    it(`is accessible in ${theme}`, async () => {
      document.documentElement.dataset.theme = theme;
      await expect(await warn(120)).to.be.accessible();
    });
  }

  it('says what will happen, how long it takes, and that nothing typed is lost', async () => {
    const warning = await warn(118);
    expect(dialog(warning).open).to.equal(true);
    expect(dialog(warning).textContent).to.contain('You are signed out in about 2 minutes.');
    expect(dialog(warning).textContent).to.contain('What you have typed is kept for you.');
    expect(warning.shadowRoot?.activeElement?.textContent).to.equal('Stay signed in');
  });

  it('tells a screen reader the time that is left now and then, not every second', async () => {
    const warning = await warn(45);
    const said = () => warning.renderRoot.querySelector('[role="status"]')?.textContent;
    expect(said()).to.equal('You are signed out in 45 seconds.');
    warning.idle = { kind: 'warning', endsAt: Date.now() + 40_000 };
    await warning.updateComplete;
    expect(said()).to.equal('You are signed out in 45 seconds.');
    expect(warning.renderRoot.querySelector('.left')?.textContent).to.equal(
      'You are signed out in 40 seconds.',
    );
    warning.idle = { kind: 'warning', endsAt: Date.now() + 29_000 };
    await warning.updateComplete;
    expect(said()).to.equal('You are signed out in 29 seconds.');
  });

  it('gives the focus back when somebody is there', async () => {
    const field = document.createElement('textarea');
    document.body.append(field);
    field.focus();
    const warning = await warn(120);
    warning.idle = { kind: 'active' };
    await warning.updateComplete;
    expect(dialog(warning).open).to.equal(false);
    expect(document.activeElement).to.equal(field);
  });

  it('says that somebody is there, by its button and by Escape', async () => {
    const warning = await warn(120);
    let stays = 0;
    warning.addEventListener('va-stay-signed-in', () => (stays += 1));
    await sendKeys({ press: 'Escape' });
    expect(stays).to.equal(1);
    warning.idle = { kind: 'active' };
    await warning.updateComplete;
    warning.idle = { kind: 'warning', endsAt: Date.now() + 120_000 };
    await warning.updateComplete;
    setTimeout(() => button(warning, 'Stay signed in')?.click());
    await oneEvent(warning, 'va-stay-signed-in');
  });

  it('ends the session when it is asked to', async () => {
    const warning = await warn(120);
    setTimeout(() => button(warning, 'Sign out now')?.click());
    await oneEvent(warning, 'va-sign-out');
  });
});
