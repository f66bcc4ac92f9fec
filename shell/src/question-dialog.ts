import { msg, str } from '@lit/localize';
import { controls, plural } from '@voiceassist/shared';
import { LitElement, html, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';

/**
 * What would be given up: what was entered on the page, by leaving it, or what was never sent, in so many conversations, by
 * signing out.
 */
export type Question = { kind: 'leave' } | { kind: 'sign-out'; conversations: number };

interface Words {
  title: string;
  detail: string;
  /** The answer that gives something up. */
  goOn: string;
  /** The answer that changes nothing. */
  stay: string;
}

/**
 * Asks before something is given up that cannot be brought back.
 * @element va-question-dialog
 */
export class QuestionDialog extends LitElement {
  static override styles = [controls];

  @state() private question: Question = { kind: 'leave' };

  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('.stay') private readonly stay!: HTMLButtonElement;

  #answer: (isSure: boolean) => void = () => undefined;

  /** Whether the person goes on all the same. One question at a time: another one is answered with no. */
  async ask(question: Question): Promise<boolean> {
    if (this.dialog.open) return false;
    this.question = question;
    await this.updateComplete;
    const before = focused();
    this.dialog.showModal();
    this.stay.focus();
    const isSure = await new Promise<boolean>((resolve) => (this.#answer = resolve));
    this.dialog.close();
    if (!isSure) before?.focus({ preventScroll: true });
    return isSure;
  }

  protected override render(): TemplateResult {
    const { title, detail, goOn, stay } = wordsOf(this.question);
    return html`
      <dialog aria-labelledby="title" aria-describedby="detail" @close=${() => this.#answer(false)}>
        <h2 id="title">${title}</h2>
        <p id="detail">${detail}</p>
        <div class="row">
          <button class="btn" @click=${() => this.#answer(true)}>${goOn}</button>
          <button class="btn primary stay" @click=${() => this.#answer(false)}>${stay}</button>
        </div>
      </dialog>
    `;
  }
}

function wordsOf(question: Question): Words {
  if (question.kind === 'leave') {
    return {
      title: msg('Your changes are not saved'),
      detail: msg('What you entered on this page is lost when you leave it.'),
      goOn: msg('Leave without saving'),
      stay: msg('Stay on this page'),
    };
  }
  const kept = msg('They are kept on this computer until the connection is back. Signing out deletes them.');
  return {
    title: msg('Some messages were not sent'),
    detail: `${unsentIn(question.conversations)} ${kept}`,
    goOn: msg('Sign out and delete'),
    stay: msg('Stay signed in'),
  };
}

const unsentIn = (conversations: number): string =>
  plural(conversations, {
    one: msg('1 conversation holds messages that the server has not confirmed.'),
    other: msg(str`${conversations} conversations hold messages that the server has not confirmed.`),
  });

/** What has the focus, inside whatever shadow. */
export function focused(): HTMLElement | undefined {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element instanceof HTMLElement && element !== document.body ? element : undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'va-question-dialog': QuestionDialog;
  }
}
