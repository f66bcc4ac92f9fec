import { activeLocale } from '@voiceassist/shared';
import type { ReactiveControllerHost } from 'lit';
import { isBeingWritten, type ConversationMessage } from './conversation.js';
import { whenIdle } from './idle.js';
import type { markdown as Markdown } from './markdown/main.js';
import type { MarkdownStream } from './markdown/markdown-stream.js';
import { markSources } from './source-links.js';

let markdown: typeof Markdown | undefined;
let loading: Promise<void> | undefined;

/** Fetches what reads Markdown: a question can be written and sent before it is there. What failed is fetched again the next time. */
export function loadMarkdown(): Promise<void> {
  loading ??= import('./markdown/main.js').then(
    (loaded) => {
      ({ markdown } = loaded);
      whenIdle(...markdown.warmUps);
    },
    () => {
      loading = undefined;
    },
  );
  return loading;
}

/** The text of an answer, in an element that Lit does not render. */
export class AnswerText {
  #stream: MarkdownStream | undefined;
  #shown: ConversationMessage | undefined;
  #locale = activeLocale();

  constructor(
    private readonly host: ReactiveControllerHost,
    /** The button of a citation, or nothing while its source is not known. */
    private readonly cite: (number: number) => HTMLElement | undefined,
  ) {}

  /** What reads Markdown is there. */
  get isReady(): boolean {
    return markdown !== undefined;
  }

  /** Shows what has been written so far, and says again in the language of the moment what stands there in our words. */
  show(prose: HTMLElement, message: ConversationMessage): void {
    if (!markdown) {
      void this.#wait(prose, message.content);
      return;
    }
    if (this.#shown !== message) {
      this.#shown = message;
      this.#stream ??= this.#begin(prose, markdown);
      this.#stream.update(message.content, !isBeingWritten(message));
      markSources(prose, message.citations);
    }
    if (this.#locale !== activeLocale()) this.#stream?.relabel();
    this.#locale = activeLocale();
  }

  #begin(prose: HTMLElement, reader: typeof Markdown): MarkdownStream {
    prose.classList.remove('as-written');
    prose.replaceChildren();
    return new reader.MarkdownStream(prose, this.cite);
  }

  /** Without what reads Markdown, the answer is shown as it was written. */
  async #wait(prose: HTMLElement, content: string): Promise<void> {
    await loadMarkdown();
    if (markdown) return this.host.requestUpdate();
    prose.classList.add('as-written');
    prose.textContent = content;
  }
}
