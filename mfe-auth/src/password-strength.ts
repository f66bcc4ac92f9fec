import { ZxcvbnFactory, type Score } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/** How hard a password is to guess, from 0 to 4, and what the estimate found; keys of the library's own texts. */
export interface PasswordStrength {
  score: Score;
  findings: string[];
}

/** Longer ones are hard to guess whatever is behind; the estimate's time grows with the square. */
const LONGEST = 64;

const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: LONGEST });

/** Estimates a password; `known` is what others know about the person, such as name and address. */
export function estimateStrength(password: string, known: readonly string[]): PasswordStrength {
  const words = known.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter(Boolean);
  const { score, feedback } = estimator.check(password, words);
  return { score, findings: [feedback.warning ?? '', ...feedback.suggestions].filter(Boolean) };
}
