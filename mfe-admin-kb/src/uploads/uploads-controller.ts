import type { Api, AuthTokenStream, WorkInProgress } from '@voiceassist/shared';
import type { Subscription } from '@voiceassist/shared/rxjs';
import type { UploadFields } from '@voiceassist/shared/schemas';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { DEFAULT_MAX_UPLOAD_BYTES } from './accepted-files.js';
import type { UploadItem } from './upload-item.js';
import { DEFAULT_FIELDS, uploadsOf, type Uploads } from './uploads.js';

/** Joins a page with the uploads of this page load, which outlive it. */
export class UploadsController implements ReactiveController {
  items: readonly UploadItem[] = [];
  maxBytes = DEFAULT_MAX_UPLOAD_BYTES;
  uploads: Uploads | undefined;
  #subscription: Subscription | undefined;

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
    api.system.capabilities().then(
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
  }

  /** What the next files are sent with. */
  get fields(): UploadFields {
    return this.uploads?.fields ?? DEFAULT_FIELDS;
  }

  /** Takes files in. */
  choose(files: Iterable<File>): void {
    this.uploads?.queue.choose(files, this.maxBytes);
  }

  #subscribe(uploads: Uploads): void {
    this.#subscription?.unsubscribe();
    this.#subscription = uploads.queue.items$.subscribe((items) => {
      this.items = items;
      this.host.requestUpdate();
    });
    this.#subscription.add(uploads.changed$.subscribe(this.onChange));
  }
}
