import { expect } from '@open-wc/testing';
import { ConnectionError, define, tokens } from '@voiceassist/shared';
import type { Feedback } from '@voiceassist/shared/schemas';
import { emulateMedia, sendKeys } from '@web/test-runner-commands';
import { allByRole, byRole, focusedName, says, textOf } from '../testing/by-role.js';
import type { FeedbackEvent } from './action-events.js';
import { FeedbackForm } from './feedback.js';

/** A server that keeps what is said, unless it is told to fail. */
class Keeper {
  readonly heard: (Feedback | undefined)[] = [];
  isBroken = false;
  #gate: Promise<void> = Promise.resolve();

  readonly onFeedback = (event: FeedbackEvent): void => {
    this.heard.push(event.feedback);
    event.respondWith(this.#gate.then(() => this.#answer()));
  };

  /** Answers nothing until the function that comes back is called. */
  hold(): () => void {
    let open: () => void = () => undefined;
    this.#gate = new Promise((resolve) => (open = resolve));
    return open;
  }

  #answer(): void {
    if (this.isBroken) throw new ConnectionError('network');
  }
}

async function open(given?: Feedback) {
  define('va-feedback', FeedbackForm);
  if (tokens.styleSheet) document.adoptedStyleSheets = [tokens.styleSheet];
  const keeper = new Keeper();
  const form = new FeedbackForm();
  form.messageId = 'a1';
  form.given = given;
  form.addEventListener('va-feedback', keeper.onFeedback);
  const row = document.createElement('div');
  row.style.cssText = 'display: flex; flex-wrap: wrap; background: var(--va-surface)';
  row.append(form);
  document.body.append(row);
  await form.updateComplete;
  return { form, keeper };
}

const pressed = (form: FeedbackForm) =>
  allByRole(form, 'button').flatMap((button) =>
    button.ariaPressed === 'true' ? [button.getAttribute('aria-label')] : [],
  );

const commentIn = (form: FeedbackForm) => form.renderRoot.querySelector('textarea')?.value;

async function write(form: FeedbackForm, words: string): Promise<void> {
  (await byRole(form, 'button', 'Add a comment')).click();
  await says(form, 'Those who look after the documents read it.');
  form.renderRoot.querySelector('textarea')?.focus();
  await sendKeys({ type: words });
}

describe('<va-feedback>', () => {
  afterEach(async () => {
    document.body.replaceChildren();
    await emulateMedia({ colorScheme: 'light' });
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has no accessibility fault that axe finds, ${colorScheme}`, async () => {
      await emulateMedia({ colorScheme });
      const { form, keeper } = await open();
      await expect(form).to.be.accessible();
      (await byRole(form, 'button', 'Not helpful')).click();
      await says(form, 'What was wrong or missing?');
      await expect(form).to.be.accessible();
      keeper.isBroken = true;
      (await byRole(form, 'button', 'Send comment')).click();
      await says(form, 'Not saved');
      await expect(form).to.be.accessible();
    });
  }

  it('keeps that an answer helped, says so, and leaves the focus where it is', async () => {
    const { form, keeper } = await open();
    (await byRole(form, 'button', 'Helpful')).focus();
    await sendKeys({ press: 'Enter' });
    await says(form, 'Thank you. Your rating is kept.');
    expect(pressed(form)).to.deep.equal(['Helpful']);
    expect(keeper.heard).to.deep.equal([{ rating: 'up', comment: undefined }]);
    expect(focusedName()).to.equal('Helpful');
  });

  it('shows what was said before', async () => {
    const { form } = await open({ rating: 'down', comment: 'Too old' });
    expect(pressed(form)).to.deep.equal(['Not helpful']);
    (await byRole(form, 'button', 'Change comment')).click();
    await says(form, 'What was wrong or missing?');
    expect(commentIn(form)).to.equal('Too old');
  });

  it('takes a comment along, and closes when it is kept', async () => {
    const { form, keeper } = await open({ rating: 'down' });
    await write(form, 'The dose is missing');
    (await byRole(form, 'button', 'Send comment')).click();
    await says(form, 'Thank you. Your comment is kept.');
    expect(keeper.heard).to.deep.equal([{ rating: 'down', comment: 'The dose is missing' }]);
    expect(commentIn(form)).to.equal(undefined);
    expect(focusedName()).to.equal('Not helpful');
  });

  it('keeps the comment when the other rating is chosen', async () => {
    const { form, keeper } = await open({ rating: 'down', comment: 'Too old' });
    (await byRole(form, 'button', 'Helpful')).click();
    await says(form, 'Your rating is kept.');
    expect(keeper.heard).to.deep.equal([{ rating: 'up', comment: 'Too old' }]);
  });

  it('takes a rating back when it is pressed again', async () => {
    const { form, keeper } = await open({ rating: 'up' });
    (await byRole(form, 'button', 'Helpful')).click();
    await says(form, 'Your rating is taken back.');
    expect(keeper.heard).to.deep.equal([undefined]);
    expect(pressed(form)).to.deep.equal([]);
  });

  it('says that a rating was not saved, and shows what is true', async () => {
    const { form, keeper } = await open({ rating: 'up' });
    keeper.isBroken = true;
    (await byRole(form, 'button', 'Not helpful')).click();
    await byRole(form, 'alert', /^Not saved; nothing was changed\..* Try again\.$/);
    expect(pressed(form)).to.deep.equal(['Helpful']);
    keeper.isBroken = false;
    (await byRole(form, 'button', 'Not helpful')).click();
    await says(form, 'Your rating is kept.');
    expect(allByRole(form, 'alert')).to.deep.equal([]);
  });

  it('loses no word of a comment that was not saved', async () => {
    const { form, keeper } = await open({ rating: 'down' });
    await write(form, 'The dose is missing');
    keeper.isBroken = true;
    (await byRole(form, 'button', 'Send comment')).click();
    await byRole(form, 'alert', /^Not saved; your words are still here/);
    expect(commentIn(form)).to.equal('The dose is missing');
    keeper.isBroken = false;
    (await byRole(form, 'button', 'Send comment')).click();
    await says(form, 'Your comment is kept.');
  });

  it('loses no word of a comment that is put off', async () => {
    const { form } = await open({ rating: 'down' });
    await write(form, 'The dose');
    await sendKeys({ press: 'Escape' });
    await byRole(form, 'button', 'Add a comment');
    expect(focusedName()).to.equal('Not helpful');
    await write(form, ' is missing');
    expect(commentIn(form)).to.equal('The dose is missing');
  });

  it('hears one press while it is being kept', async () => {
    const { form, keeper } = await open();
    const release = keeper.hold();
    const helpful = await byRole(form, 'button', 'Helpful');
    helpful.click();
    await form.updateComplete;
    expect([helpful.ariaPressed, helpful.ariaDisabled]).to.deep.equal(['true', 'true']);
    (await byRole(form, 'button', 'Not helpful')).click();
    release();
    await says(form, 'Your rating is kept.');
    expect(keeper.heard).to.have.length(1);
    expect(pressed(form)).to.deep.equal(['Helpful']);
  });

  it('says that it failed where nobody keeps it', async () => {
    const { form, keeper } = await open();
    form.removeEventListener('va-feedback', keeper.onFeedback);
    (await byRole(form, 'button', 'Helpful')).click();
    await byRole(form, 'alert', /^Not saved/);
    expect(textOf(form)).not.to.contain('Thank you');
  });
});
