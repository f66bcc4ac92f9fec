import type { Api } from '@voiceassist/shared';
import type { SearchExplanation } from '@voiceassist/shared/schemas';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A question and what retrieval did with it; a newer question makes an older answer worthless. */
export class SearchTryController implements ReactiveController {
  question = '';
  result: SearchExplanation | undefined;
  error: unknown;
  busy = false;
  #round = new AbortController();

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly api: () => Api | undefined,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#round.abort();
  }

  async search(question: string): Promise<void> {
    const api = this.api();
    if (!api || question.trim() === '') return;
    this.#round.abort();
    const { signal } = (this.#round = new AbortController());
    this.question = question;
    this.busy = true;
    this.error = undefined;
    this.host.requestUpdate();
    try {
      const result = await api.search.explain(question, signal);
      if (signal.aborted) return;
      this.result = result;
    } catch (error) {
      if (signal.aborted) return;
      this.error = error;
    }
    this.busy = false;
    this.host.requestUpdate();
  }
}
