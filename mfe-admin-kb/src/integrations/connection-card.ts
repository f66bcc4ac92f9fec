import { msg } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import type { Connection, ConnectionCheck } from '@voiceassist/shared/schemas';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Known } from '../system/system-controller.js';
import { ConnectionRequestEvent } from './events.js';
import { errorWords, problemWords } from './problem-words.js';

/**
 * Where files and appointments come from, and whether that answers.
 *
 * @element va-connection-card
 * @fires va-connection-request
 */
export class ConnectionCard extends LitElement {
  static override styles = [
    controls,
    css`
      li {
        display: flex;
        gap: var(--va-3);
        align-items: center;
        justify-content: space-between;
        padding-block: var(--va-2);
        border-block-end: var(--va-hair);
      }
      li > span:first-child {
        min-inline-size: 0;
      }
      small {
        display: block;
        font-size: var(--va-text-sm);
        line-height: var(--va-lh-sm);
        color: var(--va-text-2);
        overflow-wrap: anywhere;
        text-wrap: pretty;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--va-2);
        padding-block-start: var(--va-3);
      }
      .word {
        padding-block: var(--va-3);
        color: var(--va-text-2);
        overflow-wrap: anywhere;
        text-wrap: pretty;
      }
      code {
        font-family: var(--va-font-mono);
        font-size: 0.9em;
      }
    `,
  ];

  @property({ attribute: false }) connection: Known<Connection> = {};
  @property({ attribute: false }) check: Known<ConnectionCheck> = {};

  protected override render(): TemplateResult {
    const { value, error } = this.connection;
    if (!value) return html`<p class="word" role="status">${error ? errorWords(error) : msg('Loading…')}</p>`;
    return html`${value.kind === 'local' ? this.#renderLocal(value) : nothing}
      <ul>
        ${this.#renderPart(msg('Files'), this.#addressOf(value), 'files')}
        ${this.#renderPart(msg('Calendar'), value.calendarUrl ?? '', 'calendar')}
      </ul>
      <div class="row">${this.#renderButtons(value)}</div>`;
  }

  #addressOf({ url, username }: Connection): string {
    return url ? `${url} · ${username ?? ''}` : '';
  }

  #renderLocal({ localFolder }: Connection): TemplateResult {
    return html`<p class="word">
      ${msg(
        html`Nextcloud is not connected. The server’s own folder <code dir="ltr">${localFolder}</code> and a
          calendar of its own stand in for it.`,
      )}
    </p>`;
  }

  #renderPart(name: string, address: string, part: 'files' | 'calendar'): TemplateResult {
    const { value, error } = this.check;
    const problem = value?.[part];
    const words = error ? errorWords(error) : problem ? problemWords(problem) : '';
    return html`<li>
      <span>
        ${name} ${address ? html`<small dir="ltr">${address}</small>` : nothing}
        ${words ? html`<small>${words}</small>` : nothing}
      </span>
      ${
        !value && !error
          ? html`<span class="tag work">${icon('working', 's')}${msg('Asking')}</span>`
          : words
            ? html`<span class="tag bad">${icon('error', 's')}${msg('No answer')}</span>`
            : html`<span class="tag ok">${icon('check', 's')}${msg('Working')}</span>`
      }
    </li>`;
  }

  #renderButtons({ kind, isFixed }: Connection): TemplateResult {
    const check = html`<button type="button" class="btn" value="check" @click=${this.#onPress}>
      ${msg('Test connection')}
    </button>`;
    if (isFixed)
      return html`${check}
        <p class="word">${msg('Set by the environment of the server; it cannot be changed here.')}</p>`;
    return html`
      <button
        type="button"
        class=${kind === 'local' ? 'btn primary' : 'btn'}
        value="change"
        @click=${this.#onPress}
      >
        ${kind === 'local' ? msg('Connect Nextcloud…') : msg('Change…')}
      </button>
      ${check}
      ${
        kind === 'nextcloud'
          ? html`<button type="button" class="btn quiet" value="disconnect" @click=${this.#onPress}>
              ${msg('Disconnect')}
            </button>`
          : nothing
      }
    `;
  }

  #onPress({ currentTarget }: Event): void {
    const { value } = currentTarget as HTMLButtonElement;
    this.dispatchEvent(new ConnectionRequestEvent(value as ConnectionRequestEvent['action']));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-connection-card': ConnectionCard;
  }
}
