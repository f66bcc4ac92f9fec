import type { Api } from '@voiceassist/shared';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A document by its name; without a title one that was deleted. */
export interface ChosenDocument {
  id: string;
  title?: string | null | undefined;
}

const PAUSE_MS = 250;
const OFFERED = 8;
const MOST_CHOSEN = 5;

/** Documents to choose from: those that are chosen, and those whose title was looked for. */
export class DocumentChoice implements ReactiveController {
  chosen: ChosenDocument[] = [];
  isSearching = false;
  #found: ChosenDocument[] = [];
  #round = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly api: () => Api | undefined,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  /** The chosen ones stay in sight. */
  get offered(): ChosenDocument[] {
    const found = this.#found.filter(({ id }) => !this.chosen.some((each) => each.id === id));
    return [...this.chosen, ...found];
  }

  begin(chosen: ChosenDocument[], suggested: ChosenDocument[]): void {
    this.chosen = chosen;
    this.#found = suggested;
    if (suggested.length === 0) this.find('');
    else this.host.requestUpdate();
  }

  toggle(document: ChosenDocument): void {
    const isChosen = this.chosen.some(({ id }) => id === document.id);
    if (isChosen) {
      this.#found = [document, ...this.#found.filter(({ id }) => id !== document.id)];
      this.chosen = this.chosen.filter(({ id }) => id !== document.id);
    } else if (this.chosen.length < MOST_CHOSEN) this.chosen = [...this.chosen, document];
    this.host.requestUpdate();
  }

  /** Looks for documents by title, after a short pause in typing. */
  find(title: string): void {
    clearTimeout(this.#timer);
    this.isSearching = true;
    this.host.requestUpdate();
    const round = ++this.#round;
    this.#timer = setTimeout(() => void this.#search(title.trim(), round), title === '' ? 0 : PAUSE_MS);
  }

  async #search(title: string, round: number): Promise<void> {
    const kb = this.api()?.kb;
    const query = { limit: OFFERED, sort: 'title', order: 'asc', ...(title && { search: title }) } as const;
    const documents = await kb?.listDocuments(query).then(
      ({ items }) => items,
      () => [],
    );
    if (round !== this.#round) return;
    this.#found = documents?.map(({ id, title: name }) => ({ id, title: name })) ?? [];
    this.isSearching = false;
    this.host.requestUpdate();
  }
}
