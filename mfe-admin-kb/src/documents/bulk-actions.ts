import { msg, str } from '@lit/localize';
import { describeError, plural, type Api } from '@voiceassist/shared';
import type { DocumentChanges } from '@voiceassist/shared/schemas';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { formatCount } from '../format.js';
import { filterOf, type ListQuery } from './document-list.js';
import { NOTHING_SELECTED, extended, toggled, withAll, type Selection } from './selection.js';

/** The most that the server takes in one request. */
const AT_ONCE = 5_000;

/** Which documents are chosen, and what is done with all of them. */
export class BulkActions implements ReactiveController {
  selection: Selection = NOTHING_SELECTED;
  busy = false;
  /** Why the latest action failed. */
  error: unknown;
  /** The latest action was asked for in a dialog, which says itself why it failed. */
  #inDialog = false;
  /** What was just done. */
  notice: (() => string) | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly apiOf: () => Pick<Api, 'kb'> | undefined,
    /** The list is out of date. */
    private readonly onChange: () => void,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.clear();
  }

  /** Chooses one document, or with `range` all up to it; `shown` is the list as it stands. */
  choose(id: string, shown: readonly string[], range: boolean): void {
    this.#set({ selection: range ? extended(this.selection, shown, id) : toggled(this.selection, id) });
  }

  /** Chooses all of these, or lets all of them go. */
  chooseAll(ids: readonly string[], isSelected: boolean): void {
    this.#set({ selection: withAll(this.selection, ids, isSelected) });
  }

  /** Chooses all documents that fit. */
  async chooseFitting(query: ListQuery): Promise<void> {
    const ids = await this.#run(async (kb) => kb.listIds(filterOf(query, query.segment)));
    if (ids) this.chooseAll(ids, true);
  }

  clear(): void {
    this.#set({ selection: NOTHING_SELECTED, error: undefined, notice: undefined });
  }

  /** Forgets how the action before went. */
  reset(): void {
    this.#set({ error: undefined, notice: undefined });
  }

  /** Has all of them read again. */
  async reindex(): Promise<void> {
    const ids = [...this.selection.ids];
    const done = await this.#inParts(ids, (kb, part) => kb.reindex(part));
    if (done) this.#end(() => msg('The selected documents are read again.'));
  }

  /** Describes all of them so; says whether it was done. */
  async change(changes: DocumentChanges): Promise<boolean> {
    const ids = [...this.selection.ids];
    const done = await this.#inParts(ids, (kb, part) => kb.changeDocuments(part, changes), true);
    if (done) this.#end(() => msg('The selected documents were changed.'));
    return done;
  }

  /** Deletes all of them; says whether it was done. */
  async delete(): Promise<boolean> {
    const ids = [...this.selection.ids];
    const done = await this.#inParts(ids, (kb, part) => kb.deleteDocuments(part), true);
    if (done) {
      this.#end(() => msg('The selected documents were deleted.'));
      this.#set({ selection: NOTHING_SELECTED });
    }
    return done;
  }

  /** Why the latest action failed, in words, where no dialog says it. */
  get failure(): (() => string) | undefined {
    const { error } = this;
    if (!error || this.#inDialog) return undefined;
    return () => {
      const { title, detail } = describeError(error);
      return `${title} ${detail}`;
    };
  }

  #end(notice: () => string): void {
    this.#set({ notice });
    this.onChange();
  }

  async #inParts(
    ids: readonly string[],
    act: (kb: Api['kb'], part: string[]) => Promise<unknown>,
    inDialog = false,
  ): Promise<boolean> {
    const done = await this.#run(async (kb) => {
      for (let at = 0; at < ids.length; at += AT_ONCE) await act(kb, ids.slice(at, at + AT_ONCE));
      return true;
    }, inDialog);
    return done ?? false;
  }

  async #run<T>(act: (kb: Api['kb']) => Promise<T>, inDialog = false): Promise<T | undefined> {
    const api = this.apiOf();
    if (!api || this.busy) return undefined;
    this.#inDialog = inDialog;
    this.#set({ busy: true, error: undefined, notice: undefined });
    try {
      return await act(api.kb);
    } catch (error) {
      this.#set({ error });
      return undefined;
    } finally {
      this.#set({ busy: false });
    }
  }

  #set(change: Partial<Pick<BulkActions, 'selection' | 'busy' | 'error' | 'notice'>>): void {
    Object.assign(this, change);
    this.host.requestUpdate();
  }
}

/** What goes with so many documents. */
export function bulkConsequence(count: number): string {
  const figure = formatCount(count);
  return plural(count, {
    one: msg('Its passages go with it. Old answers keep their quotes but can no longer open the source.'),
    other: msg(
      str`The passages of all ${figure} go with them. Old answers keep their quotes but can no longer open the sources.`,
    ),
  });
}
