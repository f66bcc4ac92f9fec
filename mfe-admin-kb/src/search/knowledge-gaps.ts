import { consume } from '@lit/context';
import { msg, str } from '@lit/localize';
import {
  apiContext,
  controls,
  sessionContext,
  workContext,
  type Api,
  type AuthTokenStream,
  type WorkInProgress,
} from '@voiceassist/shared';
import type { GapGroup } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { DuplicateDecisionEvent, UploadRequestEvent, UploadSendEvent } from '../events.js';
import { ACCEPTED_EXTENSIONS } from '../uploads/accepted-files.js';
import { isActive } from '../uploads/upload-item.js';
import { UploadsController } from '../uploads/uploads-controller.js';
import type { GapRequestEvent } from './gap-group.js';
import { GapsController, type GapState } from './gaps-controller.js';
import { knowledgeGaps } from './knowledge-gaps.css.js';
import { failure, missing } from './view-parts.js';
import { views } from './views.css.js';

/**
 * Questions that found nothing: what to upload, and whether it helped.
 *
 * @element va-knowledge-gaps
 */
export class KnowledgeGaps extends LitElement {
  static override styles = [controls, views, knowledgeGaps];

  @consume({ context: apiContext, subscribe: true })
  @state()
  private api: Api | undefined;

  @consume({ context: sessionContext, subscribe: true })
  @state()
  private session: AuthTokenStream | undefined;

  @consume({ context: workContext })
  private work: WorkInProgress | undefined;

  /** The question for which files were chosen; it is asked again when they are ready. */
  @state() private target: GapGroup | undefined;
  @state() private notice: (() => string) | undefined;

  readonly #gaps = new GapsController(this, () => this.api);
  readonly #uploads = new UploadsController(
    this,
    () => ({ api: this.api, session: this.session, work: this.work }),
    () => this.requestUpdate(),
  );

  @query('input[type="file"]') private picker!: HTMLInputElement;
  @query('h2') private heading!: HTMLElement;

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    void this.#askWhenReady();
  }

  protected override render(): TemplateResult {
    const { groups, error } = this.#gaps;
    return html`
      <div class="head">
        <div>
          <h2 id="gaps" tabindex="-1">${msg('Knowledge gaps')}</h2>
          <p>
            ${msg('Questions that no document answers, without who asked them and without what could name a patient. They are forgotten after 90 days.')}
          </p>
        </div>
        <div class="row" role="group" aria-label=${msg('Which gaps are shown')}>
          ${this.#renderState('open', msg('Open'))}${this.#renderState('closed', msg('Closed'))}
        </div>
      </div>
      ${this.#renderUploads()} ${failure(error)} ${missing(groups)}
      ${groups.value ? this.#renderGroups(groups.value) : nothing}
      <input type="file" hidden multiple accept=${ACCEPTED_EXTENSIONS.join()} @change=${this.#onPicked} />
      <va-toast .message=${this.notice}></va-toast>
    `;
  }

  #renderState(shown: GapState, label: string): TemplateResult {
    const isShown = this.#gaps.state === shown;
    return html`<button
      type="button"
      class="btn sm"
      aria-pressed=${isShown}
      @click=${() => this.#gaps.show(shown)}
    >
      ${label}
    </button>`;
  }

  #renderUploads(): TemplateResult | typeof nothing {
    if (!this.target) return nothing;
    return html`<section class="uploads" aria-labelledby="for">
      <h3 id="for">${msg(str`For the question “${this.target.question}”`)}</h3>
      <p class="word">${msg('It is asked again as soon as the files are ready.')}</p>
      <va-upload-panel
        .items=${this.#uploads.items}
        .fields=${this.#uploads.fields}
        .maxBytes=${this.#uploads.maxBytes}
        .paused=${this.#uploads.isPaused}
        @va-duplicate-decision=${this.#onDecision}
        @va-upload-send=${this.#onSend}
        @va-upload-request=${this.#onUploadRequest}
      ></va-upload-panel>
    </section>`;
  }

  #renderGroups(groups: GapGroup[]): TemplateResult {
    if (groups.length === 0) {
      return html`<p class="empty">
        <b>${this.#gaps.state === 'open' ? msg('No open gaps') : msg('No closed gaps')}</b>
        ${
          this.#gaps.state === 'open'
            ? msg('Every question of the last 90 days found something, or was closed.')
            : msg('A gap closes when its question is asked again and finds an answer.')
        }
      </p>`;
    }
    return html`<ul class="list" aria-labelledby="gaps">
      ${repeat(
        groups,
        ({ gaps }) => gaps[0]?.id,
        (group) =>
          html`<li>
            <va-gap-group
              .group=${group}
              .answers=${group.gaps.flatMap(({ id }) => this.#gaps.answers.get(id) ?? [])}
              .busy=${this.#gaps.busy === group.gaps[0]?.id}
              @va-gap-request=${this.#onRequest}
            ></va-gap-group>
          </li>`,
      )}
    </ul>`;
  }

  async #askWhenReady(): Promise<void> {
    const { target } = this;
    const { items } = this.#uploads;
    if (!target || this.#gaps.busy !== undefined) return;
    if (items.length === 0 || items.some((item) => item.stage === 'chosen' || isActive(item))) return;
    if (!items.some(({ stage }) => stage === 'ready')) return;
    this.target = undefined;
    this.#uploads.uploads?.queue.clearFinished();
    await this.#ask(target);
  }

  async #ask(group: GapGroup): Promise<void> {
    const answered = await this.#gaps.ask(group);
    if (this.#gaps.error) return;
    this.notice = () =>
      answered > 0 ? msg('It is answered now. The gap is closed.') : msg('Still no document answers it.');
  }

  async #onRequest({ action, group }: GapRequestEvent): Promise<void> {
    if (action === 'ask') return this.#ask(group);
    if (action === 'upload') {
      this.target = group;
      this.picker.click();
      return;
    }
    if (!(await this.#gaps.delete(group))) return;
    this.notice = () => msg('The question was deleted.');
    this.heading.focus();
  }

  #onPicked(): void {
    this.#uploads.choose(Array.from(this.picker.files ?? []));
    this.picker.value = '';
  }

  #onSend({ fields }: UploadSendEvent): void {
    this.#uploads.uploads?.send(fields);
  }

  #onUploadRequest({ action, id }: UploadRequestEvent): void {
    void this.#uploads.request(action, id);
  }

  #onDecision({ choice }: DuplicateDecisionEvent): void {
    void this.#uploads.uploads?.decide(choice);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-knowledge-gaps': KnowledgeGaps;
  }
}
