// The Web Speech API as far as it is used here; TypeScript's own library knows less of it.
// https://webaudio.github.io/web-speech-api/

/** What can be said of a language, on this computer or anywhere. */
export type Availability = 'unavailable' | 'downloadable' | 'downloading' | 'available';

/** Why a recognition ended with an error. */
export type RecognitionError =
  | 'no-speech'
  | 'aborted'
  | 'audio-capture'
  | 'network'
  | 'not-allowed'
  | 'service-not-allowed'
  | 'language-not-supported';

/** One piece of what was heard; it may still change unless it is final. */
export interface HeardPiece {
  readonly isFinal: boolean;
  readonly 0: { readonly transcript: string };
}

/** One recognition, from its start to its end. */
export interface Recognition extends EventTarget {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  processLocally?: boolean;
  onstart: (() => void) | null;
  onresult: ((event: { resultIndex: number; results: ArrayLike<HeardPiece> }) => void) | null;
  onerror: ((event: { error: RecognitionError }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  /** Ends, with a last result of what was heard. */
  stop(): void;
  /** Ends, and forgets what was heard. */
  abort(): void;
}

interface Options {
  langs: string[];
  processLocally: boolean;
}

/** The browser's constructor; old ones know neither `available` nor `install`. */
export interface RecognitionConstructor {
  new (): Recognition;
  readonly prototype: Recognition;
  available?(options: Options): Promise<Availability>;
  install?(options: Options): Promise<boolean>;
}

/** The browser's speech recognition, if it has one. */
export function browserRecognition(): RecognitionConstructor | undefined {
  const { SpeechRecognition, webkitSpeechRecognition } = globalThis as {
    SpeechRecognition?: RecognitionConstructor;
    webkitSpeechRecognition?: RecognitionConstructor;
  };
  return SpeechRecognition ?? webkitSpeechRecognition;
}

/** Whether the language can be written down on this computer; a browser that cannot promise it, cannot. */
export async function availableLocally(
  recognition: RecognitionConstructor,
  lang: string,
): Promise<Availability> {
  if (!recognition.available || !('processLocally' in recognition.prototype)) return 'unavailable';
  try {
    return await recognition.available({ langs: [lang], processLocally: true });
  } catch {
    return 'unavailable';
  }
}

/** Whether a service can write the language down; a browser that does not say is asked by trying. */
export async function availableRemotely(recognition: RecognitionConstructor, lang: string): Promise<boolean> {
  if (!recognition.available) return true;
  try {
    return (await recognition.available({ langs: [lang], processLocally: false })) !== 'unavailable';
  } catch {
    return true;
  }
}
