import { msg, str } from '@lit/localize';
import { define, formatLocale } from '@voiceassist/shared';
import { html, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import type { Access } from '../connection.js';
import { AttachmentTray } from './attachment-tray.js';
import { MAX_ATTACHMENTS, type Attachment } from './attachment.js';
import { droppedFiles } from './dropped-files.js';
import { formatSize } from './file-size.js';
import { UploadQueue, type Send } from './upload-queue.js';

const nameOf = (conversation: string | undefined) => conversation ?? 'new';

/** What it needs of the chat that it belongs to. */
export interface AttachmentsHost {
  readonly sessionId?: string | undefined;
  focusComposer(): void;
}

/** The files beside the unsent message of each conversation, as long as the page lives. */
export class AttachmentsController implements ReactiveController {
  /** Bytes that the server takes; unknown until it says so. */
  maxBytes: number | undefined;
  /** Files are held over the chat. */
  isDropping = false;
  readonly #queues = new Map<string, UploadQueue>();
  #name: string;
  /** What waited beside the message while the files of another one stand in its place. */
  #aside: { before: UploadQueue | undefined } | undefined;
  #owner: string | undefined;
  #asked: Access | undefined;

  constructor(
    private readonly host: LitElement & AttachmentsHost,
    private readonly access: () => Access | undefined,
  ) {
    define('va-attachment-tray', AttachmentTray);
    this.#name = nameOf(host.sessionId);
    host.addController(this);
    host.addEventListener('dragover', (event) => this.#onDragOver(event));
    host.addEventListener('dragleave', (event) => this.#onDragLeave(event));
    host.addEventListener('drop', (event) => this.#onDrop(event));
    host.addEventListener('va-composer-files', ({ files }) => this.add(files));
    host.addEventListener('va-attachments-empty', () => host.focusComposer());
  }

  hostUpdated(): void {
    this.#askLimit();
  }

  hostDisconnected(): void {
    // A move in the document is not the end.
    queueMicrotask(() => {
      if (!this.host.isConnected) this.#forget();
    });
  }

  /** What can be attached here, in words. */
  get hint(): string {
    const most = new Intl.NumberFormat(formatLocale()).format(MAX_ATTACHMENTS);
    if (this.maxBytes === undefined) return msg(str`Up to ${most} files can go with it.`);
    return msg(str`Up to ${most} files can go with it, ${formatSize(this.maxBytes)} each.`);
  }

  /** What can go with the message. */
  get ready(): readonly Attachment[] {
    return this.#queue?.attachments ?? [];
  }

  /** Whether a file keeps the message from being sent. */
  get isHolding(): boolean {
    const queue = this.#queue;
    return queue !== undefined && queue.onTheWay + queue.missing > 0;
  }

  get #queue(): UploadQueue | undefined {
    return this.#queues.get(this.#name);
  }

  /** What one person has chosen goes before another one is here. */
  setOwner(userId: string | undefined): void {
    if (userId === undefined || userId === this.#owner) return;
    if (this.#owner !== undefined) this.#forget();
    this.#owner = userId;
  }

  /** Puts the files of the present conversation aside and brings those of another one; without an id, of a new one. */
  open(conversation: string | undefined): void {
    this.#name = nameOf(conversation);
  }

  /** The conversation has got its id: its files go on under it. */
  rename(conversation: string | undefined): void {
    const queue = this.#queue;
    this.#queues.delete(this.#name);
    this.#name = nameOf(conversation);
    if (queue) this.#queues.set(this.#name, queue);
  }

  /** Takes files in, and begins to send them. */
  add(files: readonly File[], folders: readonly string[] = []): void {
    if (files.length + folders.length === 0) return;
    const queue = this.#queue ?? this.#begin();
    queue.add(files, folders, this.maxBytes);
  }

  #begin(): UploadQueue {
    const queue = new UploadQueue(this.#send, () => this.host.requestUpdate());
    this.#queues.set(this.#name, queue);
    return queue;
  }

  readonly #send: Send = async (file, options) => {
    const access = this.access();
    if (!access) throw new Error('Nobody is signed in');
    return access.api.files.upload(file, options);
  };

  /** These went with a question that stands in the conversation now. */
  settle(attachments: readonly Attachment[] = []): void {
    if (!attachments.length) return;
    // Another conversation may have been opened since.
    for (const queue of this.#queues.values()) queue.settle(attachments);
  }

  /** The files of an earlier question go with the message once more, in the place of what waits beside it. */
  lend(attachments: readonly Attachment[] = []): void {
    if (this.#aside) this.#queue?.clear();
    else this.#aside = { before: this.#queue };
    this.#begin().lend(attachments);
  }

  /** What waited beside the message before comes back. */
  giveBack(): void {
    const aside = this.#aside;
    this.#aside = undefined;
    if (!aside) return;
    this.#queue?.clear();
    if (aside.before) this.#queues.set(this.#name, aside.before);
    else this.#queues.delete(this.#name);
    this.host.requestUpdate();
  }

  /** Lets go of the files of the present conversation. */
  discard(): void {
    this.#queue?.clear();
  }

  /** The files beside the message, for the composer's slot. */
  render(): TemplateResult | '' {
    const queue = this.#queue;
    if (!queue || queue.uploads.length + queue.refusals.length === 0) return '';
    return html`
      <va-attachment-tray
        slot="attachments"
        .queue=${queue}
        .uploads=${queue.uploads}
        .refusals=${queue.refusals}
        .maxBytes=${this.maxBytes}
      ></va-attachment-tray>
    `;
  }

  #forget(): void {
    this.#aside?.before?.clear();
    this.#aside = undefined;
    for (const queue of this.#queues.values()) queue.clear();
    this.#queues.clear();
  }

  #askLimit(): void {
    const access = this.access();
    if (!access || access === this.#asked) return;
    this.#asked = access;
    // A server that does not say its limit still says when a file is too large for it.
    access.api.server.capabilities().then(
      ({ maxUploadBytes }) => {
        this.maxBytes = maxUploadBytes;
        this.host.requestUpdate();
      },
      () => undefined,
    );
  }

  #setDropping(isDropping: boolean): void {
    if (isDropping === this.isDropping) return;
    this.isDropping = isDropping;
    this.host.requestUpdate();
  }

  #onDragOver(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    this.#setDropping(true);
  }

  #onDragLeave({ relatedTarget }: DragEvent): void {
    // Between two elements of the chat there is a related one that belongs to it.
    const isInside = relatedTarget instanceof Node && this.host.contains(relatedTarget);
    if (!isInside) this.#setDropping(false);
  }

  #onDrop(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.#setDropping(false);
    const { files, folders } = droppedFiles(event.dataTransfer);
    this.add(files, folders);
  }
}
