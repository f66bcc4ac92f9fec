import { msg } from '@lit/localize';

/** At most one thing is said in this time. */
const PAUSE_MS = 3_000;

/** A sentence, or a line such as a row of a table, is over. */
const SENTENCE_END = /[.!?:](?=\s)|\n/g;

/** What a screen reader is told of an answer in the making: its beginning, whole sentences in batches, its end. */
export class Announcer {
  #id = '';
  #text = '';
  /** How much of the text was told. */
  #told = 0;
  /** What is said next besides sentences. */
  #begin = '';
  #end: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly say: (words: string) => void) {}

  /** The answer as it is now, with `end` once it has ended. */
  update(id: string, text: string, end?: string): void {
    if (id !== this.#id) {
      this.#id = id;
      this.#told = 0;
      this.#begin = msg('Answer begins.');
    }
    this.#text = text;
    this.#end = end;
    // Whatever comes while the last words are being read waits for its turn.
    if (this.#timer === undefined) this.#tell();
  }

  /** Says nothing more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#id = '';
    this.#begin = '';
    this.#end = undefined;
    this.#text = '';
  }

  #tell(): void {
    this.#timer = undefined;
    const words = [this.#begin, this.#nextSentences(), this.#end].filter(Boolean).join(' ');
    this.#begin = '';
    this.#end = undefined;
    if (!words) return;
    this.say(words);
    this.#timer = setTimeout(() => this.#tell(), PAUSE_MS);
  }

  #nextSentences(): string {
    // The beginning is told alone, so that it comes at once.
    if (this.#begin && this.#end === undefined) return '';
    const rest = this.#text.slice(this.#told);
    const length = this.#end === undefined ? endOfSentences(rest) : rest.length;
    this.#told += length;
    return plain(rest.slice(0, length));
  }
}

function endOfSentences(text: string): number {
  let end = 0;
  for (const { index } of text.matchAll(SENTENCE_END)) end = index + 1;
  return end;
}

/** Markdown as it is read aloud: no marks, no citation numbers, no addresses. */
function plain(markdown: string): string {
  return markdown
    .replace(/^[-:| ]+$/gm, '')
    .replace(/\[\d+(?:,\s*\d+)*\]/g, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+\-.!|<>~])/g, '$1')
    .replace(/[*_#|`]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
