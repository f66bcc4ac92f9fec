import { consume } from '@lit/context';
import { msg, str } from '@lit/localize';
import { StreamController, apiContext, controls, type Api } from '@voiceassist/shared';
import { timer } from '@voiceassist/shared/rxjs';
import type { DeviceSession } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatAgo, formatMoment } from '../format.js';
import { noticeStyles } from '../notice.css.js';
import { Notice } from '../notice.js';
import { problemText } from '../problem-text.js';
import { deviceName } from './device-name.js';
import { sectionStyles } from './section.css.js';
import { sessionList } from './session-list.css.js';
import { SessionsController } from './sessions-controller.js';

/**
 * Where the person is signed in, and the ways to end it.
 *
 * @element va-session-list
 */
export class SessionList extends LitElement {
  static override styles = [controls, noticeStyles, sectionStyles, sessionList];

  @consume({ context: apiContext, subscribe: true })
  @state()
  private api: Api | undefined;

  @query('#title') private heading!: HTMLElement;

  readonly #sessions = new SessionsController(this, () => this.api);
  readonly #notice = new Notice(this, () => this.heading.focus());

  constructor() {
    super();
    // "2 minutes ago" ages.
    new StreamController(this, () => timer(60_000, 60_000));
  }

  /** Looks again where the person is signed in. */
  reload(): void {
    void this.#sessions.load();
  }

  protected override render(): TemplateResult {
    return html`<section aria-labelledby="title">
        <div class="about">
          <h2 id="title" tabindex="-1">${msg('Sessions')}</h2>
          <p>${msg('Where you are signed in. End what you do not know or no longer use.')}</p>
        </div>
        <div class="content">${this.#renderContent()}</div>
      </section>
      ${this.#notice.render()}`;
  }

  #renderContent(): TemplateResult {
    const { sessions, error } = this.#sessions;
    if (!sessions && !error) return html`<p role="status">${msg('Loading sessions')}</p>`;
    return html`
      ${error ? this.#renderFailure(error) : nothing}
      ${
        sessions
          ? html`<div role="list" aria-labelledby="title">
              ${repeat(
                sessions,
                ({ id }) => id,
                (session) => this.#renderSession(session),
              )}
            </div>`
          : nothing
      }
      <va-sign-out-everywhere></va-sign-out-everywhere>
    `;
  }

  #renderFailure(error: unknown): TemplateResult {
    const { title, detail } = problemText(error);
    return html`<div class="failure" role="alert">
      <p><strong>${msg('The sessions could not be loaded.')}</strong> ${title} ${detail}</p>
      <button type="button" class="btn sm" @click=${this.#onRetry}>${msg('Retry')}</button>
    </div>`;
  }

  #renderSession(session: DeviceSession): TemplateResult {
    const { id, isCurrent, createdAt, lastUsedAt } = session;
    const device = deviceName(session);
    const used = new Date(lastUsedAt);
    const exactly = formatMoment(used);
    const ago = html`<time dir="auto" datetime=${lastUsedAt} title=${exactly}>${formatAgo(used)}</time>`;
    const since = html`<time dir="auto" datetime=${createdAt}>${formatMoment(new Date(createdAt))}</time>`;
    return html`<div role="listitem">
      <div>
        <p class="device">
          <bdi>${device}</bdi>
          ${isCurrent ? html`<span class="tag ok"><span class="dot"></span>${msg('This session')}</span>` : ''}
        </p>
        <p class="when" id="when-${id}">${msg(html`Last used ${ago}`)}</p>
        <p class="when">${msg(html`Signed in ${since}`)}</p>
      </div>
      ${isCurrent ? nothing : this.#renderEnd(id, device)}
    </div>`;
  }

  #renderEnd(id: string, device: string): TemplateResult {
    return html`<button
      type="button"
      class="btn sm"
      value=${id}
      aria-label=${msg(str`Sign out ${device}`)}
      aria-describedby="when-${id}"
      aria-disabled=${this.#sessions.ending === id}
      @click=${this.#onEnd}
    >
      ${msg('Sign out')}
    </button>`;
  }

  #onRetry(): void {
    this.heading.focus();
    this.reload();
  }

  async #onEnd(event: Event): Promise<void> {
    const { value } = event.currentTarget as HTMLButtonElement;
    const { sessions = [] } = this.#sessions;
    const ended = sessions.find(({ id }) => id === value);
    if (!ended || this.#sessions.ending) return;
    this.#notice.clear();
    try {
      await this.#sessions.end(value);
      const device = deviceName(ended);
      this.#notice.say(msg(str`Signed out: ${device}.`));
      await this.updateComplete;
      // The button that was pressed is gone with its session.
      if (!this.shadowRoot?.activeElement) this.heading.focus();
    } catch (error) {
      this.#notice.fail(problemText(error));
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-session-list': SessionList;
  }
}
