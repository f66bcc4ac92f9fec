import type { Api } from '@voiceassist/shared';
import type { User } from '@voiceassist/shared/schemas';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { FIRST_VIEW, lastPage, queryOf, type UserListing, type UserView } from './user-query.js';

const SEARCH_PAUSE_MS = 250;
const MAX_SEARCH = 200;

/** The list of people: what is asked for, and what came. A new question ends the one before it. */
export class UsersController implements ReactiveController {
  view = FIRST_VIEW;
  /** What is searched for. */
  search = '';
  /** The latest page that came; stays while the next one is on its way. */
  listing: UserListing | undefined;
  loading = false;
  /** Why the latest question has no answer. */
  error: unknown;

  #api: Pick<Api, 'users'> | undefined;
  #asking = new AbortController();
  #searchTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & Pick<Node, 'isConnected'>,
    /** Asked before each update, so that a context may arrive late. */
    private readonly apiOf: () => Pick<Api, 'users'> | undefined,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#api && this.#asking.signal.aborted) this.refresh();
  }

  hostUpdate(): void {
    const api = this.apiOf();
    if (!api || api === this.#api) return;
    this.#api = api;
    this.refresh();
  }

  hostDisconnected(): void {
    // A move in the document is no end.
    queueMicrotask(() => {
      if (this.host.isConnected) return;
      clearTimeout(this.#searchTimer);
      this.#asking.abort();
    });
  }

  /** Asks for another part of the list. */
  show(change: Partial<UserView>): void {
    this.view = { ...this.view, page: 1, ...change };
    this.refresh();
  }

  /** Asks for what is typed, once the typing rests. */
  searchSoon(text: string): void {
    clearTimeout(this.#searchTimer);
    this.#searchTimer = setTimeout(() => this.searchNow(text), SEARCH_PAUSE_MS);
  }

  /** Asks for what is typed. */
  searchNow(text: string): void {
    clearTimeout(this.#searchTimer);
    const search = text.trim().slice(0, MAX_SEARCH);
    if (search === this.search) return;
    this.search = search;
    this.show({});
  }

  /** Asks the server anew for what is shown. */
  refresh(): void {
    this.#asking.abort();
    this.#asking = new AbortController();
    this.loading = true;
    this.host.requestUpdate();
    void this.#ask(this.#asking.signal);
  }

  /** A person has changed: the row shows it where it stands. */
  replace(user: User): void {
    if (!this.listing) return;
    const items = this.listing.items.map((each) => (each.id === user.id ? user : each));
    this.listing = { ...this.listing, items };
    this.host.requestUpdate();
  }

  /** A person is gone: the row goes, and the page is filled up. */
  remove(id: string): void {
    if (!this.listing) return;
    const items = this.listing.items.filter((each) => each.id !== id);
    this.listing = { ...this.listing, items, total: this.listing.total - 1 };
    this.refresh();
  }

  async #ask(signal: AbortSignal): Promise<void> {
    const { page } = this.view;
    try {
      const listing = await this.#api?.users.list(queryOf(this.view, this.search), signal);
      if (signal.aborted || !listing) return;
      if (!listing.items.length && page > lastPage(listing.total)) {
        // Whoever was on the page asked for is gone.
        this.show({ page: lastPage(listing.total) });
        return;
      }
      this.listing = { ...listing, page };
      this.error = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.error = error;
    }
    this.loading = false;
    this.host.requestUpdate();
  }
}
