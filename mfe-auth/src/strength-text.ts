import { msg } from '@lit/localize';
import type { PasswordStrength } from './password-strength.js';

/** How hard a password is to guess, in words. */
export function scoreText(score: PasswordStrength['score']): string {
  return [
    msg('Very easy to guess'),
    msg('Easy to guess'),
    msg('Fairly easy to guess'),
    msg('Fairly hard to guess'),
    msg('Hard to guess'),
  ][score] as string;
}

/** What makes it easier to guess than it must be, or what would help: the first finding that there are words for. */
export function adviceText({ findings }: PasswordStrength): string {
  const texts = adviceTexts();
  return findings.map((finding) => texts[finding]).find(Boolean) ?? '';
}

/** By the keys of the library. */
const adviceTexts = (): Partial<Record<string, string>> => ({
  straightRow: msg('Keys in a row on the keyboard are tried first.'),
  keyPattern: msg('Short patterns on the keyboard are tried early.'),
  simpleRepeat: msg('Repeated characters such as “aaa” add little.'),
  extendedRepeat: msg('Repeated groups such as “abcabc” add little.'),
  sequences: msg('Sequences such as “abc” or “6543” add little.'),
  recentYears: msg('Recent years are tried early.'),
  dates: msg('Dates are tried early, birthdays above all.'),
  topTen: msg('This is one of the passwords that are tried first.'),
  topHundred: msg('This is one of the passwords that are tried first.'),
  common: msg('Many people use this password.'),
  similarToCommon: msg('This is close to a password that many people use.'),
  wordByItself: msg('A single word is tried early.'),
  namesByThemselves: msg('A name by itself is tried early.'),
  commonNames: msg('Common names are tried early.'),
  userInputs: msg('It holds your own name or address.'),
  l33t: msg('“@” in the place of “a” is known to everybody.'),
  reverseWords: msg('A word spelt backwards is not much harder to guess.'),
  allUppercase: msg('Capitals throughout are not much harder to guess.'),
  capitalization: msg('A capital at the start adds little.'),
  associatedYears: msg('Years that have to do with you are tried early.'),
  repeated: msg('Repeated words and characters add little.'),
  longerKeyboardPattern: msg('Longer patterns with several turns are harder to guess.'),
  anotherWord: msg('Another word or two, less usual ones, would help.'),
  useWords: msg('Several words are good, if they are no common phrase.'),
});
