import { msg, str } from '@lit/localize';
import { controls } from '@voiceassist/shared';
import type { CalendarEvent } from '@voiceassist/shared/schemas';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { isolated } from '../format.js';
import type { Known } from '../system/system-controller.js';
import { byDay, dayName, hours, lastDay, type EventDay } from './event-days.js';
import { RangeChangeEvent } from './events.js';
import { errorWords } from './problem-words.js';

/**
 * The appointments of a month, by day.
 *
 * @element va-event-list
 * @fires va-range-change
 */
export class EventList extends LitElement {
  static override styles = [
    controls,
    css`
      h3 {
        padding-block: var(--va-3) var(--va-1);
        font-size: var(--va-text-sm);
        line-height: var(--va-lh-sm);
        font-weight: 600;
        color: var(--va-text-2);
      }
      li {
        display: grid;
        grid-template-columns: 9.5rem 1fr;
        gap: var(--va-1) var(--va-3);
        padding-block: var(--va-2);
        border-block-end: var(--va-hair);
      }
      .time {
        color: var(--va-text-2);
        font-variant-numeric: tabular-nums lining-nums;
      }
      b {
        font-weight: 500;
        overflow-wrap: anywhere;
      }
      small {
        display: block;
        font-size: var(--va-text-sm);
        line-height: var(--va-lh-sm);
        color: var(--va-text-2);
        overflow-wrap: anywhere;
      }
      .word {
        padding-block: var(--va-4);
        color: var(--va-text-2);
        text-wrap: pretty;
      }
      .row {
        display: flex;
        gap: var(--va-2);
        padding-block-start: var(--va-3);
      }
      .btn[aria-disabled='true'] {
        color: var(--va-text-3);
        border-color: var(--va-line-strong);
        background: none;
        cursor: default;
      }
    `,
  ];

  @property({ attribute: false }) events: Known<CalendarEvent[]> = {};
  /** The first day shown. */
  @property({ attribute: false }) from = new Date();
  /** There is nothing before. */
  @property({ type: Boolean }) first = false;

  protected override render(): TemplateResult {
    return html`${this.#renderDays()}
      <div class="row">
        <button type="button" class="btn sm" aria-disabled=${this.first} @click=${this.#onEarlier}>
          ${msg('Earlier')}
        </button>
        <button type="button" class="btn sm" @click=${this.#onLater}>${msg('Later')}</button>
      </div>`;
  }

  #renderDays(): TemplateResult {
    const { value, error } = this.events;
    if (error) return html`<p class="word" role="status">${errorWords(error)}</p>`;
    if (!value) return html`<p class="word" role="status">${msg('Loading…')}</p>`;
    if (value.length === 0) return html`<p class="word">${msg('No appointments in these 30 days.')}</p>`;
    return html`${byDay(value, this.from).map((each) => this.#renderDay(each))}`;
  }

  #renderDay({ day, events }: EventDay): TemplateResult {
    const name = dayName(day);
    return html`<h3>${name}</h3>
      <ul aria-label=${name}>
        ${events.map((event) => this.#renderEvent(event))}
      </ul>`;
  }

  #renderEvent(event: CalendarEvent): TemplateResult {
    const { title, location, description, allDay, recurring, calendar } = event;
    const last = lastDay(event);
    const until = last ? isolated(dayName(last)) : '';
    return html`<li>
      <span class="time">${allDay ? msg('All day') : hours(event)}</span>
      <span>
        <b dir="auto">${title}</b>
        ${last && allDay ? html`<small>${msg(str`Until ${until}`)}</small>` : nothing}
        ${location ? html`<small dir="auto">${location}</small>` : nothing}
        ${description ? html`<small dir="auto">${description}</small>` : nothing}
        ${recurring ? html`<small>${msg('Comes again')}</small>` : nothing}
        ${calendar ? html`<small dir="auto">${calendar}</small>` : nothing}
      </span>
    </li>`;
  }

  #onEarlier(): void {
    if (!this.first) this.dispatchEvent(new RangeChangeEvent(-1));
  }

  #onLater(): void {
    this.dispatchEvent(new RangeChangeEvent(1));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-event-list': EventList;
  }
}
