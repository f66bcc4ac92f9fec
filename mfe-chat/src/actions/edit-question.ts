import { msg } from '@lit/localize';
import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Composer } from '../composer.js';

/** A question that is changed in the composer before it is sent anew; what stood there before comes back afterwards. */
export class EditQuestion {
  #before: string | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly composer: () => Composer | null,
    /** Hears that another text stands in the composer than was typed last. */
    private readonly onReturn: () => void,
  ) {}

  /** Puts the question into the composer; false where there is none. */
  begin(question: string): boolean {
    const composer = this.composer();
    if (!composer) return false;
    this.#before ??= composer.text;
    composer.fill(question);
    composer.focus();
    this.host.requestUpdate();
    return true;
  }

  /** The question was sent, or is not to be: the composer is as it was before. */
  end(): void {
    const before = this.#before;
    if (before === undefined) return;
    this.#before = undefined;
    this.composer()?.fill(before);
    this.onReturn();
    this.host.requestUpdate();
  }

  /** Says above the composer what sending will do, and lets the person think again. */
  render(): TemplateResult | '' {
    if (this.#before === undefined) return '';
    return html`
      <div class="draft">
        <p>
          ${msg('You are changing your last question. It is sent as a new one: what is written stays as it is.')}
        </p>
        <button class="btn sm quiet" @click=${this.#onCancel}>${msg('Cancel')}</button>
      </div>
    `;
  }

  readonly #onCancel = (): void => {
    this.end();
    this.composer()?.focus();
  };
}
