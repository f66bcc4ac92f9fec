import type { Api } from '@voiceassist/shared';
import type { GapAnswer, GapGroup } from '@voiceassist/shared/schemas';
import type { ReactiveControllerHost } from 'lit';
import { Remote } from './remote.js';

export type GapState = 'open' | 'closed';

/** Questions that found nothing, and what became of those that were asked again. */
export class GapsController {
  state: GapState = 'open';
  readonly groups: Remote<GapGroup[]>;
  /** What was asked again since the page was opened; it stays in sight though it is closed. */
  readonly answers = new Map<string, GapAnswer>();
  /** The group in hand, by its first gap. */
  busy: string | undefined;
  error: unknown;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly api: () => Api | undefined,
  ) {
    this.groups = new Remote(host, api, ({ search }) => search.listGaps(this.state));
  }

  async show(state: GapState): Promise<void> {
    this.state = state;
    this.groups.value = undefined;
    this.answers.clear();
    this.host.requestUpdate();
    await this.groups.refresh();
  }

  /** Asks a group again; gives how many of its questions are answered now. */
  async ask(group: GapGroup): Promise<number> {
    const ids = group.gaps.map(({ id }) => id);
    let answered = 0;
    await this.#work(group, async (api) => {
      for (const answer of await api.search.askGaps(ids)) {
        this.answers.set(answer.id, answer);
        if (answer.isAnswered) answered += 1;
      }
    });
    return answered;
  }

  /** Forgets a group; false when that failed. */
  async delete(group: GapGroup): Promise<boolean> {
    return this.#work(group, async (api) => {
      await api.search.deleteGaps(group.gaps.map(({ id }) => id));
      await this.groups.refresh();
    });
  }

  async #work(group: GapGroup, work: (api: Api) => Promise<void>): Promise<boolean> {
    const api = this.api();
    if (!api || this.busy !== undefined) return false;
    this.busy = group.gaps[0]?.id ?? '';
    this.error = undefined;
    this.host.requestUpdate();
    try {
      await work(api);
      return true;
    } catch (error) {
      this.error = error;
      return false;
    } finally {
      this.busy = undefined;
      this.host.requestUpdate();
    }
  }
}
