import { ContextConsumer } from '@lit/context';
import { msg, str } from '@lit/localize';
import { apiContext, controls, icon, plural, tokens } from '@voiceassist/shared';
import type { Conversation } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { ConversationChanges, type Change } from './changes/conversation-changes.js';
import { ConversationsListedEvent } from './clinical-context/conversations-listed-event.js';
import { renderEntry } from './conversation-entry.js';
import { ConversationListController } from './conversation-list-controller.js';
import { conversationListStyles } from './conversation-list.css.js';
import { dayGroups, type DayAge, type DayGroup } from './day-groups.js';
import { formatCount } from './format.js';

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

  /** How many messages a conversation has, where that is known. */
  @property({ attribute: false }) countMessages: (id: string) => number | undefined = () => undefined;

  @state() private typed = '';

  @query('h2') private readonly heading!: HTMLElement;
  @query('input') private readonly input!: HTMLInputElement;

  readonly #api = new ContextConsumer(this, {
    context: apiContext,
    subscribe: true,
    callback: () => this.#list.refresh(),
  });
  readonly #list = new ConversationListController(this, () => this.#api.value);
  readonly #changes = new ConversationChanges(this, this.#list, (id) => this.countMessages(id));
  #pause: ReturnType<typeof setTimeout> | undefined;
  #told: readonly Conversation[] | undefined;

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
        <div class="scroll" @scroll=${this.#onScroll} @keydown=${this.#onListKeydown}>
          ${this.#renderFailure()} ${this.#changes.render()} ${this.#renderList()}
        </div>
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
          (conversation) =>
            html`<li>
              ${
                this.#changes.renderName(conversation) ??
                renderEntry(conversation, age, conversation.id === this.current, this.#onChange)
              }
            </li>`,
        )}
      </ul>
    </section>`;
  }

  protected override updated(): void {
    const { conversations } = this.#list;
    if (!conversations || conversations === this.#told) return;
    this.#told = conversations;
    this.dispatchEvent(new ConversationsListedEvent(conversations));
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

  readonly #onChange = (event: Event): void => {
    const { change, id } = (event.currentTarget as HTMLElement).dataset;
    this.#change(change as Change, id);
  };

  #change(change: Change, id: string | undefined): void {
    const conversation = this.#list.conversations?.find((each) => each.id === id);
    if (conversation) void this.#changes.begin(change, conversation);
  }

  /** In the list, arrows go from one conversation to the next, and keys change the one that has the focus. */
  #onListKeydown(event: KeyboardEvent): void {
    const link = (event.target as Element).closest<HTMLElement>('li a');
    if (!link) return;
    const links = [...this.renderRoot.querySelectorAll<HTMLElement>('li a')];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const change = ({ F2: 'rename', Delete: 'delete' } as const)[event.key];
    if (step === undefined && change === undefined) return;
    event.preventDefault();
    if (step) links[links.indexOf(link) + step]?.focus();
    if (change) this.#change(change, link.dataset.id);
  }

  /** Who comes to the end wants to see on. */
  #onScroll(event: Event): void {
    const { scrollTop, scrollHeight, clientHeight } = event.currentTarget as HTMLElement;
    const isNearEnd = scrollHeight - scrollTop - clientHeight < clientHeight / 2;
    if (isNearEnd && !this.#list.failure) this.#onMore();
  }

  #onMore(): void {
    if (!this.#list.loading) this.#list.more();
  }

  #onRetry(): void {
    this.heading.focus();
    this.#list.retry();
  }
}

function ageWords(age: DayAge): string {
  const words = {
    today: msg('Today'),
    yesterday: msg('Yesterday'),
    week: msg('Last 7 days'),
    earlier: msg('Earlier'),
  };
  return words[age];
}

declare global {
  interface HTMLElementTagNameMap {
    'va-conversation-list': ConversationList;
  }
}
