import { ContextConsumer } from '@lit/context';
import { configContext } from '@voiceassist/shared';
import type { LitElement, ReactiveController } from 'lit';
import type { Access } from '../connection.js';
import type { AttachmentsController, AttachmentsHost } from './attachments-controller.js';
import { droppedFiles } from './dropped-files.js';

/** The files of a chat: what attaches them is fetched behind the first paint, what gives them back with the first wish. */
export class LateAttachments implements ReactiveController {
  /** Nothing until it is here, and where the release does not have it. */
  controller: AttachmentsController | undefined;
  readonly #config;
  #isAsked = false;
  /** What was dropped before it was here, or before there was somebody to send it for. */
  readonly #dropped: ReturnType<typeof droppedFiles>[] = [];

  constructor(
    private readonly host: LitElement & AttachmentsHost & { readonly apiUrl: string },
    private readonly access: () => Access | undefined,
  ) {
    this.#config = new ContextConsumer(host, { context: configContext });
    host.addController(this);
    host.addEventListener('dragover', (event) => this.#hold(event));
    host.addEventListener('drop', (event) => {
      const data = this.#hold(event);
      if (data) this.#dropped.push(droppedFiles(data));
    });
    host.addEventListener('va-attachment-open', (event) => {
      const given = this.access();
      const apiUrl = host.apiUrl || (this.#config.value?.apiUrl ?? '');
      event.outcome = import('./download.js').then(async ({ downloadAttachment }) => {
        if (given) await downloadAttachment({ apiUrl, token: given.token }, event.attachment);
      });
    });
  }

  hostUpdated(): void {
    if (this.controller && this.access()) {
      for (const { files, folders } of this.#dropped.splice(0)) this.controller.add(files, folders);
    }
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

  /** Files over the chat, while nothing is here that takes them: the browser would open them in the page's place. */
  #hold(event: DragEvent): DataTransfer | undefined {
    const data = event.dataTransfer;
    if (this.controller || !this.#config.value?.fileUpload || !data?.types.includes('Files'))
      return undefined;
    event.preventDefault();
    this.host.requestUpdate();
    return data;
  }
}
