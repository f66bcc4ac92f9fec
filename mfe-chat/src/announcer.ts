import { msg } from '@lit/localize';

/** At most one batch of sentences is said in this time. */
const PAUSE_MS = 3_000;

/** What a screen reader is told of an answer in the making: its beginning, whole sentences in batches, its end. */
export class Announcer {
  #id = '';
  #said = 0;
  #text = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly say: (words: string) => void) {}

  /** The answer as it is now, with `end` once it has ended. */
  update(id: string, text: string, end?: string): void {
    if (id !== this.#id) {
      this.stop();
      this.#id = id;
      this.#said = 0;
      this.say(msg('Answer begins.'));
      this.#schedule();
    }
    this.#text = text;
    if (end === undefined) return;
    const rest = plain(this.#text.slice(this.#said));
    this.stop();
    this.say(`${rest} ${end}`.trim());
  }

  /** Says nothing more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#id = '';
  }

  #schedule(): void {
    this.#timer = setTimeout(() => {
      const end = this.#text.slice(this.#said).search(/[.!?:]\s(?!.*[.!?:]\s)/s);
      if (end >= 0) {
        this.say(plain(this.#text.slice(this.#said, this.#said + end + 1)));
        this.#said += end + 1;
      }
      this.#schedule();
    }, PAUSE_MS);
  }
}

/** Markdown as it is read aloud: no marks, no citation numbers. */
function plain(markdown: string): string {
  return markdown
    .replace(/\[\d+(?:,\s*\d+)*\]/g, '')
    .replace(/\\([\\`*_{}[\]()#+\-.!|<>~])/g, '$1')
    .replace(/[*_#|`]+|^\s*[-:| ]+$/gm, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
