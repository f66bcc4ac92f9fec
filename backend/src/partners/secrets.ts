import type { Sealing } from '../sealing.js';
import type { Verification } from './assertion.js';
import { newSecret } from './keys.js';
import { PartnerRefusal } from './refusal.js';
import type { PartnerRow } from './tables.js';

/** Shared secrets, each sealed for its partner alone. */
export class Secrets {
  readonly #sealing: Sealing;

  constructor(sealing: Sealing) {
    this.#sealing = sealing;
  }

  /** A new secret, and what the database keeps of it. */
  make(partnerId: string, secret = newSecret()): { secret: string; sealed: string } {
    return { secret, sealed: this.#sealing.seal(secret, partnerId).toString('base64url') };
  }

  /** What the assertions of a partner are signed with now. */
  verification(row: PartnerRow, now: Date): Verification {
    if (row.public_key) return { algorithm: row.algorithm, keys: [row.public_key] };
    const isOverlap = row.previous_secret_until !== null && row.previous_secret_until > now;
    const keys = [row.sealed_secret, isOverlap ? row.sealed_previous_secret : null]
      .map((sealed) => sealed && this.#sealing.open(Buffer.from(sealed, 'base64url'), row.id))
      .flatMap((secret) => (secret ? [new TextEncoder().encode(secret)] : []));
    if (keys.length === 0) {
      throw new PartnerRefusal(
        'partner_signature_invalid',
        'The server cannot read this partner’s shared secret any more. Ask the administrator for a new one.',
      );
    }
    return { algorithm: row.algorithm, keys };
  }
}
