/** One text on its way to a loudspeaker. */
class FakeUtterance extends EventTarget {
  voice: Partial<SpeechSynthesisVoice> | null = null;
  lang = '';
  onend: (() => void) | null = null;
  onerror: (() => void) | null = null;

  constructor(readonly text: string) {
    super();
  }
}

/** Stands in for the browser's speech synthesis, which has no voice in a test. */
export class FakeSpeech extends EventTarget {
  voices: Partial<SpeechSynthesisVoice>[] = [
    { name: 'Cloud', lang: 'en-GB', localService: false },
    { name: 'American', lang: 'en-US', localService: true },
    { name: 'British', lang: 'en-GB', localService: true },
  ];
  /** What is to be spoken, in order; the first one is being spoken. */
  queue: FakeUtterance[] = [];
  isPaused = false;
  /** Everything that was ever spoken or begun. */
  readonly heard: FakeUtterance[] = [];

  /** Takes the place of the browser's own, until the function that comes back is called. */
  takeOver(): () => void {
    const given = { speechSynthesis: this, SpeechSynthesisUtterance: FakeUtterance };
    const before = Object.keys(given).map(
      (name) => [name, Object.getOwnPropertyDescriptor(window, name)] as const,
    );
    for (const [name, value] of Object.entries(given)) {
      Object.defineProperty(window, name, { configurable: true, value });
    }
    return () => {
      for (const [name, descriptor] of before) {
        Reflect.deleteProperty(window, name);
        if (descriptor) Object.defineProperty(window, name, descriptor);
      }
    };
  }

  getVoices(): Partial<SpeechSynthesisVoice>[] {
    return this.voices;
  }

  speak(utterance: FakeUtterance): void {
    this.queue.push(utterance);
    this.heard.push(utterance);
  }

  /** The first text has been spoken to its end. */
  finishOne(): void {
    this.queue.shift()?.onend?.();
  }

  fail(): void {
    this.queue.shift()?.onerror?.();
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }

  cancel(): void {
    const cancelled = this.queue;
    this.queue = [];
    // Browsers report what they were told to drop as an error.
    for (const utterance of cancelled) utterance.onerror?.();
  }
}
