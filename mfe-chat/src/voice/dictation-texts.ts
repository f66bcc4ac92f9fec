import { msg, str } from '@lit/localize';
import { languageName } from './language-name.js';
import type { RecognitionError } from './recognition.js';

/** Why there is no dictation, beside what the browser itself says. */
export type DictationProblem =
  Exclude<RecognitionError, 'aborted'> | 'refused' | 'install-failed' | 'unknown';

/** What went wrong with a dictation, and what to do now. Nothing that was written is ever lost by it. */
export function problemText(problem: DictationProblem, lang: string): string {
  switch (problem) {
    case 'not-allowed':
      return msg(
        'The microphone may not be used here. Allow it in the browser’s settings for this page, then dictate again.',
      );
    case 'service-not-allowed':
      return msg('This browser does not allow dictation here. Type your question.');
    case 'no-speech':
      return msg('Nothing was heard. Check the microphone, then dictate again.');
    case 'audio-capture':
      return msg('No microphone was found. Connect one, then dictate again.');
    case 'network':
      return msg('The dictation broke off: its service cannot be reached. What was written is kept.');
    case 'language-not-supported':
      return msg(str`This browser cannot write down ${languageName(lang)}. Type your question.`);
    case 'refused':
      return msg(
        'Not started: this browser would send your voice to its maker. Nothing has left this computer.',
      );
    case 'install-failed':
      return msg(
        str`The language pack for ${languageName(lang)} could not be fetched. Nothing was recorded. Try again later, or type your question.`,
      );
    case 'unknown':
      return msg('The dictation could not be started. Type your question, or try again.');
  }
}
