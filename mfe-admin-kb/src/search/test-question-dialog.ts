import { consume } from '@lit/context';
import { msg, str } from '@lit/localize';
import { apiContext, controls, icon, type Api } from '@voiceassist/shared';
import type { TestQuestion } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { isolated } from '../format.js';
import { DocumentChoice, type ChosenDocument } from './document-choice.js';
import { testQuestionDialog } from './test-question-dialog.css.js';
import { failure } from './view-parts.js';

/** What a test question begins with. */
interface Draft {
  /** The one to change; a new one without it. */
  id?: string;
  question: string;
  chosen?: ChosenDocument[];
  /** Documents to choose from before anything is looked for. */
  suggested?: ChosenDocument[];
}

/** A test question was kept. */
export class TestQuestionSavedEvent extends Event {
  static readonly type = 'va-test-question-saved';

  constructor(readonly question: TestQuestion) {
    super(TestQuestionSavedEvent.type);
  }
}

/**
 * Writes a test question and chooses the documents that it is to find.
 *
 * @element va-test-question-dialog
 * @fires va-test-question-saved - it was kept
 */
export class TestQuestionDialog extends LitElement {
  static override styles = [controls, testQuestionDialog];

  @consume({ context: apiContext, subscribe: true })
  @state()
  private api: Api | undefined;

  @state() private draft: Draft = { question: '' };
  @state() private error: unknown;
  @state() private busy = false;

  @query('dialog') private dialog!: HTMLDialogElement;
  @query('textarea') private text!: HTMLTextAreaElement;

  readonly #choice = new DocumentChoice(this, () => this.api);

  protected override render(): TemplateResult {
    const { chosen } = this.#choice;
    return html`<dialog aria-labelledby="title">
      <form @submit=${this.#onSubmit}>
        <h2 id="title">${this.draft.id ? msg('Change the test question') : msg('New test question')}</h2>
        <div class="field">
          <label for="text">${msg('Question')}</label>
          <textarea class="in" id="text" rows="3" maxlength="1000" required dir="auto"></textarea>
        </div>
        <fieldset>
          <legend>${msg('Documents that are to be found')}</legend>
          ${this.#renderFinder()}
          <ul>
            ${repeat(
              this.#choice.offered,
              ({ id }) => id,
              ({ id, title }) =>
                html`<li>
                  <label>
                    <input
                      type="checkbox"
                      .checked=${chosen.some((each) => each.id === id)}
                      @change=${() => this.#choice.toggle({ id, title })}
                    />
                    <span dir="auto">${title ?? msg('A document that was deleted')}</span>
                  </label>
                </li>`,
            )}
          </ul>
          <p class="word" role="status">${this.#state}</p>
        </fieldset>
        ${failure(this.error)}
        <div class="row">
          <button type="submit" class="btn primary" aria-disabled=${this.busy}>${msg('Save')}</button>
          <button type="button" class="btn" @click=${this.#onCancel}>${msg('Cancel')}</button>
        </div>
      </form>
    </dialog>`;
  }

  #renderFinder(): TemplateResult {
    return html`<label class="sr" for="finder">${msg('Find a document')}</label>
      <span class="find">
        ${icon('search')}
        <input
          class="in"
          type="search"
          id="finder"
          autocomplete="off"
          placeholder=${msg('Find a document by its title')}
          @input=${this.#onFind}
        />
      </span>`;
  }

  get #state(): string | typeof nothing {
    const { chosen, offered, isSearching } = this.#choice;
    if (isSearching) return msg('Searching');
    if (offered.length === 0) return msg('No document has this title.');
    if (chosen.length === 0) return msg('Choose one to five documents.');
    const [first] = chosen;
    const title = isolated(first?.title ?? '');
    return chosen.length === 1 && title ? msg(str`Chosen: ${title}`) : nothing;
  }

  /** Asks for a question; the dialog closes when it is kept or left. */
  async open(draft: Draft): Promise<void> {
    this.draft = draft;
    this.error = undefined;
    this.#choice.begin(draft.chosen ?? [], draft.suggested ?? []);
    await this.updateComplete;
    this.text.value = draft.question;
    this.dialog.showModal();
  }

  #onFind(event: Event): void {
    this.#choice.find((event.target as HTMLInputElement).value);
  }

  #onCancel(): void {
    this.dialog.close();
  }

  async #onSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const search = this.api?.search;
    const documentIds = this.#choice.chosen.map(({ id }) => id);
    if (!search || this.busy || documentIds.length === 0) return;
    this.busy = true;
    this.error = undefined;
    try {
      const fields = { question: this.text.value, documentIds };
      const { id } = this.draft;
      const saved = await (id ? search.changeQuestion(id, fields) : search.addQuestion(fields));
      this.dialog.close();
      this.dispatchEvent(new TestQuestionSavedEvent(saved));
    } catch (error) {
      this.error = error;
    } finally {
      this.busy = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-test-question-dialog': TestQuestionDialog;
  }
}
