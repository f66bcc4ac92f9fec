import { msg, str } from '@lit/localize';
import type { Api, AuthTokenStream, WorkInProgress } from '@voiceassist/shared';
import { Subject, filter, type Observable } from '@voiceassist/shared/rxjs';
import type { KbDocument, UploadFields } from '@voiceassist/shared/schemas';
import { DocumentRetry } from '../documents/document-retry.js';
import { explainUploadError, rejectsFields } from './upload-errors.js';
import { followUploads } from './upload-following.js';
import { isActive, isHereOnly, isRetryable, type DuplicateChoice, type UploadItem } from './upload-item.js';
import { UploadQueue } from './upload-queue.js';
import { UploadSending, twinOf } from './upload-sending.js';
import { visiblePause, type Pause } from '../visible-pause.js';

const cancelled = () => msg('Cancelled. Nothing of it is kept.');
const cancelledLate = () =>
  msg('Cancelled at the last moment: the server may have it already. Look for it in the list.');

const tooLate = () =>
  msg('Not cancelled: the new version is with the server already. The version before is kept.');

const interrupted = () => msg('The connection is lost. It goes on by itself where it stopped.');

/** What files are sent with until the person chooses otherwise. */
export const DEFAULT_FIELDS: UploadFields = { sourceType: 'guideline', specialty: 'general medicine' };

/** Sends the files of a queue, some at a time, and follows each until the server has indexed it. */
export class Uploads {
  readonly queue = new UploadQueue();
  /** A document came to be, changed its status, or went: the list of documents is out of date. */
  readonly changed$: Observable<void>;
  /** What the next files are sent with, remembered as long as the portal is open. */
  fields = DEFAULT_FIELDS;

  readonly #changed = new Subject<void>();
  readonly #sending = new Map<string, AbortController>();
  readonly #asked = new Set<string>();
  readonly #retry: DocumentRetry;
  readonly #sender: UploadSending;
  /** What the person has chosen for all files of this run that are there already. */
  #choice: DuplicateChoice | undefined;
  #following: AbortController | undefined;

