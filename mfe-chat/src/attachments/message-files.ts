import { msg, str } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Attachment } from './attachment.js';
import { downloadFailureText } from './download-failure.js';
import { formatSize, kindOf } from './file-size.js';

/** A file of a message is asked for; who can fetch it says how that ends. */
export class AttachmentOpenEvent extends Event {
  static readonly type = 'va-attachment-open';
  /** Set by who takes the event. */
  outcome: Promise<void> | undefined;
  constructor(readonly attachment: Attachment) {
    super(AttachmentOpenEvent.type, { bubbles: true, composed: true });
  }
}

/**
 * The files that went with a message; each is given back as a download.
 * @element va-message-files
 * @fires va-attachment-open - A file is asked for.
 */
export class MessageFiles extends LitElement {
  static override styles = [
    controls,
    css`
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: var(--va-2);
        margin-block-start: var(--va-2);
      }
      li {
        min-inline-size: 0;
        max-inline-size: 100%;
      }
      button {
        display: flex;
        align-items: center;
        gap: var(--va-2);
        max-inline-size: 100%;
        min-block-size: var(--va-target);
        padding: var(--va-1) var(--va-2);
        border: 1px solid var(--va-line-strong);
        border-radius: var(--va-radius-s);
        background: none;
        font-size: var(--va-text-sm);
        line-height: var(--va-lh-sm);
        text-align: start;
        cursor: pointer;
        transition: border-color var(--va-fast) var(--va-ease);
      }
      button:hover {
        border-color: var(--va-accent);
        color: var(--va-accent);
      }
      button[aria-disabled='true'] {
        color: var(--va-text-3);
      }
      svg.i {
        color: var(--va-text-3);
      }
      bdi {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        max-inline-size: 18rem;
        font-weight: 500;
      }
      small {
        flex: none;
        font-size: var(--va-text-xs);
        color: var(--va-text-3);
        font-variant-numeric: tabular-nums lining-nums;
      }
      p {
        font-size: var(--va-text-sm);
        line-height: var(--va-lh-sm);
      }
      .problem {
        margin-block-start: var(--va-2);
        color: var(--va-danger);
      }
      @media print {
        button {
          border-color: currentcolor;
        }
      }
    `,
  ];

  @property({ attribute: false }) files: readonly Attachment[] = [];

  /** Files that are being fetched. */
  @state() private fetching: readonly string[] = [];

  @state() private failure: { name: string; error: unknown } | undefined;

  protected override render(): TemplateResult {
    const { failure } = this;
    return html`
      <ul aria-label=${msg('Attached files')}>
        ${repeat(
          this.files,
          ({ id }) => id,
          (file) => html`<li>${this.#renderFile(file)}</li>`,
        )}
      </ul>
      <p class="sr" role="status">${this.fetching.length ? msg('The file is being fetched.') : ''}</p>
      ${
        failure
          ? html`<p class="problem" role="alert" dir="auto">
              ${downloadFailureText(failure.name, failure.error)}
            </p>`
          : ''
      }
    `;
  }

  #renderFile(file: Attachment): TemplateResult {
    const [kind, size] = [kindOf(file.filename), formatSize(file.sizeBytes)];
    const open = () => void this.#open(file);
    return html`
      <button title=${file.filename} aria-disabled=${this.fetching.includes(file.id)} @click=${open}>
        ${icon('attach')}<span class="sr">${msg('Download:')}</span> <bdi>${file.filename}</bdi>
        <small>${msg(str`${kind} · ${size}`)}</small>
      </button>
    `;
  }

  async #open(file: Attachment): Promise<void> {
    if (this.fetching.includes(file.id)) return;
    const event = new AttachmentOpenEvent(file);
    this.failure = undefined;
    this.fetching = [...this.fetching, file.id];
    try {
      this.dispatchEvent(event);
      await event.outcome;
    } catch (error) {
      this.failure = { name: file.filename, error };
    } finally {
      this.fetching = this.fetching.filter((id) => id !== file.id);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-message-files': MessageFiles;
  }
  interface HTMLElementEventMap {
    'va-attachment-open': AttachmentOpenEvent;
  }
}
