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
import type { KbDocument } from '@voiceassist/shared/schemas';
import { LitElement, html, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { BulkActions } from './bulk-actions.js';
import type { DeleteDialog } from './delete-dialog.js';
import { DocumentActions } from './document-actions.js';
import type { EditDialog } from './edit-dialog.js';
import type { DocumentListView } from './document-list-view.js';
import { DocumentsController } from './documents-controller.js';
import { documentsPage } from './documents-page.css.js';
import type {
  BulkRequestEvent,
  ColumnsChangeEvent,
  DeleteConfirmEvent,
  DocumentRequestEvent,
  DuplicateDecisionEvent,
  EditConfirmEvent,
  FilesChosenEvent,
  QueryChangeEvent,
  SearchInputEvent,
  SelectEvent,
  SelectShownEvent,
  UploadRequestEvent,
  UploadSendEvent,
  ViewChangeEvent,
} from '../events.js';
import { ACCEPTED_EXTENSIONS } from '../uploads/accepted-files.js';
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
  readonly #bulk = new BulkActions(
    this,
    () => this.api,
    () => this.#list.refresh(),
  );
  readonly #uploads = new UploadsController(
    this,
    () => ({ api: this.api, session: this.session, work: this.work }),
    () => this.#list.refresh(),
  );
  readonly #drop = new FileDrop(this, (files) => this.#choose(files));

  @query('va-upload-panel') private panel!: UploadPanel;
  @query('va-document-list') private list!: DocumentListView;
  @query('va-delete-dialog') private dialog!: DeleteDialog;

  @query('va-edit-dialog') private editDialog!: EditDialog;
  @query('input[type="file"]') private picker!: HTMLInputElement;

  /** The document that a file is being picked for. */
  #replaced: KbDocument | undefined;
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
          .facets=${list.facets}
          .selected=${this.#bulk.selection.ids}
          @va-document-select=${this.#onSelect}
          @va-select-shown=${this.#onSelectShown}
          @va-query-change=${this.#onQueryChange}
          .hiddenColumns=${list.hidden}
          @va-view-change=${this.#onViewChange}
          @va-columns-change=${this.#onColumnsChange}
          @va-search-input=${this.#onSearchInput}
          @va-list-retry=${this.#onListRetry}
          @va-document-request=${this.#onDocumentRequest}
        ></va-document-list>
      </div>
      <va-delete-dialog
        .busy=${this.#actions.deleting || this.#bulk.busy}
        .error=${this.#actions.deleteError ?? this.#bulk.error}
        @va-delete-confirm=${this.#onDelete}
      ></va-delete-dialog>
      <va-edit-dialog
        .busy=${this.#bulk.busy}
        .error=${this.#bulk.error}
        @va-edit-confirm=${this.#onEdit}
      ></va-edit-dialog>
      <va-bulk-bar
        .count=${this.#bulk.selection.ids.size}
        .total=${list.listing?.total ?? 0}
        .busy=${this.#bulk.busy}
        @va-bulk-request=${this.#onBulk}
      ></va-bulk-bar>
      <input type="file" hidden accept=${ACCEPTED_EXTENSIONS.join()} @change=${this.#onReplacement} />
      <va-toast .message=${this.#actions.notice ?? this.#bulk.notice ?? this.#bulk.failure}></va-toast>
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
    const at = this.#uploads.items.findIndex((item) => item.id === id);
    await this.#uploads.request(action, id);
    if (action !== 'remove' || !id) return;
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

  #onViewChange(view: ViewChangeEvent): void {
    this.#list.reach(view);
  }

  #onColumnsChange({ hidden }: ColumnsChangeEvent): void {
    this.#list.hide(hidden);
  }

  #onSearchInput({ text }: SearchInputEvent): void {
    this.#list.search(text);
  }

  #onListRetry(): void {
    this.#list.refresh();
  }

  async #onDocumentRequest({ action, document }: DocumentRequestEvent): Promise<void> {
    this.#bulk.reset();
    if (action === 'retry') return this.#actions.retry(document);
    this.#actions.reset();
    if (action === 'replace') {
      this.#replaced = document;
      this.picker.click();
      return;
    }
    await this.updateComplete;
    await this.dialog.ask(document);
  }

  async #onReplacement(): Promise<void> {
    const [file] = this.picker.files ?? [];
    if (file && this.#replaced) this.#uploads.replace(this.#replaced, file);
    this.picker.value = '';
    await this.updateComplete;
    await this.panel.updateComplete;
    this.panel.focus();
  }

  #onSelect({ id, range }: SelectEvent): void {
    this.#bulk.choose(id, this.#shown, range);
  }

  #onSelectShown({ isSelected }: SelectShownEvent): void {
    this.#bulk.chooseAll(this.#shown, isSelected);
  }

  get #shown(): readonly string[] {
    return this.#list.listing?.documents.map(({ id }) => id) ?? [];
  }

  async #onBulk({ action }: BulkRequestEvent): Promise<void> {
    this.#actions.reset();
    this.#bulk.reset();
    const count = this.#bulk.selection.ids.size;
    switch (action) {
      case 'all':
        return this.#bulk.chooseFitting(this.#list.query);
      case 'reindex':
        return this.#bulk.reindex();
      case 'edit':
        return this.editDialog.ask(count);
      case 'delete':
        return this.dialog.askAll(count);
      case 'clear':
        this.#bulk.clear();
        return this.#goOn();
    }
  }

  async #onEdit({ changes }: EditConfirmEvent): Promise<void> {
    if (await this.#bulk.change(changes)) this.editDialog.close();
  }

  /** What had the focus is gone: the person goes on at the list. */
  async #goOn(at = 0): Promise<void> {
    await this.updateComplete;
    await this.list.focusRow(at);
  }

  async #onDelete({ document }: DeleteConfirmEvent): Promise<void> {
    if (!document) {
      if (!(await this.#bulk.delete())) return;
      this.dialog.close();
      return this.#goOn();
    }
    const at = this.#list.listing?.documents.findIndex(({ id }) => id === document.id) ?? 0;
    if (!(await this.#actions.delete(document))) return;
    this.dialog.close();
    await this.#goOn(at);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-documents-page': DocumentsPage;
  }
}
