import { consume } from '@lit/context';
import { msg } from '@lit/localize';
import { apiContext, controls, icon, type Api } from '@voiceassist/shared';
import type { TestQuestion, TestRun } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { TestQuestionRequestEvent } from './test-question.js';
import type { TestQuestionDialog } from './test-question-dialog.js';
import { TestQuestionsController } from './test-questions-controller.js';
import { testQuestions } from './test-questions.css.js';
import { failure, missing } from './view-parts.js';
import { views } from './views.css.js';

/**
 * The saved test questions, what the latest run found of each, and all runs.
 *
 * @element va-test-questions
 */
export class TestQuestions extends LitElement {
  static override styles = [controls, views, testQuestions];

  @consume({ context: apiContext, subscribe: true })
  @state()
  private api: Api | undefined;

  readonly #tests = new TestQuestionsController(this, () => this.api);

  @query('va-test-question-dialog') private dialog!: TestQuestionDialog;
  @query('h2') private heading!: HTMLElement;

  protected override render(): TemplateResult {
    const { questions, runs, running, error } = this.#tests;
    const some = questions.value?.length ?? 0;
    return html`
      <section aria-labelledby="questions">
        <div class="head">
          <div>
            <h2 id="questions" tabindex="-1">${msg('Test questions')}</h2>
            <p>
              ${msg('A question and the documents that are to be among the first five. Run them before and after everything is read again, to see whether retrieval has become better or worse.')}
            </p>
          </div>
          <button type="button" class="btn" @click=${this.#onAdd}>
            ${icon('plus')}${msg('Add a question')}
          </button>
          ${
            some > 0
              ? html`<button
                    type="button"
                    class="btn"
                    aria-disabled=${running !== undefined}
                    @click=${this.#onReindex}
                  >
                    ${msg('Reindex and compare')}
                  </button>
                  <button
                    type="button"
                    class="btn primary"
                    aria-disabled=${running !== undefined}
                    @click=${this.#onRun}
                  >
                    ${icon('play')}${msg('Run all')}
                  </button>`
              : nothing
          }
        </div>
        <p class="state" role="status">${this.#state}</p>
        ${failure(error)} ${missing(questions)}
        ${questions.value ? this.#renderQuestions(questions.value, runs.value?.[0]) : nothing}
      </section>
      <section aria-labelledby="runs">
        <div class="head"><h2 id="runs">${msg('Runs')}</h2></div>
        ${missing(runs)} ${runs.value ? html`<va-test-runs .runs=${runs.value}></va-test-runs>` : nothing}
      </section>
      <va-test-question-dialog @va-test-question-saved=${this.#onSaved}></va-test-question-dialog>
    `;
  }

  #renderQuestions(questions: TestQuestion[], latest: TestRun | undefined): TemplateResult {
    if (questions.length === 0) {
      return html`<p class="empty">
        <b>${msg('No test questions yet')}</b>
        ${msg('Add the questions that clinicians ask most, each with the document that answers it. Or search for one and save it from there.')}
      </p>`;
    }
    return html`<ul class="list" aria-labelledby="questions">
      ${repeat(
        questions,
        ({ id }) => id,
        (question) =>
          html`<li>
            <va-test-question
              .question=${question}
              .result=${latest?.results.find(({ id }) => id === question.id)}
              @va-test-question-request=${(event: TestQuestionRequestEvent) => this.#onRequest(event, question)}
            ></va-test-question>
          </li>`,
      )}
    </ul>`;
  }

  get #state(): string {
    switch (this.#tests.running) {
      case 'run':
        return msg('Asking every test question');
      case 'reindex':
        return msg(
          'Every document is read again. The questions are asked once more at the end, also when you leave this page.',
        );
      case undefined:
        return '';
    }
  }

  #onAdd(): void {
    void this.dialog.open({ question: '' });
  }

  #onRun(): void {
    void this.#tests.run(false);
  }

  #onReindex(): void {
    void this.#tests.run(true);
  }

  #onSaved(): void {
    void this.#tests.questions.refresh();
  }

  async #onRequest({ action }: TestQuestionRequestEvent, question: TestQuestion): Promise<void> {
    if (action === 'change') {
      const { id, question: text, documents } = question;
      return this.dialog.open({ id, question: text, chosen: documents });
    }
    await this.#tests.delete(question.id);
    this.heading.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-test-questions': TestQuestions;
  }
}
