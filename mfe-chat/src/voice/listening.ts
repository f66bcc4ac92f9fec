import type { Recognition, RecognitionConstructor, RecognitionError } from './recognition.js';

/** What it ended with: nothing when it was ended as it should be. */
export type Ending = Exclude<RecognitionError, 'aborted'> | undefined;

/** Who hears what is being said. */
export interface Listener {
  /** The microphone is open. */
  onStart(): void;
  /** Words that may still change; all of them, each time. */
  onInterim(words: string): void;
  /** Words that stay. */
  onFinal(words: string): void;
  /** It has ended, and will not speak again. */
  onEnd(error: Ending): void;
}

/** One dictation: listens from now until it is ended, by whomever. */
export class Listening {
  readonly #recognition: Recognition;
  #interim = '';
  #error: Ending;

  constructor(
    constructor: RecognitionConstructor,
    { lang, isLocal }: { lang: string; isLocal: boolean },
    private readonly listener: Listener,
  ) {
    const recognition = new constructor();
    this.#recognition = recognition;
    recognition.lang = lang;
    recognition.continuous = true;
    recognition.interimResults = true;
    if (isLocal) recognition.processLocally = true;
    recognition.onstart = () => listener.onStart();
    recognition.onresult = ({ resultIndex, results }) => {
      this.#interim = '';
      for (const piece of Array.from(results).slice(resultIndex)) {
        if (piece.isFinal) listener.onFinal(piece[0].transcript);
        else this.#interim += piece[0].transcript;
      }
      listener.onInterim(this.#interim);
    };
    recognition.onerror = ({ error }) => {
      if (error !== 'aborted') this.#error = error;
    };
    recognition.onend = () => this.#ended();
    recognition.start();
  }

  /** Ends it; what was heard so far still becomes text. */
  stop(): void {
    this.#recognition.stop();
  }

  /** Ends it at once and without a trace. */
  abort(): void {
    const recognition = this.#recognition;
    recognition.onstart = recognition.onresult = recognition.onerror = recognition.onend = null;
    recognition.abort();
  }

  #ended(): void {
    // Words that were on the screen and that the browser no longer makes up its mind about are not lost.
    if (this.#interim) this.listener.onFinal(this.#interim);
    this.#interim = '';
    this.listener.onEnd(this.#error);
  }
}
