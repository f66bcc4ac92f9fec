import type { Api } from '@voiceassist/shared';
import type { TestQuestion, TestRun } from '@voiceassist/shared/schemas';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { visiblePause, type Pause } from '../visible-pause.js';
import { Remote } from './remote.js';

const LOOK_MS = 1000;

/** Test questions and their runs; while everything is read again, a look every second whether the run after it is there. */
export class TestQuestionsController implements ReactiveController {
  readonly questions: Remote<TestQuestion[]>;
  readonly runs: Remote<TestRun[]>;
  /** What is under way. */
  running: 'run' | 'reindex' | undefined;
  /** Why the latest thing that was tried failed. */
  error: unknown;
  #connected = new AbortController();

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly api: () => Api | undefined,
    private readonly pause: Pause = visiblePause,
  ) {
    host.addController(this);
    this.questions = new Remote(host, api, ({ search }) => search.listQuestions());
    this.runs = new Remote(host, api, ({ search }) => search.listRuns());
  }

  hostConnected(): void {
    this.#connected = new AbortController();
  }

  hostDisconnected(): void {
    this.#connected.abort();
  }

  /** Asks all questions; with `reindex` also after everything was read again. */
  async run(reindex: boolean): Promise<void> {
    const search = this.api()?.search;
    if (!search || this.running) return;
    await this.#try(async () => {
      this.running = reindex ? 'reindex' : 'run';
      this.host.requestUpdate();
      const { id, jobId } = await search.run(reindex);
      await this.runs.refresh();
      if (jobId) await this.#follow(id);
    });
    this.running = undefined;
    this.host.requestUpdate();
  }

  async delete(id: string): Promise<void> {
    await this.#try(async () => {
      await this.api()?.search.deleteQuestion(id);
      await this.questions.refresh();
    });
  }

  /** Until the run that came after a reindex is there, the job has ended without one, or nobody looks any more. */
  async #follow(before: string): Promise<void> {
    const { signal } = this.#connected;
    const hasFollowed = () => this.runs.value?.some(({ comparedTo }) => comparedTo === before);
    while (!signal.aborted && !hasFollowed()) {
      try {
        await this.pause(LOOK_MS, signal);
      } catch {
        return;
      }
      await this.runs.refresh();
    }
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.error = undefined;
    try {
      await work();
    } catch (error) {
      this.error = error;
    }
    this.host.requestUpdate();
  }
}
