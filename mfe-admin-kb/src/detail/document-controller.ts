import { isApiError, type Api } from '@voiceassist/shared';
import type { DocumentDetail } from '@voiceassist/shared/schemas';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isInProgress } from '../documents/document-list.js';
import { POLL_MS } from '../uploads/upload-following.js';
import { visiblePause, type Pause } from '../visible-pause.js';

type Passage = Awaited<ReturnType<Api['kb']['listChunks']>>[number];

/** One document with its passages, and a look every second while the server works on it. */
export class DocumentController implements ReactiveController {
  detail: DocumentDetail | undefined;
  passages: readonly Passage[] = [];
  /** Why the latest look or action failed. */
  error: unknown;
  busy = false;

  #id: string | undefined;
  #api: Pick<Api, 'kb'> | undefined;
  #round = new AbortController();

  constructor(
    private readonly host: ReactiveControllerHost & Pick<Node, 'isConnected'>,
    private readonly wanted: () => { api: Pick<Api, 'kb'> | undefined; id: string | undefined },
    private readonly pause: Pause = visiblePause,
  ) {
    host.addController(this);
  }

  hostUpdate(): void {
    const { api, id } = this.wanted();
    if (!api || !id || (api === this.#api && id === this.#id)) return;
    if (id !== this.#id) {
      this.detail = undefined;
      this.passages = [];
    }
    this.#api = api;
    this.#id = id;
    this.refresh();
  }

  hostDisconnected(): void {
    queueMicrotask(() => {
      if (this.host.isConnected) return;
      this.#round.abort();
      this.#api = undefined;
    });
  }

  /** Asks the server anew. */
  refresh(): void {
    this.#round.abort();
    this.#round = new AbortController();
    void this.#run(this.#round.signal);
  }

  /** Has the document read again. */
  async readAgain(): Promise<void> {
    await this.#act((kb, id) => kb.retryDocument(id));
    this.refresh();
  }

  /** The file of a version. */
  original(version: number): Promise<Blob | undefined> {
    return this.#act((kb, id) => kb.original(id, version));
  }

  async #act<T>(act: (kb: Api['kb'], id: string) => Promise<T>): Promise<T | undefined> {
    if (!this.#api || !this.#id || this.busy) return undefined;
    this.#set({ busy: true, error: undefined });
    try {
      return await act(this.#api.kb, this.#id);
    } catch (error) {
      this.#set({ error });
      return undefined;
    } finally {
      this.#set({ busy: false });
    }
  }

  async #run(signal: AbortSignal): Promise<void> {
    let known: string | undefined;
    for (;;) {
      try {
        const [api, id] = [this.#api, this.#id];
        if (!api || !id) return;
        const detail = await api.kb.document(id);
        const state = `${detail.version} ${detail.status} ${detail.finishedAt}`;
        const passages = state === known ? this.passages : await passagesOf(api.kb, id);
        if (signal.aborted) return;
        known = state;
        this.#set({ detail, passages, error: undefined });
        if (!isInProgress(detail)) return;
        await this.pause(POLL_MS, signal);
      } catch (error) {
        if (!signal.aborted) this.#set({ error });
        return;
      }
    }
  }

  #set(change: Partial<Pick<DocumentController, 'detail' | 'passages' | 'error' | 'busy'>>): void {
    Object.assign(this, change);
    this.host.requestUpdate();
  }
}

/** A server that opens no documents says so by not having the call. */
function passagesOf(kb: Api['kb'], id: string): Promise<readonly Passage[]> {
  return kb.listChunks(id).catch((error: unknown) => {
    if (isApiError(error) && error.problem.code === 'not_offered') return [];
    throw error;
  });
}
