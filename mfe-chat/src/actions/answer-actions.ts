import { ContextConsumer } from '@lit/context';
import { msg } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import { LitElement, html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ConversationMessage } from '../conversation.js';
import { messageInMarkdown } from '../export.js';
import { answerActionsStyles, quietButton } from './answer-actions.css.js';
import { capabilitiesContext } from './capabilities-context.js';

const COPIED_MS = 4_000;

/**
 * What can be done with an answer that has ended: copy it, take the conversation away, say whether it helped.
 * @element va-answer-actions
 */
export class AnswerActions extends LitElement {
  static override styles = [controls, answerActionsStyles, quietButton];

  @property({ attribute: false }) message!: ConversationMessage;

  @state() private copied: 'yes' | 'no' | undefined;

  readonly #capabilities = new ContextConsumer(this, { context: capabilitiesContext, subscribe: true });
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render(): TemplateResult {
    const { id, content, feedback } = this.message;
    return html`
      <div class="acts" role="group" aria-label=${msg('Answer actions')}>
        ${
          content
            ? html`<button class="btn sm quiet" @click=${this.#onCopy}>
                ${icon('copy')}${msg('Copy with references')}
              </button>`
            : ''
        }
        <va-export-menu></va-export-menu>
        ${
          this.#capabilities.value?.includes('feedback')
            ? html`<span class="sep"></span> <va-feedback .messageId=${id} .given=${feedback}></va-feedback>`
            : ''
        }
        <span role="status">${this.#copiedWords()}</span>
      </div>
    `;
  }

  #copiedWords(): string {
    if (!this.copied) return '';
    return this.copied === 'yes' ? msg('Copied') : msg('Not copied: the browser does not allow it here.');
  }

  async #onCopy(): Promise<void> {
    this.copied = await navigator.clipboard.writeText(messageInMarkdown(this.message)).then(
      () => 'yes' as const,
      () => 'no' as const,
    );
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.copied = undefined), COPIED_MS);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-answer-actions': AnswerActions;
  }
}
