import type { Api } from '@voiceassist/shared';
import type { CalendarEvent, NewCalendarEvent } from '@voiceassist/shared/schemas';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Known } from '../system/system-controller.js';

const RANGE_DAYS = 30;

/** The appointments of thirty days, and the way to the next and to a new one. */
export class CalendarController implements ReactiveController {
  events: Known<CalendarEvent[]> = {};
  /** It begins so many times thirty days after today. */
  range = 0;
  #api: Api | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly apiOf: () => Api | undefined,
  ) {
    host.addController(this);
  }

  hostUpdate(): void {
    const api = this.apiOf();
    if (!api || api === this.#api) return;
    this.#api = api;
    void this.refresh();
  }

  /** The days that are shown. */
  get days(): { from: Date; to: Date } {
    const now = new Date();
    const day = (after: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + after);
    return { from: day(this.range * RANGE_DAYS), to: day((this.range + 1) * RANGE_DAYS) };
  }

  /** Shows the thirty days after or before. */
  async move(step: 1 | -1): Promise<void> {
    this.range = Math.max(0, this.range + step);
    this.events = {};
    this.host.requestUpdate();
    await this.refresh();
  }

  /** Makes an appointment; rejects with what the API throws. */
  async create(event: NewCalendarEvent): Promise<void> {
    await this.#api?.integrations.createEvent(event);
    await this.refresh();
  }

  /** Asks anew: the calendar may be another one. */
  async refresh(): Promise<void> {
    const { range } = this;
    const { from, to } = this.days;
    const asked = this.#api?.integrations.listEvents({ from: from.toISOString(), to: to.toISOString() });
    if (!asked) return;
    const events = await asked.then(
      (value): Known<CalendarEvent[]> => ({ value }),
      (error: unknown): Known<CalendarEvent[]> => ({ error }),
    );
    // Other days were chosen since.
    if (range !== this.range) return;
    this.events = events;
    this.host.requestUpdate();
  }
}
