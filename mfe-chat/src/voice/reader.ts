/** How far a reading is. */
export type ReadingState = 'idle' | 'reading' | 'paused';

/** What came of the wish to read. */
export type ReadingOutcome = 'started' | 'no-voice' | 'stopped';

/** Voices may come late, after the first question for them. */
const VOICES_MS = 2_000;

/** The page has one voice: who reads, ends whoever read before. */
let current: Reader | undefined;

/** Reads texts aloud, with voices of this computer alone: no word of an answer is sent anywhere to be spoken. */
export class Reader {
  state: ReadingState = 'idle';
  #run = 0;

  constructor(
    /** Called after each change; with true when the browser failed in the middle. */
    private readonly onChange: (hasFailed: boolean) => void,
  ) {}

  /** Begins to read in `lang`, from the first piece. */
  async start(pieces: readonly string[], lang: string): Promise<ReadingOutcome> {
    takeTurn(this);
    const run = ++this.#run;
    const voice = localVoice(await voices(), lang);
    if (run !== this.#run) return 'stopped';
    if (!voice) return 'no-voice';
    this.#set('reading');
    for (const [at, piece] of pieces.entries()) {
      const utterance = new SpeechSynthesisUtterance(piece);
      utterance.voice = voice;
      utterance.lang = voice.lang;
      utterance.onend = () => {
        if (at === pieces.length - 1) this.#ended(run, false);
      };
      utterance.onerror = () => this.#ended(run, true);
      speechSynthesis.speak(utterance);
    }
    return 'started';
  }

  pause(): void {
    if (this.state !== 'reading') return;
    speechSynthesis.pause();
    this.#set('paused');
  }

  resume(): void {
    if (this.state !== 'paused') return;
    speechSynthesis.resume();
    this.#set('reading');
  }

  /** Falls silent; a reading that has not begun does not begin. */
  stop(): void {
    this.#run += 1;
    if (current === this) current = undefined;
    if (this.state === 'idle') return;
    silence();
    this.#set('idle');
  }

  #ended(run: number, hasFailed: boolean): void {
    if (run !== this.#run) return;
    this.#run += 1;
    if (current === this) current = undefined;
    if (hasFailed) silence();
    this.#set('idle', hasFailed);
  }

  #set(state: ReadingState, hasFailed = false): void {
    this.state = state;
    this.onChange(hasFailed);
  }
}

function takeTurn(reader: Reader): void {
  current?.stop();
  current = reader;
}

function silence(): void {
  speechSynthesis.cancel();
  // Chromium stays paused over a cancel: the next reading would be silent.
  speechSynthesis.resume();
}

async function voices(): Promise<SpeechSynthesisVoice[]> {
  const known = speechSynthesis.getVoices();
  if (known.length) return known;
  await new Promise<void>((resolve) => {
    const given = new AbortController();
    const done = () => {
      given.abort();
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, VOICES_MS);
    speechSynthesis.addEventListener('voiceschanged', done, { signal: given.signal });
  });
  return speechSynthesis.getVoices();
}

/** The voice of this computer for a language: of the same region rather than of another one. */
function localVoice(all: readonly SpeechSynthesisVoice[], lang: string): SpeechSynthesisVoice | undefined {
  const tag = (voice: SpeechSynthesisVoice) => voice.lang.replace('_', '-').toLowerCase();
  const [language = ''] = lang.toLowerCase().split('-');
  const fitting = all.filter((voice) => voice.localService && tag(voice).split('-')[0] === language);
  return fitting.find((voice) => tag(voice) === lang.toLowerCase()) ?? fitting[0];
}
