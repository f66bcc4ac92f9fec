import { consume } from '@lit/context';
import { msg } from '@lit/localize';
import { apiContext, controls, icon, type Api } from '@voiceassist/shared';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { CalendarController } from './calendar-controller.js';
import type { EventDialog } from './event-dialog.js';
import type { EventConfirmEvent, RangeChangeEvent } from './events.js';

/**
 * The calendar: what is coming, and a new appointment.
 *
 * @element va-calendar-view
 */
export class CalendarView extends LitElement {
  static override styles = [
    controls,
    css`
      .head {
        display: flex;
        gap: var(--va-3);
        align-items: end;
        justify-content: space-between;
        border-block-end: 1px solid var(--va-line-strong);
      }
      h2 {
        padding-block-end: var(--va-2);
        font-size: var(--va-text-lg);
        line-height: var(--va-lh-lg);
        font-weight: 600;
      }
      .head .btn {
        margin-block-end: var(--va-1);
      }
    `,
  ];

  @consume({ context: apiContext, subscribe: true })
  @state()
  private api: Api | undefined;

  @state() private busy = false;
  @state() private error: unknown;
  @state() private notice: (() => string) | undefined;
  @query('va-event-dialog') private dialog!: EventDialog;

  readonly #calendar = new CalendarController(this, () => this.api);

  protected override render(): TemplateResult {
    const { events, days, range } = this.#calendar;
    return html`<section aria-labelledby="calendar">
        <div class="head">
          <h2 id="calendar">${msg('Calendar')}</h2>
          <button type="button" class="btn sm" @click=${this.#onNew}>
            ${icon('plus', 's')}${msg('New appointment')}
          </button>
        </div>
        <va-event-list
          .events=${events}
          .from=${days.from}
          .first=${range === 0}
          @va-range-change=${this.#onRange}
        ></va-event-list>
      </section>
      <va-event-dialog
        .busy=${this.busy}
        .error=${this.error}
        @va-event-confirm=${this.#onCreate}
      ></va-event-dialog>
      <va-toast .message=${this.notice}></va-toast>`;
  }

  /** Asks for the appointments anew. */
  refresh(): Promise<void> {
    return this.#calendar.refresh();
  }

  #onRange({ step }: RangeChangeEvent): Promise<void> {
    return this.#calendar.move(step);
  }

  #onNew(): Promise<void> {
    this.error = undefined;
    return this.dialog.ask(this.#calendar.days.from);
  }

  async #onCreate({ event }: EventConfirmEvent): Promise<void> {
    [this.busy, this.error] = [true, undefined];
    try {
      await this.#calendar.create(event);
      this.notice = () => msg('The appointment is in the calendar.');
      this.dialog.close();
    } catch (error) {
      this.error = error;
    }
    this.busy = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-calendar-view': CalendarView;
  }
}
