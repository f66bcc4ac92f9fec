/** Where drafts are kept: the vault, which may keep nothing. */
export interface DraftStore {
  read(name: string): Promise<string | undefined>;
  /** Resolves to false when there is no place to keep it. */
  write(name: string, text: string): Promise<unknown>;
}

/** Milliseconds without input until a draft is written. */
const PAUSE_MS = 400;
/** While somebody types without such a pause, it is written after this time all the same. */
const LONGEST_MS = 4_000;

/** Texts one below the other, each once. */
function joined(texts: readonly string[]): string {
  const byWords = new Map(texts.map((text) => [text.trim(), text]));
  byWords.delete('');
  return [...byWords.values()].join('\n\n');
}

/** What was typed in one conversation and is not sent. */
export class Draft {
  /** What stands in the composer. */
  text = '';
  /** From before, while something else stands in the composer. */
  #earlier = '';
  #written: string | undefined = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #due = 0;
  #isForgotten = false;
  /** Whether what is written is kept; a store says so when it is asked first. */
  #isKept: boolean;
  #reading: 'needed' | 'begun' | 'done' = 'needed';

  constructor(
    private name: string,
    private readonly store: DraftStore | undefined,
    /** Called when something from before was found that can be typed on. */
    private readonly onRestored: () => void,
    /** Called when it has become known whether the text is kept. */
    private readonly onKept: () => void = () => undefined,
  ) {
    this.#isKept = store !== undefined;
  }

  /** There is a text, and it goes with the page. */
  get isUnkept(): boolean {
    return !this.#isKept && this.#all() !== '';
  }

  /** Looks for what was kept. What is typed meanwhile is neither replaced nor replaces what was kept. */
  async restore(): Promise<void> {
    if (this.#reading !== 'needed') return;
    this.#reading = 'begun';
    const { name } = this;
    let kept = '';
    try {
      kept = (await this.store?.read(name)) ?? '';
    } catch {
      // Who types is not disturbed; before the next writing it is tried again.
      this.#reading = 'needed';
      return;
    }
    this.#reading = 'done';
    if (name === this.name) this.#written = kept;
    if (kept !== this.#all()) this.#earlier = joined([kept, this.#earlier]);
    if (this.takeEarlier()) this.onRestored();
    this.save();
  }

  /** Makes what is from before the text, when there is no other. */
  takeEarlier(): boolean {
    if (this.text || !this.#earlier) return false;
    this.text = this.#earlier;
    this.#earlier = '';
    return true;
  }

  /** Writes once nobody has typed for a moment. */
  saveSoon(): void {
    const now = performance.now();
    if (this.#timer === undefined) this.#due = now + LONGEST_MS;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), Math.min(PAUSE_MS, this.#due - now));
  }

  /** Writes at once what is not written yet; never before it is known what was kept. */
  save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const all = this.#all();
    if (this.#isForgotten || all === this.#written) return;
    if (this.#reading === 'done') {
      this.#written = all;
      this.#write(this.name, all);
    } else void this.restore();
  }

  /** Goes on under another name; under the old one nothing stays. */
  rename(name: string): void {
    const before = this.name;
    if (name === before) return;
    this.name = name;
    this.#write(before, '');
    this.#written = '';
    this.save();
  }

  /** A question stands in the conversation, which was left since: its words are not typed any more. */
  settle(question: string): void {
    const earlier = this.#earlier.trimEnd();
    if (!earlier.endsWith(question)) return;
    this.#earlier = earlier.slice(0, -question.length).trimEnd();
    this.save();
  }

  /** A question that was not asked before its conversation was left: it stands in the composer when somebody is back there. */
  keep(question: string): void {
    if (this.#earlier.trimEnd().endsWith(question)) return;
    this.#earlier = joined([this.#earlier, question]);
    this.save();
  }

  /** Lets go of the text and of what is from before. */
  discard(): void {
    this.text = '';
    this.#earlier = '';
    this.save();
  }

  /** Ends without a trace; what was written stays with whom it belongs to. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#isForgotten = true;
  }

  /** The composer is needed for something else: all of it is from before from now on. */
  putAside(): void {
    this.save();
    this.#earlier = this.#all();
    this.text = '';
  }

  #all(): string {
    return joined([this.#earlier, this.text]);
  }

  #write(name: string, text: string): void {
    this.store?.write(name, text).then(
      (isKept) => this.#setKept(isKept !== false),
      () => {
        // Nothing is known of what is on the disk now: it is written again with the next input.
        if (name === this.name) this.#written = undefined;
        this.#setKept(false);
      },
    );
  }

  #setKept(isKept: boolean): void {
    this.#isKept = isKept;
    this.onKept();
  }
}
