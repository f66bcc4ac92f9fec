import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { citationsUsed } from './citations-used.js';
import type { Access } from './connection.js';
import type { ConversationMessage } from './conversation.js';
import { CitationOpenEvent } from './events.js';
import { CitationCloseEvent, type CitationSelectEvent, type CitationVersionEvent } from './panel-events.js';
import { PassageController } from './passage-controller.js';

/** Which source is open: an answer, and a number in it. */
export interface OpenSource {
  readonly messageId: string;
  readonly number: number;
}

/** What the open source is looked up in. */
interface Surroundings {
  messages(): readonly ConversationMessage[];
  access(): Access | undefined;
  /** Puts the focus back on the citation that the source was opened from. */
  giveBackFocus(source: OpenSource): unknown;
}

/** The source beside the answer: which one is open, its passage, and the panel that shows it. */
export class SourceController {
  #open: OpenSource | undefined;
  readonly #passage: PassageController;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly surroundings: Surroundings,
  ) {
    this.#passage = new PassageController(host);
  }

  /** Nothing unless the answer and the source in it are there. */
  get open(): OpenSource | undefined {
    return this.#answer() && this.#open;
  }

  /** Opens the source that was asked for. */
  show({ messageId, citationNumber }: CitationOpenEvent): void {
    this.#set({ messageId, number: citationNumber });
    this.#load();
  }

  /** Closes without a word: another conversation takes the place. */
  reset(): void {
    this.#set(undefined);
  }

  render(): TemplateResult | '' {
    const answer = this.#answer();
    if (!answer || !this.#open) return '';
    const { passage, failure, loading, isToday } = this.#passage;
    const { used, unused } = citationsUsed(answer);
    const { number: open } = this.#open;
    const isUnused = !used.some(({ number }) => number === open);
    return html`
      <va-citation-panel
        exportparts="source"
        .citations=${isUnused ? unused : used}
        .isUnused=${isUnused}
        .number=${this.#open.number}
        .passage=${passage}
        .failure=${failure}
        .loading=${loading}
        .isToday=${isToday}
        @va-citation-select=${this.#onSelect}
        @va-citation-close=${this.#onClose}
        @va-citation-reload=${this.#onReload}
        @va-citation-version=${this.#onVersion}
      ></va-citation-panel>
    `;
  }

  #answer(): ConversationMessage | undefined {
    const open = this.#open;
    const answer = open && this.surroundings.messages().find(({ id }) => id === open.messageId);
    return answer?.citations.some(({ number }) => number === open?.number) ? answer : undefined;
  }

  #set(open: OpenSource | undefined): void {
    this.#open = open;
    this.host.requestUpdate();
  }

  readonly #onReload = (): void => this.#load(this.#passage.isToday);

  readonly #onVersion = ({ isToday }: CitationVersionEvent): void => this.#load(isToday);

  #load(isToday = false): void {
    const citation = this.#answer()?.citations.find(({ number }) => number === this.#open?.number);
    const access = this.surroundings.access();
    if (citation && access) this.#passage.show(access.api, citation, isToday);
  }

  readonly #onSelect = ({ number }: CitationSelectEvent): void => {
    if (!this.#open) return;
    const { messageId } = this.#open;
    this.#set({ messageId, number });
    this.#load();
    this.host.dispatchEvent(new CitationOpenEvent(messageId, number));
  };

  readonly #onClose = (event: Event): void => {
    event.stopPropagation();
    const open = this.#open;
    this.#set(undefined);
    this.host.dispatchEvent(new CitationCloseEvent());
    if (open) void this.host.updateComplete.then(() => this.surroundings.giveBackFocus(open));
  };
}
