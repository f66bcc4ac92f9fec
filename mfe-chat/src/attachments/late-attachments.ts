import { ContextConsumer } from '@lit/context';
import { configContext } from '@voiceassist/shared';
import type { LitElement, ReactiveController } from 'lit';
import type { Access } from '../connection.js';
import type { AttachmentsController, AttachmentsHost } from './attachments-controller.js';

/** The files of a chat: what attaches them is fetched behind the first paint, what gives them back with the first wish. */
export class LateAttachments implements ReactiveController {
  /** Nothing until it is here, and where the release does not have it. */
  controller: AttachmentsController | undefined;
  readonly #config;
  #isAsked = false;

  constructor(
    private readonly host: LitElement & AttachmentsHost & { readonly apiUrl: string },
    private readonly access: () => Access | undefined,
  ) {
    this.#config = new ContextConsumer(host, { context: configContext });
    host.addController(this);
    host.addEventListener('va-attachment-open', (event) => {
      const given = this.access();
      const apiUrl = host.apiUrl || (this.#config.value?.apiUrl ?? '');
      event.outcome = import('./download.js').then(async ({ downloadAttachment }) => {
        if (given) await downloadAttachment({ apiUrl, token: given.token }, event.attachment);
      });
    });
  }

  hostUpdated(): void {
    if (this.#isAsked || !this.#config.value?.fileUpload) return;
    this.#isAsked = true;
    import('./attachments-controller.js').then(
      ({ AttachmentsController: Controller }) => {
        this.controller = new Controller(this.host, this.access);
        this.host.requestUpdate();
      },
      // Without it there is no button; it is asked for again the next time.
      () => (this.#isAsked = false),
    );
  }
}
