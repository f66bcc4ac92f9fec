import type { Api } from '@voiceassist/shared';
import type { Facets, KbDocument } from '@voiceassist/shared/schemas';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import {
  INITIAL_QUERY,
  SEGMENT_NAMES,
  filterOf,
  isInProgress,
  type ListQuery,
  type Listing,
  type Segment,
  type Summary,
} from './document-list.js';
import { joined, missingPart, partAround, type Part } from './listing-parts.js';
import type { RowRange } from './row-places.js';
import { rememberTable, rememberedTable, type OptionalColumn, type TableChoice } from './remembered-table.js';
import { DocumentRetry } from './document-retry.js';
import { ServerAbilities } from '../server-abilities.js';
import { POLL_MS } from '../uploads/upload-following.js';
import { visiblePause, type Pause } from '../visible-pause.js';

const sortOf = ({ sort, order }: Pick<TableChoice, 'sort' | 'order'>) => ({ sort, order });

const MAX_POLL_MS = 30_000;
const SEARCH_PAUSE_MS = 250;

/** The list of documents: what is asked for, what came, and a look every second while the server works on any of it. */
export class DocumentsController implements ReactiveController {
  query: ListQuery = { ...INITIAL_QUERY, ...sortOf(rememberedTable()) };
  /** The columns that are left out. */
  hidden = rememberedTable().hidden;
  /** What came of the list; stays while the next one is on its way. */
  listing: Listing | undefined;
  counts: Partial<Record<Segment, number>> = {};
  summary: Summary | undefined;
  facets: Facets | undefined;
  /** The list asked for is not here yet. */
  loading = false;
  /** Why the latest look at the server failed. */
  error: unknown;

  #api: Pick<Api, 'kb' | 'server'> | undefined;
  #retry: DocumentRetry | undefined;
  #abilities: ServerAbilities | undefined;
  #round = new AbortController();
  #searchTimer: ReturnType<typeof setTimeout> | undefined;
  /** The rows that are seen. */
  #view: RowRange = { start: 0, end: 0 };
  #isReaching = false;

  constructor(
    private readonly host: ReactiveControllerHost & Pick<Node, 'isConnected'>,
    /** Asked before each update, so that a context may arrive late. */
    private readonly apiOf: () => Pick<Api, 'kb' | 'server'> | undefined,
    private readonly pause: Pause = visiblePause,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#api && this.#round.signal.aborted) this.refresh();
  }

