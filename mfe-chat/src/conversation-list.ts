import { ContextConsumer } from '@lit/context';
import { msg, str } from '@lit/localize';
import { apiContext, controls, icon, plural, tokens } from '@voiceassist/shared';
import type { Conversation } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { ConversationListController } from './conversation-list-controller.js';
import { conversationListStyles } from './conversation-list.css.js';
import { dayGroups, type DayAge, type DayGroup } from './day-groups.js';
import { formatCount, formatDay, formatTime, formatWeekday } from './format.js';

/** Milliseconds without a key until a search is sent. */
const PAUSE = 250;

/**
 * One's conversations, the latest first, with a search on the server.
 * @element va-conversation-list
 * @slot end - At the end of the head line.
 */
export class ConversationList extends LitElement {
  static override styles = [tokens, controls, conversationListStyles];

  /** The conversation that is open. */
  @property({ attribute: false }) current: string | undefined;

  @state() private typed = '';

  @query('h2') private readonly heading!: HTMLElement;
  @query('input') private readonly input!: HTMLInputElement;

  readonly #api = new ContextConsumer(this, {
    context: apiContext,
    subscribe: true,
    callback: () => this.#list.refresh(),
  });
  readonly #list = new ConversationListController(this, () => this.#api.value);
  #pause: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#pause);
  }

  protected override render(): TemplateResult {
    return html`
      <nav aria-label=${msg('Conversations')}>
        <div class="top">
          <div class="row">
            <h2 tabindex="-1">${msg('Conversations')}</h2>
            <a class="btn sm quiet" href="/chat">${icon('plus')}${msg('New')}</a>
            <slot name="end"></slot>
          </div>
          ${this.#list.isKept ? this.#renderSearch() : ''}
        </div>
        <div class="scroll">${this.#renderFailure()} ${this.#renderList()}</div>
        <span class="sr" role="status">${this.#summary()}</span>
      </nav>
    `;
  }

  #renderSearch(): TemplateResult {
    return html`
      <div class="find">
        ${icon('search')}
        <input
          class="in"
          type="search"
          aria-label=${msg('Search conversations')}
          placeholder=${msg('Search conversations')}
          dir=${this.typed ? 'auto' : nothing}
          autocomplete="off"
          .value=${this.typed}
          @input=${this.#onInput}
          @keydown=${this.#onKeydown}
        />
        ${
          this.typed
            ? html`<button class="clear" aria-label=${msg('Clear search')} @click=${this.#onClear}>
                ${icon('close', 's')}
              </button>`
            : ''
        }
      </div>
    `;
  }

  #renderFailure(): TemplateResult | '' {
    const { failure } = this.#list;
    if (!failure) return '';
    return html`
      <div class="failed" role="alert">
        <p><b>${failure.title}</b> ${failure.detail}</p>
        <button class="btn sm" @click=${this.#onRetry}>${icon('retry')}${msg('Retry')}</button>
      </div>
    `;
  }

  #renderList(): TemplateResult {
    const { conversations, cursor, failure, isKept, loading, query } = this.#list;
    if (!isKept) return html`<p class="words">${msg('This server keeps no list of conversations.')}</p>`;
    if (!conversations)
      return html`${failure ? '' : html`<p class="words">${msg('Loading conversations')}</p>`}`;
    if (!conversations.length) {
      return html`<p class="words">
        ${query ? msg(str`No conversation mentions “${query}”.`) : msg('No conversations yet.')}
      </p>`;
    }
    return html`
      ${dayGroups(conversations, new Date()).map((group) => this.#renderGroup(group))}
      ${
        cursor === undefined
          ? ''
          : html`<button class="btn sm more" aria-disabled=${loading} @click=${this.#onMore}>
              ${msg('Show more')}
            </button>`
      }
    `;
  }

  #renderGroup({ age, items }: DayGroup<Conversation>): TemplateResult {
    return html`<section>
      <h3>${ageWords(age)}</h3>
      <ul>
        ${repeat(
          items,
          ({ id }) => id,
          (conversation) => this.#renderEntry(conversation, age),
        )}
      </ul>
    </section>`;
  }

  #renderEntry({ id, title, mode, updatedAt, sourceCount }: Conversation, age: DayAge): TemplateResult {
    const sources = sourceCount ? sourcesWords(sourceCount) : '';
    const facts = [mode === 'case_workspace' ? msg('Case') : '', sources].filter(Boolean).join(' · ');
    return html`<li>
      <a href=${`/chat/${encodeURIComponent(id)}`} aria-current=${id === this.current ? 'page' : nothing}>
        <span dir="auto">${title || msg('New conversation')}</span>
        <small><time datetime=${updatedAt}>${TIMES[age](updatedAt)}</time><span>${facts}</span></small>
      </a>
    </li>`;
  }

  /** Puts the focus on the list's heading. */
  override focus(): void {
    this.heading.focus();
  }

  /** Asks for the newest; what is shown stays until then. */
  refresh(): void {
    this.#list.refresh();
  }

  /** What a search has brought, for those who do not see it. */
  #summary(): string {
    const { conversations, cursor, query } = this.#list;
    if (!query || !conversations?.length) return '';
    const { length } = conversations;
    const count = formatCount(length);
    // A page holds more than one, or there would be no further one.
    if (cursor !== undefined) return msg(str`${count} or more conversations found`);
    return plural(length, {
      one: msg('1 conversation found'),
      other: msg(str`${count} conversations found`),
    });
  }

  #onInput(): void {
    this.typed = this.input.value;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#list.search(this.typed), PAUSE);
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.typed) return;
    event.preventDefault();
    event.stopPropagation();
    this.#onClear();
  }

  #onClear(): void {
    this.typed = '';
    clearTimeout(this.#pause);
    this.#list.search('');
    this.input.focus();
  }

  #onMore(): void {
    if (!this.#list.loading) this.#list.more();
  }

  #onRetry(): void {
    this.heading.focus();
    this.#list.retry();
  }
}

const TIMES: Record<DayAge, (updatedAt: string) => string> = {
  today: formatTime,
  yesterday: formatTime,
  week: formatWeekday,
  earlier: formatDay,
};

function ageWords(age: DayAge): string {
  const words = {
    today: msg('Today'),
    yesterday: msg('Yesterday'),
    week: msg('Last 7 days'),
    earlier: msg('Earlier'),
  };
  return words[age];
}

function sourcesWords(count: number): string {
  return plural(count, { one: msg('1 source'), other: msg(str`${formatCount(count)} sources`) });
}

declare global {
  interface HTMLElementTagNameMap {
    'va-conversation-list': ConversationList;
  }
}
