import { msg, str } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import { LitElement, html, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { attachmentTrayStyles } from './attachment-tray.css.js';
import { refusalTexts, type Refusal } from './refusals.js';
import { isRetryable } from './upload-failure.js';
import type { Upload, UploadQueue } from './upload-queue.js';
import { stateText, uploadNews, uploadSentence } from './upload-texts.js';

/** Nothing is left in the tray: the focus, which was in it, goes back to the composer. */
export class AttachmentsEmptyEvent extends Event {
  static readonly type = 'va-attachments-empty';
  constructor() {
    super(AttachmentsEmptyEvent.type, { bubbles: true, composed: true });
  }
}

type Action = 'cancel' | 'retry' | 'remove';

/**
 * The files that wait beside an unsent message: name, kind, size, how far each is, and what can be done.
 * @element va-attachment-tray
 * @fires va-attachments-empty - Its last button was pressed, and has gone.
 */
export class AttachmentTray extends LitElement {
  static override styles = [controls, attachmentTrayStyles];

  @property({ attribute: false }) queue!: UploadQueue;

  /** What the queue holds; a new list with each change. */
  @property({ attribute: false }) uploads: readonly Upload[] = [];

  /** What was not taken; a new list with each change. */
  @property({ attribute: false }) refusals: readonly Refusal[] = [];

  /** Bytes that the server takes; unknown where it does not say. */
  @property({ attribute: false }) maxBytes: number | undefined;

  /** What has just ended, for those who do not see the list. */
  @state() private news = '';

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('uploads');
    if (!changed.has('uploads') || !before) return;
    const stages = new Map(before.map(({ file, stage }) => [file, stage]));
    const ended = this.uploads.filter(
      ({ file, stage }) => stages.get(file) !== stage && (stage === 'ready' || stage === 'failed'),
    );
    if (ended.length) this.news = ended.map(uploadNews).join(' ');
  }

  protected override render(): TemplateResult {
    return html`
      ${this.#renderRefusals()}
      <ul aria-label=${msg('Files to send')}>
        ${repeat(
          this.uploads,
          ({ file }) => file,
          (upload) => this.#renderUpload(upload),
        )}
      </ul>
      <p class="state" role="status">${stateText(this.queue)}</p>
      <p class="sr" role="status">${this.news}</p>
    `;
  }

  #renderRefusals(): TemplateResult | '' {
    const texts = refusalTexts(this.refusals, this.maxBytes);
    if (!texts.length) return '';
    return html`
      <div class="refused" role="alert">
        ${icon('warning')}
        <div>${texts.map((text) => html`<p dir="auto">${text}</p>`)}</div>
        <button class="btn sm quiet icon" aria-label=${msg('Dismiss')} @click=${this.#onDismiss}>
          ${icon('close')}
        </button>
      </div>
    `;
  }

  #renderUpload(upload: Upload): TemplateResult {
    const { file, stage, sentBytes } = upload;
    const name = file.name;
    return html`
      <li class="chip ${stage}">
        ${icon(stage === 'failed' ? 'error' : stage === 'ready' ? 'check' : 'attach')}
        <div class="what">
          <bdi class="name" title=${name}>${name}</bdi>
          <small>${uploadSentence(upload)}</small>
          ${
            stage === 'uploading'
              ? html`<progress
                  aria-label=${msg(str`Upload of ${name}`)}
                  max=${file.size}
                  .value=${sentBytes}
                ></progress>`
              : ''
          }
        </div>
        <div class="acts">${actionsOf(upload).map((action) => this.#renderAction(action, file))}</div>
      </li>
    `;
  }

  #renderAction(action: Action, file: File): TemplateResult {
    const run = () => this.#act(action, file);
    if (action === 'retry') {
      return html`<button class="btn sm quiet" aria-label=${msg(str`Retry ${file.name}`)} @click=${run}>
        ${icon('retry')}${msg('Retry')}
      </button>`;
    }
    const label = action === 'cancel' ? msg(str`Cancel ${file.name}`) : msg(str`Remove ${file.name}`);
    return html`<button class="btn sm quiet icon" aria-label=${label} title=${label} @click=${run}>
      ${icon('close')}
    </button>`;
  }

  #onDismiss(): void {
    this.queue.dismissRefusals();
    void this.#giveFocus(0);
  }

  #act(action: Action, file: File): void {
    const at = this.uploads.findIndex((upload) => upload.file === file);
    this.queue[action](file);
    void this.#giveFocus(at);
  }

  /** The button that was pressed may be gone: the focus goes to what stands in its place. */
  async #giveFocus(at: number): Promise<void> {
    // An empty tray is taken away, and what it says then is heard by nobody.
    if (this.queue.uploads.length + this.queue.refusals.length === 0) {
      this.dispatchEvent(new AttachmentsEmptyEvent());
      return;
    }
    // The page around it hands the new list down first.
    await new Promise(requestAnimationFrame);
    await this.updateComplete;
    if (this.shadowRoot?.activeElement) return;
    const chips = this.renderRoot.querySelectorAll('.chip');
    chips[Math.min(at, chips.length - 1)]?.querySelector<HTMLElement>('button')?.focus();
  }
}

function actionsOf({ stage, failure }: Upload): Action[] {
  switch (stage) {
    case 'waiting':
    case 'uploading':
      return ['cancel'];
    case 'failed':
      return isRetryable(failure) ? ['retry', 'remove'] : ['remove'];
    case 'cancelled':
      return ['retry', 'remove'];
    case 'ready':
      return ['remove'];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-attachment-tray': AttachmentTray;
  }
  interface HTMLElementEventMap {
    'va-attachments-empty': AttachmentsEmptyEvent;
  }
}