  hostUpdate(): void {
    const api = this.apiOf();
    if (!api || api === this.#api) return;
    this.#api = api;
    this.#retry = new DocumentRetry(api);
    this.#abilities = new ServerAbilities(api);
    this.refresh();
  }

  hostDisconnected(): void {
    // A move in the document is no end.
    queueMicrotask(() => {
      if (this.host.isConnected) return;
      clearTimeout(this.#searchTimer);
      this.#round.abort();
    });
  }

  /** Asks for another list. */
  show(change: Partial<ListQuery>): void {
    clearTimeout(this.#searchTimer);
    this.query = { ...this.query, ...change };
    if (change.sort) this.#remember();
    this.#view = { start: 0, end: 0 };
    this.loading = true;
    this.refresh();
  }

  /** Leaves these columns out, also the next time. */
  hide(hidden: readonly OptionalColumn[]): void {
    this.hidden = hidden;
    this.#remember();
    this.host.requestUpdate();
  }

  #remember(): void {
    rememberTable({ hidden: this.hidden, ...sortOf(this.query) });
  }

  /** Asks for the rows that are seen now, unless they are here. */
  reach(view: RowRange): void {
    this.#view = view;
    if (!this.#isReaching && !this.loading) void this.#reach();
  }

  /** Asks for what is typed, once the typing rests. */
  search(text: string): void {
    clearTimeout(this.#searchTimer);
    const search = text.trim().slice(0, 200);
    this.#searchTimer = setTimeout(() => {
      if (search !== this.query.search) this.show({ search });
    }, SEARCH_PAUSE_MS);
  }

  /** Asks the server anew for what is shown, and for every figure. */
  refresh(): void {
    this.#round.abort();
    this.#round = new AbortController();
    this.loading ||= !this.listing;
    this.host.requestUpdate();
    void this.#run(this.#round.signal);
  }

  /** Deletes a document; rejects with what the API throws. */
  async delete(document: KbDocument): Promise<void> {
    await this.#api?.kb.deleteDocument(document.id);
    if (this.listing) {
      const documents = this.listing.documents.filter(({ id }) => id !== document.id);
      this.listing = { ...this.listing, documents, total: this.listing.total - 1 };
    }
    this.refresh();
  }

  /** Has a failed document read again; rejects with what the API throws. */
  async retry(document: KbDocument): Promise<void> {
    await this.#retry?.request(document.id);
    this.refresh();
  }

  async #run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    let known: string | undefined;
    for (;;) {
      try {
        await this.#list(signal);
        // The figures around the list change only when the list does.
        const state = this.listing?.documents.map(({ id, status }) => id + status).join();
        if (!signal.aborted && state !== known) await this.#figures(signal);
        known = state;
        failures = 0;
        if (!signal.aborted) this.error = undefined;
      } catch (error) {
        if (signal.aborted) return;
        this.error = error;
        failures += 1;
      }
      if (signal.aborted) return;
      this.loading = false;
      this.host.requestUpdate();
      if (!this.#unsettled(failures)) return;
      try {
        await this.pause(Math.min(POLL_MS * 2 ** failures, MAX_POLL_MS), signal);
      } catch {
        return;
      }
    }
  }

  #unsettled(failures: number): boolean {
    return Boolean(this.listing && (failures || this.listing.documents.some(isInProgress)));
  }

  async #list(signal: AbortSignal): Promise<void> {
    const listing = await this.#part(partAround(this.#view));
    if (!listing || signal.aborted) return;
    if (!listing.documents.length && listing.skip && listing.total) {
      // What was seen is no longer there: its documents were deleted.
      this.#view = { start: listing.total - 1, end: listing.total };
      return this.#list(signal);
    }
    this.listing = listing;
    this.counts = { ...this.counts, [this.query.segment]: listing.total };
    this.loading = false;
    this.host.requestUpdate();
    void this.#reach();
  }

  /** Adds to what is here until it has every row that is seen. */
  async #reach(): Promise<void> {
    if (this.#isReaching || !this.listing) return;
    this.#isReaching = true;
    const { signal } = this.#round;
    try {
      for (;;) {
        const part = this.listing && missingPart(this.listing, this.#view);
        const more = part && (await this.#part(part));
        if (!more?.documents.length || signal.aborted) return;
        this.listing = joined(this.listing, more);
        this.host.requestUpdate();
      }
    } catch {
      // Asking anew also says what is wrong, and goes on by itself.
      if (!signal.aborted) this.refresh();
    } finally {
      this.#isReaching = false;
    }
  }

  async #part({ skip, limit }: Part): Promise<Listing | undefined> {
    const { segment, sort, order } = this.query;
    const page = await this.#api?.kb.listDocuments({
      ...filterOf(this.query, segment),
      skip,
      limit,
      sort,
      order,
    });
    return page && { documents: page.items, skip, total: page.total };
  }

  async #figures(signal: AbortSignal): Promise<void> {
    const { kb } = this.#api ?? {};
    if (!kb) return;
    const others = SEGMENT_NAMES.filter((segment) => segment !== this.query.segment);
    const [facets, stats, newest, ...pages] = await Promise.all([
      this.#readFacets(),
      kb.stats(),
      kb.listDocuments({ limit: 1, sort: 'updated_at', order: 'desc' }),
      ...others.map((segment) => kb.listDocuments({ ...filterOf(this.query, segment), limit: 1 })),
    ]);
    if (signal.aborted) return;
    this.facets = facets;
    const changed = newest.items[0]?.updatedAt;
    this.summary = { ...stats, lastChange: changed ? new Date(changed) : undefined };
    for (const [at, segment] of others.entries()) this.counts[segment] = pages[at]?.total ?? 0;
    this.counts = { ...this.counts };
    this.host.requestUpdate();
  }

  async #readFacets(): Promise<Facets | undefined> {
    const has = await this.#abilities?.has('kb').catch(() => false);
    return has ? this.#api?.kb.facets() : undefined;
  }
}
