import { msg, str } from '@lit/localize';
import type { Api, AuthTokenStream, WorkInProgress } from '@voiceassist/shared';
import { Subject, filter, type Observable } from '@voiceassist/shared/rxjs';
import type { UploadFields } from '@voiceassist/shared/schemas';
import { DocumentRetry } from '../documents/document-retry.js';
import { explainUploadError, rejectsFields } from './upload-errors.js';
import { followUploads } from './upload-following.js';
import { isActive, isOnServer, isRetryable } from './upload-item.js';
import { UploadQueue } from './upload-queue.js';
import { visiblePause, type Pause } from '../visible-pause.js';

const cancelled = () => msg('Cancelled. Nothing of it is kept.');
const cancelledLate = () =>
  msg('Cancelled at the last moment: the server may have it already. Look for it in the list.');

/** What files are sent with until the person chooses otherwise. */
export const DEFAULT_FIELDS: UploadFields = { sourceType: 'guideline', specialty: 'general medicine' };

/** Sends the files of a queue, two at a time, and follows each until the server has indexed it. */
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
  #following: AbortController | undefined;

  constructor(
    private readonly api: Pick<Api, 'kb' | 'system'>,
    private readonly pause: Pause = visiblePause,
  ) {
    this.changed$ = this.#changed.asObservable();
    this.#retry = new DocumentRetry(api);
    window.addEventListener('beforeunload', this.#onBeforeUnload);
  }

  /** Sends all chosen files. */
  send(fields: UploadFields): void {
    this.fields = fields;
    this.queue.send(fields);
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
      if (late) this.#changed.next();
      this.#pump();
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
      if (item.fields) void this.#send(item.id, item.file, item.fields);
    }
  }

  async #send(id: string, file: File, fields: UploadFields): Promise<void> {
    const controller = new AbortController();
    this.#sending.set(id, controller);
    try {
      const { documentId } = await this.api.kb.uploadDocument(file, fields, {
        signal: controller.signal,
        onProgress: (sent) => {
          if (!controller.signal.aborted) this.queue.progress(id, sent);
        },
      });
      // A cancelled try must not speak for the next one of the same file.
      if (controller.signal.aborted) return;
      this.queue.accept(id, documentId);
      this.#changed.next();
      this.#follow();
    } catch (error) {
      if (!controller.signal.aborted) {
        this.queue.fail(id, () => explainUploadError(error), rejectsFields(error));
      }
    } finally {
      if (this.#sending.get(id) === controller) this.#sending.delete(id);
      this.#pump();
    }
  }

  #follow(): void {
    if (this.#following) return;
    const controller = new AbortController();
    this.#following = controller;
    void followUploads({
      kb: this.api.kb,
      queue: this.queue,
      pause: this.pause,
      signal: controller.signal,
      isSettling: (documentId) => this.#asked.has(documentId),
      onChange: () => this.#changed.next(),
    }).finally(() => {
      if (this.#following === controller) this.#following = undefined;
    });
  }

  readonly #onBeforeUnload = (event: BeforeUnloadEvent): void => {
    const sending = this.queue.items.some((item) => isActive(item) && !isOnServer(item));
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
    if (items.some((item) => item.stage === 'chosen' || (isActive(item) && !isOnServer(item)))) {
      end ??= work.begin('busy');
    } else {
      end?.();
      end = undefined;
    }
  });
}
