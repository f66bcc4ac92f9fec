import { msg, str } from '@lit/localize';
import { describeError } from '@voiceassist/shared';

// What the gateway's errors mean for the person. Its own words are for its makers.

/** Why a question was not asked. */
export function unaskedText(error: unknown): string {
  const { title } = describeError(error);
  return msg(str`${title} The question was not asked; your text is kept.`);
}

/** Why a question was not asked whose clinical context could not be kept. */
export function contextText(error: unknown): string {
  const { title } = describeError(error);
  return msg(
    str`${title} The clinical context could not be kept at the server, so the question was not asked without it. Your text is kept.`,
  );
}

/** The connection broke before the question went into it. */
export const cutText = (): string => msg('The connection broke before it could be sent. Your text is kept.');

/** What became of an answer that ended in an error. */
export const brokenText = (hasWords: boolean): string =>
  hasWords
    ? msg('It may be whole: the server met the error at its end, and gave no sources.')
    : msg('The server could not answer. Your question is stored; ask it again.');

/** A question was refused for its conversation. */
export const goneText = (): string =>
  msg('The server does not have this conversation any more. Your text is kept: begin a new one.');

/** The server refused the question without saying that it has it. */
export const refusedText = (): string =>
  msg('The server met an error and did not take it. Your text is kept.');

/** Tokens that the server has just given are refused by it. */
export const heldBackText = (): string =>
  msg(
    'The server does not let your account in at present. After a change of the password that can last up to an hour. What you see is kept.',
  );

/** Not all that was said before could be had. */
export const shortText = (): string =>
  msg(
    'Only the first 100 messages of this conversation could be loaded. The later ones are kept at the server; reload to try again.',
  );

/** Files that did not come to the question that they were chosen for. */
export const unattachedText = (names: string): string =>
  msg(str`The question arrived, but these files did not: ${names}. Attach them to another question.`);
