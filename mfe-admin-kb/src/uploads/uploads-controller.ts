import type { Api, AuthTokenStream, WorkInProgress } from '@voiceassist/shared';
import type { Subscription } from '@voiceassist/shared/rxjs';
import type { KbDocument, UploadFields } from '@voiceassist/shared/schemas';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { UploadRequestEvent } from '../events.js';
import { DEFAULT_MAX_UPLOAD_BYTES } from './accepted-files.js';
import type { UploadItem } from './upload-item.js';
import { DEFAULT_FIELDS, uploadsOf, type Uploads } from './uploads.js';

/** A long list changes many times a second; so often it is drawn. */
const DRAW_MS = 100;
const LONG_LIST = 50;

/** The list of documents is asked for again so often at most, however many files arrive. */
const TELL_MS = 1_000;

/** Joins a page with the uploads of this page load, which outlive it. */
export class UploadsController implements ReactiveController {
  items: readonly UploadItem[] = [];
  maxBytes = DEFAULT_MAX_UPLOAD_BYTES;
  uploads: Uploads | undefined;
  #subscription: Subscription | undefined;
  #drawing: ReturnType<typeof setTimeout> | undefined;
  #telling: ReturnType<typeof setTimeout> | undefined;
  #toldAt = 0;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly contexts: () => {
      api: Api | undefined;
      session: AuthTokenStream | undefined;
      work: WorkInProgress | undefined;
    },
    /** A document came to be or has changed. */
    private readonly onChange: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    if (this.uploads) this.#subscribe(this.uploads);
  }

  hostUpdate(): void {
    const { api, session, work } = this.contexts();
    if (!api) return;
    const uploads = uploadsOf(api, session, work);
    if (uploads === this.uploads) return;
    this.uploads = uploads;
    this.#subscribe(uploads);
    api.server.capabilities().then(
      ({ maxUploadBytes }) => {
        if (maxUploadBytes === undefined || uploads !== this.uploads) return;
        this.maxBytes = maxUploadBytes;
        this.host.requestUpdate();
      },
      // The contract's own limit stands; the server has the last word on each file anyway.
      () => undefined,
    );
  }

  hostDisconnected(): void {
    this.#subscription?.unsubscribe();
    clearTimeout(this.#drawing);
    clearTimeout(this.#telling);
    this.#drawing = this.#telling = undefined;
  }

  get isPaused(): boolean {
    return this.uploads?.queue.isPaused ?? false;
  }

  /** What the next files are sent with. */
  get fields(): UploadFields {
    return this.uploads?.fields ?? DEFAULT_FIELDS;
  }

  /** Takes files in. */
  choose(files: Iterable<File>): void {
    this.uploads?.queue.choose(files, this.maxBytes);
    this.host.requestUpdate();
  }

  /** Takes a file in as the next version of a document. */
  replace(document: KbDocument, file: File): void {
    this.uploads?.replace(file, document, this.maxBytes);
    this.host.requestUpdate();
  }

  /** Does what a person asks for one file, or without its id for all of them. */
  async request(action: UploadRequestEvent['action'], id?: string): Promise<void> {
    const { uploads } = this;
    switch (action) {
      case 'pause':
        return uploads?.pause();
      case 'resume':
        return uploads?.resume();
      case 'retry':
        return id ? uploads?.retry(id) : uploads?.retryFailed();
      case 'cancel':
        return id ? uploads?.cancel(id) : uploads?.cancelAll();
      case 'remove':
        return id ? uploads?.queue.remove(id) : uploads?.queue.clearFinished();
    }
  }

  #subscribe(uploads: Uploads): void {
    this.#subscription?.unsubscribe();
    this.#subscription = uploads.queue.items$.subscribe((items) => {
      this.items = items;
      this.#draw();
    });
    this.#subscription.add(uploads.changed$.subscribe(() => this.#tell()));
  }

  #draw(): void {
    if (this.items.length <= LONG_LIST) this.host.requestUpdate();
    else {
      this.#drawing ??= setTimeout(() => {
        this.#drawing = undefined;
        this.host.requestUpdate();
      }, DRAW_MS);
    }
  }

  /** Tells at once, and then of everything that follows within a second together. */
  #tell(): void {
    if (this.#telling) return;
    const pause = Math.max(0, this.#toldAt + TELL_MS - Date.now());
    const tell = () => {
      this.#telling = undefined;
      this.#toldAt = Date.now();
      this.onChange();
    };
    if (pause) this.#telling = setTimeout(tell, pause);
    else tell();
  }
}
