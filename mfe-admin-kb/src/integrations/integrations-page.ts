import { consume } from '@lit/context';
import { msg } from '@lit/localize';
import { PageTitleEvent, apiContext, controls, type Api } from '@voiceassist/shared';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import type { CalendarView } from './calendar-view.js';
import type { ConnectionDialog } from './connection-dialog.js';
import type {
  ConnectConfirmEvent,
  ConnectionRequestEvent,
  FollowingChangeEvent,
  RunRequestEvent,
  TreeRequestEvent,
} from './events.js';
import { IntegrationsController } from './integrations-controller.js';
import { integrationsPage } from './integrations-page.css.js';
import { PartnersPart } from './partners-part.js';
import { errorWords } from './problem-words.js';
import { Offered } from '../offered.js';

/**
 * Files and appointments from Nextcloud, or from what stands in for it, and partners who embed the assistant.
 *
 * @element va-integrations-page
 * @fires va-page-title
 */
export class IntegrationsPage extends LitElement {
  static override styles = [controls, integrationsPage];

  @consume({ context: apiContext, subscribe: true })
  @state()
  private api: Api | undefined;

  @state() private notice: (() => string) | undefined;
  @state() private busy = false;
  @state() private error: unknown;
  @query('va-connection-dialog') private dialog!: ConnectionDialog;
  @query('va-calendar-view') private calendar!: CalendarView;

  readonly #integrations = new IntegrationsController(this, () => this.api);
  readonly #partners = new PartnersPart(this, () => this.api);
  #title = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.#title = '';
    this.requestUpdate();
  }

  readonly #offered = new Offered(this);

  protected override updated(): void {
    const title = msg('Integrations');
    if (title === this.#title) return;
    this.#title = title;
    this.dispatchEvent(new PageTitleEvent(title));
  }

  protected override render(): TemplateResult {
    const { connection, check } = this.#integrations;
    return html`
      <h1>${msg('Integrations')}</h1>
      <p class="lead">${msg('Files that become documents, and appointments.')}</p>
      <div class="columns">
        <div>${this.#offered.has('files') ? this.#renderFiles() : html`<va-scan-files></va-scan-files>`}</div>
        <div>
          ${
            this.#offered.has('connection')
              ? html`<section aria-labelledby="connection">
                  <h2 id="connection">${msg('Connection')}</h2>
                  <va-connection-card
                    .connection=${connection}
                    .check=${check}
                    @va-connection-request=${this.#onConnectionRequest}
                  ></va-connection-card>
                </section>`
              : nothing
          }
          <va-calendar-view></va-calendar-view>
        </div>
      </div>
      ${this.#partners.isThere ? html`<va-partners-section></va-partners-section>` : nothing}
      <va-connection-dialog
        .busy=${this.busy}
        .error=${this.error}
        @va-connect-confirm=${this.#onConnect}
      ></va-connection-dialog>
      <va-toast .message=${this.notice}></va-toast>
    `;
  }

  #renderFiles(): TemplateResult {
    const { tree, following, runs } = this.#integrations;
    const [latest] = runs.value ?? [];
    const isRunning = latest?.status === 'running';
    return html`<section aria-labelledby="files">
        <h2 id="files">${msg('Files')}</h2>
        <va-file-tree .tree=${tree} .busy=${isRunning} @va-tree-request=${this.#onTreeRequest}></va-file-tree>
      </section>
      <section aria-labelledby="latest" @va-run-request=${this.#onRun}>
        <h2 id="latest">${msg('Last reading')}</h2>
        ${
          runs.value
            ? html`<va-run-report .run=${latest}></va-run-report>`
            : html`<p class="word" role="status">${runs.error ? errorWords(runs.error) : msg('Loading…')}</p>`
        }
      </section>
      <section aria-labelledby="followed" @va-run-request=${this.#onRun}>
        <h2 id="followed">${msg('What is followed')}</h2>
        ${
          following.value
            ? html`<va-followed-files
                .following=${following.value}
                .busy=${isRunning}
                @va-following-change=${this.#onFollowingChange}
              ></va-followed-files>`
            : html`<p class="word" role="status">
                ${following.error ? errorWords(following.error) : msg('Loading…')}
              </p>`
        }
      </section>`;
  }

  async #onConnectionRequest({ action }: ConnectionRequestEvent): Promise<void> {
    if (action === 'check') return this.#integrations.look();
    if (action === 'disconnect') {
      await this.#try(
        () => this.#integrations.disconnect(),
        () => msg('Disconnected, and the password forgotten. The documents stay.'),
      );
      return this.calendar.refresh();
    }
    this.error = undefined;
    return this.dialog.ask(this.#integrations.connection.value);
  }

  async #onConnect({ connection }: ConnectConfirmEvent): Promise<void> {
    [this.busy, this.error] = [true, undefined];
    try {
      await this.#integrations.connect(connection);
      this.notice = () => msg('Nextcloud is connected.');
      this.dialog.close();
      void this.calendar.refresh();
    } catch (error) {
      this.error = error;
    }
    this.busy = false;
  }

  async #onTreeRequest({ action, path }: TreeRequestEvent): Promise<void> {
    const integrations = this.#integrations;
    if (action === 'toggle') return integrations.toggle(path);
    if (action === 'reload') return integrations.reload(path);
    if (action === 'choose') return integrations.choose(path);
    if (action === 'more') return integrations.showMore(path);
    return this.#try(
      () => integrations.index(),
      () => msg('The files are being read. You can leave this page; it goes on.'),
    );
  }

  #onRun({ confirmGone }: RunRequestEvent): Promise<void> {
    return this.#try(
      () => this.#integrations.run(confirmGone),
      () => msg('The files are being read. You can leave this page; it goes on.'),
    );
  }

  #onFollowingChange({ change }: FollowingChangeEvent): Promise<void> {
    return this.#try(
      () => this.#integrations.change(change),
      () => (change.paths ? msg('Not followed any more. The documents stay.') : msg('Saved.')),
    );
  }

  async #try(act: () => Promise<void>, done: () => string): Promise<void> {
    try {
      await act();
      this.notice = done;
    } catch (error) {
      this.notice = () => errorWords(error);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-integrations-page': IntegrationsPage;
  }
}
