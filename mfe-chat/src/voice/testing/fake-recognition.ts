import type { Availability, Recognition, RecognitionError } from '../recognition.js';

/** Stands in for the browser's speech recognition, which has no microphone in a test. */
export class FakeRecognition extends EventTarget implements Recognition {
  static made: FakeRecognition[] = [];
  static local: Availability = 'available';
  static remote: Availability = 'available';
  static installed: Promise<boolean> = Promise.resolve(true);
  static asked: { langs: string[]; processLocally: boolean }[] = [];

  static available(options: { langs: string[]; processLocally: boolean }): Promise<Availability> {
    FakeRecognition.asked.push(options);
    return Promise.resolve(options.processLocally ? FakeRecognition.local : FakeRecognition.remote);
  }

  static install(): Promise<boolean> {
    return FakeRecognition.installed;
  }

  lang = '';
  continuous = false;
  interimResults = false;
  state: 'new' | 'started' | 'stopped' | 'aborted' = 'new';
  onstart: Recognition['onstart'] = null;
  onresult: Recognition['onresult'] = null;
  onerror: Recognition['onerror'] = null;
  onend: Recognition['onend'] = null;
  #isLocal = false;

  constructor() {
    super();
    FakeRecognition.made.push(this);
  }

  get processLocally(): boolean {
    return this.#isLocal;
  }
  set processLocally(isLocal: boolean) {
    this.#isLocal = isLocal;
  }

  /** The one that was begun last. */
  static get last(): FakeRecognition | undefined {
    return FakeRecognition.made.at(-1);
  }

  /** Takes the place of the browser's own, until the function that comes back is called. */
  static takeOver(constructor: unknown = FakeRecognition): () => void {
    FakeRecognition.made = [];
    FakeRecognition.asked = [];
    FakeRecognition.local = FakeRecognition.remote = 'available';
    FakeRecognition.installed = Promise.resolve(true);
    const names = ['SpeechRecognition', 'webkitSpeechRecognition'] as const;
    const before = names.map((name) => [name, Object.getOwnPropertyDescriptor(window, name)] as const);
    for (const name of names) {
      Reflect.deleteProperty(window, name);
      if (constructor) Object.defineProperty(window, name, { configurable: true, value: constructor });
    }
    return () => {
      for (const [name, descriptor] of before) {
        Reflect.deleteProperty(window, name);
        if (descriptor) Object.defineProperty(window, name, descriptor);
      }
    };
  }

  start(): void {
    this.state = 'started';
  }

  /** The person has let the page use the microphone. */
  open(): void {
    this.onstart?.();
  }

  hear(words: string, isFinal: boolean): void {
    this.onresult?.({ resultIndex: 0, results: [{ isFinal, 0: { transcript: words } }] });
  }

  fail(error: RecognitionError): void {
    this.onerror?.({ error });
    this.onend?.();
  }

  stop(): void {
    this.state = 'stopped';
  }

  /** The browser has no more to say. */
  end(): void {
    this.onend?.();
  }

  abort(): void {
    this.state = 'aborted';
  }
}
