import { consume } from '@lit/context';
import { msg } from '@lit/localize';
import {
  PageTitleEvent,
  apiContext,
  controls,
  sessionContext,
  workContext,
  type Api,
  type AuthTokenStream,
  type WorkInProgress,
} from '@voiceassist/shared';
import { LitElement, html, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import type { DeleteDialog } from './delete-dialog.js';
import { DocumentActions } from './document-actions.js';
import type { DocumentListView } from './document-list-view.js';
import { DocumentsController } from './documents-controller.js';
import { documentsPage } from './documents-page.css.js';
import type {
  DeleteConfirmEvent,
  DocumentRequestEvent,
  DuplicateDecisionEvent,
  FilesChosenEvent,
  QueryChangeEvent,
  SearchInputEvent,
  UploadRequestEvent,
  UploadSendEvent,
} from '../events.js';
import { FileDrop } from '../uploads/file-drop.js';
import type { UploadPanel } from '../uploads/upload-panel.js';
import { UploadsController } from '../uploads/uploads-controller.js';

/**
 * The knowledge base's documents: what answers are made from.
 *
 * @element va-documents-page
 * @fires va-page-title
 */
export class DocumentsPage extends LitElement {
  static override styles = [controls, documentsPage];

  @consume({ context: apiContext, subscribe: true })
  @state()
  private api: Api | undefined;

  @consume({ context: sessionContext, subscribe: true })
  @state()
  private session: AuthTokenStream | undefined;

  @consume({ context: workContext })
  private work: WorkInProgress | undefined;

  readonly #list = new DocumentsController(this, () => this.api);
  readonly #actions = new DocumentActions(this, this.#list);
  readonly #uploads = new UploadsController(
    this,
    () => ({ api: this.api, session: this.session, work: this.work }),
    () => this.#list.refresh(),
  );
  readonly #drop = new FileDrop(this, (files) => this.#choose(files));

  @query('va-upload-panel') private panel!: UploadPanel;
  @query('va-document-list') private list!: DocumentListView;
  @query('va-delete-dialog') private dialog!: DeleteDialog;

  #title = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.#title = '';
    this.requestUpdate();
  }

  protected override updated(): void {
    const title = msg('Knowledge base');
    if (title === this.#title) return;
    this.#title = title;
    this.dispatchEvent(new PageTitleEvent(title));
  }

  protected override render(): TemplateResult {
    const list = this.#list;
    return html`
      <va-kb-tabs current="documents"></va-kb-tabs>
      <div class="kb">
        <va-documents-head
          .summary=${list.summary}
          @va-files-chosen=${this.#onFilesChosen}
        ></va-documents-head>
        <va-upload-panel
          .items=${this.#uploads.items}
          .fields=${this.#uploads.fields}
          .maxBytes=${this.#uploads.maxBytes}
          .dragging=${this.#drop.dragging}
          @va-upload-send=${this.#onSend}
          @va-upload-request=${this.#onUploadRequest}
          @va-duplicate-decision=${this.#onDecision}
          .paused=${this.#uploads.isPaused}
        ></va-upload-panel>
        <va-document-list
          .query=${list.query}
          .listing=${list.listing}
          .counts=${list.counts}
          .loading=${list.loading}
          .error=${list.error}
          @va-query-change=${this.#onQueryChange}
          @va-search-input=${this.#onSearchInput}
          @va-list-retry=${this.#onListRetry}
          @va-document-request=${this.#onDocumentRequest}
        ></va-document-list>
      </div>
      <va-delete-dialog
        .busy=${this.#actions.deleting}
        .error=${this.#actions.deleteError}
        @va-delete-confirm=${this.#onDelete}
      ></va-delete-dialog>
      <va-toast .message=${this.#actions.notice}></va-toast>
    `;
  }

  async #choose(files: Iterable<File>): Promise<void> {
    this.#uploads.choose(files);
    await this.updateComplete;
    await this.panel.updateComplete;
    this.panel.focus();
  }

  #onFilesChosen({ files }: FilesChosenEvent): void {
    void this.#choose(files);
  }

  #onSend({ fields }: UploadSendEvent): void {
    this.#uploads.uploads?.send(fields);
  }

  async #onUploadRequest({ action, id }: UploadRequestEvent): Promise<void> {
    const { uploads } = this.#uploads;
    if (action === 'pause') return uploads?.pause();
    if (action === 'resume') return uploads?.resume();
    if (action === 'retry') return id ? uploads?.retry(id) : uploads?.retryFailed();
    if (action === 'cancel') return id ? uploads?.cancel(id) : uploads?.cancelAll();
    if (!id) return uploads?.queue.clearFinished();
    const at = this.#uploads.items.findIndex((item) => item.id === id);
    uploads?.queue.remove(id);
    await this.updateComplete;
    await this.panel.updateComplete;
    this.panel.focusRow(at);
  }

  #onDecision({ choice }: DuplicateDecisionEvent): void {
    this.#uploads.uploads?.decide(choice);
  }

  #onQueryChange({ change }: QueryChangeEvent): void {
    this.#list.show(change);
  }

  #onSearchInput({ text }: SearchInputEvent): void {
    this.#list.search(text);
  }

  #onListRetry(): void {
    this.#list.refresh();
  }

  async #onDocumentRequest({ action, document }: DocumentRequestEvent): Promise<void> {
    if (action === 'retry') return this.#actions.retry(document);
    this.#actions.reset();
    await this.updateComplete;
    await this.dialog.ask(document);
  }

  async #onDelete({ document }: DeleteConfirmEvent): Promise<void> {
    const at = this.#list.listing?.documents.findIndex(({ id }) => id === document.id) ?? 0;
    if (!(await this.#actions.delete(document))) return;
    this.dialog.close();
    await this.updateComplete;
    await this.list.focusRow(at);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-documents-page': DocumentsPage;
  }
}
