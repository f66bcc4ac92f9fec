import { expect } from '@open-wc/testing';
import { define, tokens } from '@voiceassist/shared';
import { sendKeys } from '@web/test-runner-commands';
import { leave } from './leave.js';
import { QuestionDialog } from './question-dialog.js';

define('va-question-dialog', QuestionDialog);

function world(names: string[] | Error, isUnsaved = false) {
  const dialog = new QuestionDialog();
  document.body.append(dialog);
  const session = {
    signOuts: 0,
    signOut: () => {
      session.signOuts += 1;
      return Promise.resolve();
    },
  };
  const vault = {
    names: () => (names instanceof Error ? Promise.reject(names) : Promise.resolve(names)),
  };
  const leaving = leave(dialog, session, vault, { isUnsaved });
  const button = (name: string) =>
    [...dialog.renderRoot.querySelectorAll('button')].find((each) => each.textContent.trim() === name);
  const opened = async () => {
    while (!dialog.renderRoot.querySelector('dialog[open]')) await new Promise(requestAnimationFrame);
  };
  return { dialog, session, leaving, button, opened };
}

before(() => {
  document.adoptedStyleSheets = [tokens.styleSheet!];
});
afterEach(() => {
  document.body.replaceChildren();
  delete document.documentElement.dataset.theme;
});

describe('signing out', () => {
  it('asks nothing when all was sent', async () => {
    const { session, leaving } = world([]);
    await leaving;
    expect(session.signOuts).to.equal(1);
  });

  it('asks nothing when it cannot be known', async () => {
    const { session, leaving } = world(new Error('The disk is gone'));
    await leaving;
    expect(session.signOuts).to.equal(1);
  });

  for (const theme of ['light', 'dark']) {
    it(`says in how many conversations messages would be lost, in ${theme}`, async () => {
      document.documentElement.dataset.theme = theme;
      const { dialog, session, leaving, button, opened } = world(['outbox:a:1', 'outbox:a:2', 'outbox:b:3']);
      await opened();
      expect(dialog.renderRoot.textContent).to.contain('2 conversations hold messages');
      await expect(dialog).to.be.accessible();
      expect(dialog.shadowRoot?.activeElement?.textContent).to.contain('Stay signed in');
      button('Sign out and delete')?.click();
      await leaving;
      expect(session.signOuts).to.equal(1);
    });
  }

  it('asks before what was entered on the page is lost', async () => {
    const { dialog, session, leaving, button, opened } = world([], true);
    await opened();
    expect(dialog.renderRoot.textContent).to.contain('Your changes are not saved');
    await expect(dialog).to.be.accessible();
    button('Stay on this page')?.click();
    await leaving;
    expect(session.signOuts).to.equal(0);
  });

  it('keeps the person signed in on Escape, and gives the focus back', async () => {
    const field = document.createElement('textarea');
    document.body.append(field);
    field.focus();
    const { session, leaving, opened } = world(['outbox:a:1']);
    await opened();
    await sendKeys({ press: 'Escape' });
    await leaving;
    expect([session.signOuts, document.activeElement]).to.deep.equal([0, field]);
  });
});
