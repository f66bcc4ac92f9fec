import { LitElement, css, html } from 'lit';
import * as smd from 'streaming-markdown';
import { place } from '../pages/place.js';
import { receive } from './deltas.js';
import { history } from './history.js';

/** The least that shows a streamed answer: one element, one parser, one flush a frame; every message is in the document. */
class FloorChat extends LitElement {
  static override styles = css`
    :host {
      display: flex;
      flex-direction: column;
      block-size: 100vh;
    }
    .log {
      flex: 1;
      overflow-y: auto;
    }
    .message {
      padding: 0.5rem;
      content-visibility: auto;
      contain-intrinsic-size: auto 8rem;
    }
    .message:last-child {
      content-visibility: visible;
    }
  `;

  protected override render() {
    return html`
      <div class="log" role="log" tabindex="0" aria-label="Conversation"></div>
      <textarea aria-label="Message" @keydown=${this.#onKeydown}></textarea>
    `;
  }

  protected override firstUpdated(): void {
    for (const { role, text } of history()) {
      if (role === 'user') this.#row().textContent = text;
      else {
        const parser = this.#parser();
        smd.parser_write(parser, text);
        smd.parser_end(parser);
      }
    }
    this.#log.scrollTop = this.#log.scrollHeight;
  }

  get #log(): HTMLElement {
    return this.renderRoot.querySelector('.log') as HTMLElement;
  }

  #row(): HTMLElement {
    const row = document.createElement('div');
    row.className = 'message';
    this.#log.append(row);
    return row;
  }

  #parser() {
    return smd.parser(smd.default_renderer(this.#row()));
  }

  #ask(question: string): void {
    this.#row().textContent = question;
    const parser = this.#parser();
    let waiting = '';
    let frame = 0;
    const flush = () => {
      frame = 0;
      const log = this.#log;
      const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
      smd.parser_write(parser, waiting);
      waiting = '';
      if (isAtEnd) log.scrollTop = log.scrollHeight;
    };
    receive(
      (piece) => {
        waiting += piece;
        frame ||= requestAnimationFrame(flush);
      },
      () => {
        cancelAnimationFrame(frame);
        flush();
        smd.parser_end(parser);
      },
    );
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const box = event.target as HTMLTextAreaElement;
    this.#ask(box.value);
    box.value = '';
  }
}

customElements.define('floor-chat', FloorChat);
place.append(document.createElement('floor-chat'));
