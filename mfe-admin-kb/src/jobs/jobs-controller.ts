import type { Api } from '@voiceassist/shared';
import type { IndexingJob } from '@voiceassist/shared/schemas';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { PAGE_SIZE } from '../documents/document-list.js';
import { POLL_MS } from '../uploads/upload-following.js';
import { visiblePause, type Pause } from '../visible-pause.js';
import { isActive } from './job-words.js';

/** Between two looks while nothing runs: somebody else may start something. */
const REST_MS = 10_000;
const MAX_POLL_MS = 30_000;

/** The history of indexing: a page of jobs, looked at every second while one of them runs. */
export class JobsController implements ReactiveController {
  /** The latest page that came; stays while the next one is on its way. */
  jobs: readonly IndexingJob[] | undefined;
  total = 0;
  skip = 0;
  /** Why the latest look at the server failed. */
  error: unknown;
  /** The server lets jobs be cancelled and tried again. */
  canAct = false;

  #api: Api | undefined;
  #round = new AbortController();

  constructor(
    private readonly host: ReactiveControllerHost & Pick<Node, 'isConnected'>,
    private readonly apiOf: () => Api | undefined,
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
    this.refresh();
    void this.#detect(api);
  }

  hostDisconnected(): void {
    // A move in the document is no end.
    queueMicrotask(() => {
      if (!this.host.isConnected) this.#round.abort();
    });
  }

  /** Shows another part of the history. */
  show(skip: number): void {
    this.skip = skip;
    this.refresh();
  }

  /** Asks the server anew. */
  refresh(): void {
    this.#round.abort();
    this.#round = new AbortController();
    this.host.requestUpdate();
    void this.#run(this.#round.signal);
  }

  /** Gives up what waits of a job; rejects with what the API throws. */
  async cancel({ id }: IndexingJob): Promise<void> {
    await this.#api?.kb.cancelJob(id);
    this.refresh();
  }

  /** Starts a new job for what is left of one, and shows it; rejects with what the API throws. */
  async retry({ id }: IndexingJob): Promise<void> {
    await this.#api?.kb.retryJob(id);
    this.show(0);
  }

  async #detect(api: Api): Promise<void> {
    try {
      this.canAct = (await api.server.capabilities()).capabilities.includes('jobs');
    } catch {
      // The list below says that the server is out of reach.
    }
    this.host.requestUpdate();
  }

  async #run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        await this.#look(signal);
        failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        this.error = error;
        failures += 1;
      }
      if (signal.aborted) return;
      this.host.requestUpdate();
      const rest = this.jobs?.some(isActive) || failures ? POLL_MS * 2 ** failures : REST_MS;
      try {
        await this.pause(Math.min(rest, MAX_POLL_MS), signal);
      } catch {
        return;
      }
    }
  }

  async #look(signal: AbortSignal): Promise<void> {
    const { skip } = this;
    const page = await this.#api?.kb.listJobs({ skip, limit: PAGE_SIZE, documents: false });
    if (signal.aborted || !page) return;
    this.jobs = page.items;
    this.total = page.total;
    this.error = undefined;
  }
}
