import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Composer } from './composer.js';
import { Draft, type DraftStore } from './draft.js';

const nameOf = (conversation: string | undefined) => `draft:${conversation ?? 'new'}`;

/** Keeps what is typed, for each conversation, until it has arrived; gives it back when the conversation is opened. */
export class DraftController implements ReactiveController {
  /** The text in the composer is from before, and nobody has touched it yet. */
  isBack = false;
  /** Also those of conversations that were left: a page without a vault keeps them as long as it is there. */
  readonly #drafts = new Map<string, Draft>();
  #wasUnkept = false;
  /** That of the conversation that is open. */
  current: Draft | undefined;
  #name = '';
  #owner: string | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & Element,
    private readonly store: () => DraftStore | undefined,
    private readonly composer: () => Composer | null,
  ) {
    host.addController(this);
  }

  /** Something was typed that goes with the page. */
  get isUnkept(): boolean {
    return [...this.#drafts.values()].some(({ isUnkept }) => isUnkept);
  }

  /** Whether the draft is that of this conversation; without an id, of a new one. */
  isOf(conversation: string | undefined): boolean {
    return this.#name === nameOf(conversation);
  }

  hostConnected(): void {
    window.addEventListener('pagehide', this.#save);
    // Whoever goes on elsewhere on the page may leave it next.
    this.host.addEventListener('focusout', this.#save);
    document.addEventListener('visibilitychange', this.#save);
  }

  hostDisconnected(): void {
    window.removeEventListener('pagehide', this.#save);
    this.host.removeEventListener('focusout', this.#save);
    document.removeEventListener('visibilitychange', this.#save);
    this.#save();
    // A move in the document is not the end.
    queueMicrotask(() => {
      if (this.host.isConnected) return;
      this.#drafts.clear();
      this.current = undefined;
    });
  }

  /** What one person has typed goes before another one is here; who is signed out may be back in a moment. */
  setOwner(userId: string | undefined): void {
    if (userId === undefined || userId === this.#owner) return;
    if (this.#owner !== undefined) {
      for (const draft of this.#drafts.values()) draft.forget();
      this.#drafts.clear();
      this.current = undefined;
      this.composer()?.clear();
      this.#open(this.#name);
    }
    this.#owner = userId;
  }

  /** Puts the draft of the present conversation aside and brings that of another one; without an id, of a new one. */
  open(conversation: string | undefined): void {
    this.#open(nameOf(conversation));
  }

  /** The conversation has got its id: its draft goes on under it. */
  rename(conversation: string | undefined): void {
    const name = nameOf(conversation);
    if (!this.current || name === this.#name) return;
    this.#drafts.delete(this.#name);
    this.#drafts.set(name, this.current);
    this.#name = name;
    this.current.rename(name);
  }

  /** Something was typed. */
  input(): void {
    if (!this.current) return;
    this.current.text = this.composer()?.text ?? '';
    this.current.saveSoon();
    this.#set(false);
    this.#noteKept();
  }

  /** The composer has let go of its text. */
  settle(): void {
    const composer = this.composer();
    const draft = this.current;
    if (!draft) return;
    draft.text = composer?.text ?? '';
    if (!draft.text) this.#set(false);
    if (composer && draft.takeEarlier()) this.#show(composer, draft);
    draft.save();
    this.#noteKept();
  }

  /** Empties the composer, and keeps nothing of it. */
  discard(): void {
    this.current?.discard();
    this.composer()?.clear();
    this.#set(false);
    this.#noteKept();
  }

  /** The conversation is gone: nothing is kept of it. */
  remove(conversation: string): void {
    const name = nameOf(conversation);
    const draft = this.#drafts.get(name);
    draft?.forget();
    this.#drafts.delete(name);
    if (draft && draft === this.current) {
      this.current = undefined;
      this.composer()?.clear();
      this.#set(false);
    }
    // What cannot be removed now goes with the sign-out.
    void this.store()
      ?.write(name, '')
      .catch(() => undefined);
  }

  readonly #save = (event?: Event): void => {
    if (event?.type !== 'visibilitychange' || document.visibilityState === 'hidden') this.current?.save();
  };

  #open(name: string): void {
    const composer = this.composer();
    const before = this.current;
    before?.putAside();
    const draft: Draft =
      this.#drafts.get(name) ??
      new Draft(
        name,
        this.store(),
        () => this.#onRestored(draft),
        () => this.#noteKept(),
      );
    this.#drafts.set(name, draft);
    this.current = draft;
    this.#name = name;
    // What stood in the composer before anything was opened was typed for this conversation.
    if (before) draft.takeEarlier();
    else draft.text = composer?.text ?? '';
    if (composer && composer.text !== draft.text) this.#show(composer, draft);
    else if (draft !== before) this.isBack = false;
    void draft.restore();
  }

  #onRestored(draft: Draft): void {
    const composer = this.composer();
    if (draft === this.current && composer) this.#show(composer, draft);
  }

  #show(composer: Composer, draft: Draft): void {
    composer.fill(draft.text);
    this.#set(draft.text !== '');
  }

  #noteKept(): void {
    if (this.#wasUnkept === this.isUnkept) return;
    this.#wasUnkept = this.isUnkept;
    this.host.requestUpdate();
  }

  #set(isBack: boolean): void {
    if (this.isBack === isBack) return;
    this.isBack = isBack;
    this.host.requestUpdate();
  }
}
