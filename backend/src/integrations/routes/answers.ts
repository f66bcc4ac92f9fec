import { ProblemError } from '../../problem.js';
import { problemOf } from '../source-error.js';

/** What was asked of a source; that it cannot be had is answered with 502 and why. */
export async function asked<T>(question: Promise<T>): Promise<T> {
  try {
    return await question;
  } catch (error) {
    const problem = problemOf(error);
    throw problem ? new ProblemError(502, problem) : error;
  }
}
