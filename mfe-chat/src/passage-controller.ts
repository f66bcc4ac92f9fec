import { msg } from '@lit/localize';
import { describeError, isApiError, type Api, type ErrorDescription } from '@voiceassist/shared';
import type { Citation, Passage } from '@voiceassist/shared/schemas';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Where passages come from. */
export interface PassageSource {
  readonly kb: Pick<Api['kb'], 'passage'>;
}

/** Why a passage is not shown, and whether asking again can help. */
export interface PassageFailure extends ErrorDescription {
  readonly canRetry: boolean;
}

const KEPT = 8;

/** Fetches the section around a citation, one at a time, and remembers the last few. */
export class PassageController implements ReactiveController {
  passage: Passage | undefined;
  /** What is shown is today's version of a source that has changed since it was cited. */
  isToday = false;
  #error: unknown;
  loading = false;

  readonly #kept = new Map<string, Passage | undefined>();
  #request: AbortController | undefined;

  /** In the language of the moment. */
  get failure(): PassageFailure | undefined {
    return this.#error === undefined ? undefined : failureOf(this.#error);
  }

  constructor(private readonly host: ReactiveControllerHost & Element) {
    host.addController(this);
  }

  hostDisconnected(): void {
    // A move in the document is not the end.
    queueMicrotask(() => {
      if (!this.host.isConnected) this.#request?.abort();
    });
  }

  /** Shows the passage of `citation`, as it was cited or as it is today; what was asked for before is let go. */
  show(source: PassageSource, citation: Citation, isToday = false): void {
    this.#request?.abort();
    this.isToday = isToday;
    const key = `${citation.documentId} ${citation.version ?? ''} ${citation.start}-${citation.end} ${isToday}`;
    const kept = this.#kept.get(key);
    this.#set(kept, undefined, !kept);
    if (!kept) void this.#fetch(source, citation, key);
  }

  async #fetch(source: PassageSource, citation: Citation, key: string): Promise<void> {
    const request = new AbortController();
    this.#request = request;
    try {
      const { documentId, start, end, version } = citation;
      const passage = await source.kb.passage(documentId, start, end, {
        version: version ?? undefined,
        isCurrent: this.isToday,
        signal: request.signal,
      });
      if (request.signal.aborted) return;
      this.#keep(key, passage);
      this.#set(passage, undefined, false);
    } catch (error) {
      if (!request.signal.aborted) this.#set(undefined, error, false);
    }
  }

  #keep(key: string, passage: Passage | undefined): void {
    this.#kept.set(key, passage);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }

  #set(passage: Passage | undefined, error: unknown, loading: boolean): void {
    Object.assign(this, { passage, loading });
    this.#error = error;
    this.host.requestUpdate();
  }
}

function failureOf(error: unknown): PassageFailure {
  const isGone = isApiError(error) && error.status === 404;
  return {
    title: isGone ? msg('The document can no longer be opened.') : describeError(error).title,
    detail: msg('The quote is shown as it was cited.'),
    canRetry: !isGone,
  };
}
