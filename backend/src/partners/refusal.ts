import type { PartnerError } from '@voiceassist/shared/schemas';
import { ProblemError } from '../problem.js';

/** The status of each refusal, and what RFC 6749 and 8693 call it. */
const KINDS: Record<PartnerError, [status: number, error: string]> = {
  partner_assertion_malformed: [400, 'invalid_request'],
  partner_unknown: [401, 'invalid_client'],
  partner_inactive: [403, 'unauthorized_client'],
  partner_signature_invalid: [401, 'invalid_request'],
  partner_assertion_expired: [401, 'invalid_request'],
  partner_assertion_replayed: [401, 'invalid_request'],
  partner_origin_not_allowed: [403, 'invalid_target'],
  partner_origin_mismatch: [403, 'invalid_target'],
  partner_limit_reached: [429, 'temporarily_unavailable'],
};

/** What a partner's developer reads: what is wrong and what to do; never a secret, and nothing of what was sent. */
export class PartnerRefusal extends ProblemError {
  constructor(
    readonly code: PartnerError,
    description: string,
    { retryAfter, error }: { retryAfter?: number; error?: string } = {},
  ) {
    const [status, name] = KINDS[code];
    super(status, {
      code,
      detail: description,
      error: error ?? name,
      ...(retryAfter !== undefined && { retryAfter }),
    });
  }
}
