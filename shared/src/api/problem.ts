import * as v from 'valibot';
import { envelopeErrorSchema, fastApiErrorSchema, problemSchema, type Problem } from '../schemas/problem.js';

/** A `Problem` from any of the three error bodies that the contract knows, or from none at all. */
export function problemFrom(status: number, body: unknown): Problem {
  const problem = v.safeParse(problemSchema, body);
  if (problem.success) return problem.output;
  const envelope = v.safeParse(envelopeErrorSchema, body);
  if (envelope.success) {
    return {
      type: 'about:blank',
      title: envelope.output.error.message,
      status,
      code: envelope.output.error.code,
    };
  }
  const fastApi = v.safeParse(fastApiErrorSchema, body);
  if (!fastApi.success) return { type: 'about:blank', title: `The server answered ${status}.`, status };
  const { detail } = fastApi.output;
  if (typeof detail === 'string') return { type: 'about:blank', title: detail, status };
  return {
    type: 'about:blank',
    title: 'Some fields are not right.',
    status,
    errors: detail.map(({ loc, msg }) => ({ field: String(loc.at(-1) ?? ''), message: msg })),
  };
}