  constructor(
    private readonly api: Pick<Api, 'kb' | 'server'>,
    private readonly rest: Pause = visiblePause,
  ) {
    this.changed$ = this.#changed.asObservable();
    this.#retry = new DocumentRetry(api);
    this.#sender = new UploadSending(api);
    window.addEventListener('beforeunload', this.#onBeforeUnload);
  }

  /** Sends all chosen files. */
  send(fields: UploadFields): void {
    this.fields = fields;
    this.queue.send(fields);
    this.#pump();
  }

  /** Sends a file as the next version of a document. */
  replace(file: File, { id, title, version }: KbDocument, maxBytes: number): void {
    const twin = { documentId: id, title, version, isSame: false };
    this.queue.replace(file, twin, this.fields, maxBytes);
    this.#pump();
  }

  /** Ends a file on its way; what the server already holds of it is deleted there. */
  async cancel(id: string): Promise<void> {
    const item = this.queue.items.find((each) => each.id === id);
    if (!item || !isActive(item)) return;
    if (!item.documentId) {
      const late = item.stage === 'sending' && item.sentBytes >= item.file.size;
      this.queue.cancel(id, late ? cancelledLate : cancelled);
      this.#sending.get(id)?.abort();
      this.#sender.discard(item);
      if (late) this.#changed.next();
      this.#pump();
      return;
    }
    if (item.choice === 'replace') {
      // Deleting it would take the versions before with it.
      this.queue.explain(id, tooLate);
      return;
    }
    try {
      await this.api.kb.deleteDocument(item.documentId);
      this.queue.cancel(id, cancelled);
    } catch (error) {
      this.queue.explain(id, () => msg(str`Not cancelled. ${explainUploadError(error)}`));
    }
    this.#changed.next();
  }

  /** Stops sending until `resume`; what the server has goes on. */
  pause(): void {
    this.queue.pause();
    for (const controller of this.#sending.values()) controller.abort();
  }

  /** Goes on with sending. */
  resume(): void {
    this.queue.resume();
    this.#pump();
  }

  /** Does this with all files that are there already, now and until the queue has come to its end. */
  decide(choice: DuplicateChoice): void {
    this.#choice = choice;
    for (const item of this.queue.items.filter(({ stage }) => stage === 'duplicate'))
      this.#decide(item.id, choice);
    this.#pump();
  }

  /** Cancels every file that is still on its way. */
  async cancelAll(): Promise<void> {
    // Those that wait come first, or else they would take the places of those that are cancelled.
    const active = this.queue.items.filter(isActive);
    const waiting = active.filter(({ stage }) => stage === 'waiting');
    await Promise.all([...waiting, ...active].map(({ id }) => this.cancel(id)));
  }

  /** Sends a file again, or has the server read again what it has. */
  async retry(id: string): Promise<void> {
    const item = this.queue.items.find((each) => each.id === id);
    if (!item || !isRetryable(item)) return;
    const { documentId } = this.queue.retry(id) ?? {};
    if (documentId) await this.#readAgain(id, documentId);
    this.#pump();
  }

  /** Tries every failed file again. */
  async retryFailed(): Promise<void> {
    const failed = this.queue.items.filter(({ stage }) => stage === 'failed');
    await Promise.all(failed.map(({ id }) => this.retry(id)));
  }

  /** Ends and forgets everything: the person has signed out. */
  clear(): void {
    for (const controller of this.#sending.values()) controller.abort();
    this.#following?.abort();
    this.queue.clear();
  }

  async #readAgain(id: string, documentId: string): Promise<void> {
    this.#asked.add(documentId);
    try {
      await this.#retry.request(documentId);
    } catch (error) {
      this.queue.fail(id, () => explainUploadError(error));
    } finally {
      this.#asked.delete(documentId);
      this.#changed.next();
      this.#follow();
    }
  }

  #pump(): void {
    for (let item = this.queue.start(); item; item = this.queue.start()) {
      if (item.fields) void this.#send(item, item.fields);
    }
    if (!this.queue.items.some(isActive)) this.#choice = undefined;
  }

  async #send(item: UploadItem, fields: UploadFields): Promise<void> {
    const { id } = item;
    const controller = new AbortController();
    const { signal } = controller;
    this.#sending.set(id, controller);
    try {
      const documentId = await this.#sender.send(item, fields, {
        signal,
        onProgress: (sent) => {
          if (!signal.aborted) this.queue.progress(id, sent);
        },
        onParts: (url) => this.queue.keepParts(id, url),
        onInterruption: (isInterrupted) => {
          if (!signal.aborted) this.queue.explain(id, isInterrupted ? interrupted : undefined);
        },
      });
      // A cancelled try must not speak for the next one of the same file.
      if (signal.aborted) return;
      this.queue.accept(id, documentId);
      this.#changed.next();
      this.#follow();
    } catch (error) {
      if (!signal.aborted) this.#refuse(item, error);
    } finally {
      if (this.#sending.get(id) === controller) this.#sending.delete(id);
      this.#pump();
    }
  }

  #refuse({ id, choice }: UploadItem, error: unknown): void {
    const twin = choice ? undefined : twinOf(error);
    if (!twin) {
      this.queue.fail(id, () => explainUploadError(error), rejectsFields(error));
      return;
    }
    this.queue.ask(id, twin);
    // Two files of one name in different folders are two documents.
    const isSibling =
      !twin.isSame && this.queue.items.some(({ documentId }) => documentId === twin.documentId);
    const decided = isSibling ? 'keep' : this.#choice;
    if (decided) this.#decide(id, decided);
  }

  #decide(id: string, choice: DuplicateChoice): void {
    const item = this.queue.items.find((each) => each.id === id);
    if (item && choice === 'skip') this.#sender.discard(item);
    this.queue.decide(id, choice);
  }

  #follow(): void {
    if (this.#following) return;
    const controller = new AbortController();
    this.#following = controller;
    void followUploads({
      kb: this.api.kb,
      canAskForMany: () => this.#sender.can('kb'),
      queue: this.queue,
      pause: this.rest,
      signal: controller.signal,
      isSettling: (documentId) => this.#asked.has(documentId),
      onChange: () => this.#changed.next(),
    }).finally(() => {
      if (this.#following === controller) this.#following = undefined;
    });
  }

  readonly #onBeforeUnload = (event: BeforeUnloadEvent): void => {
    const sending = this.queue.items.some((item) => isActive(item) && isHereOnly(item));
    if (sending) event.preventDefault();
  };
}

const uploadsOfApi = new WeakMap<Api['kb'], Uploads>();

/**
 * The uploads of this page load: they go on while the person is on another page of the portal, and end when the person
 * signs out.
 */
export function uploadsOf(api: Api, session?: AuthTokenStream, work?: WorkInProgress): Uploads {
  const known = uploadsOfApi.get(api.kb);
  if (known) return known;
  const uploads = new Uploads(api);
  uploadsOfApi.set(api.kb, uploads);
  session?.user$.pipe(filter((user) => !user)).subscribe(() => uploads.clear());
  if (work) noteWork(uploads, work);
  return uploads;
}

/** A reload would break off what is being sent, and forget what is chosen. */
function noteWork({ queue }: Uploads, work: WorkInProgress): void {
  let end: (() => void) | undefined;
  queue.items$.subscribe((items) => {
    if (items.some(isHereOnly)) {
      end ??= work.begin('busy');
    } else {
      end?.();
      end = undefined;
    }
  });
}
