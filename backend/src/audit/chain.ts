import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { AuditRow } from './tables.js';

/** The newest entry of the log. */
export interface Head {
  id: number;
  hash: string;
}

/** Before the first entry. */
export const NO_ENTRIES: Head = { id: 0, hash: '' };

/**
 * What binds each entry to the one before it. The key comes from the signing secret, which is not in the database:
 * whoever can write there alone can change the log, but cannot make it fit again.
 */
export class Chain {
  readonly #key: Uint8Array;

  constructor(secret: Uint8Array) {
    this.#key = new Uint8Array(hkdfSync('sha256', secret, '', 'VoiceAssist audit log', 32));
  }

  /** The hash of an entry, over everything it says and the hash of the entry before. */
  hash(row: Omit<AuditRow, 'hash'>): string {
    const { id, at, action, outcome, actor_id, target_id, request_id, previous_hash } = row;
    const facts = [id, at.toISOString(), action, outcome, actor_id, target_id, request_id, previous_hash];
    return this.#mac('entry', facts);
  }

  /** The seal of the newest entry. */
  seal(head: Head): string {
    return this.#mac('head', [head.id, head.hash]);
  }

  /** Whether `seal` was made for this head with this key. */
  isSealed(head: Head, seal: string): boolean {
    const [expected, given] = [Buffer.from(this.seal(head)), Buffer.from(seal)];
    return expected.length === given.length && timingSafeEqual(expected, given);
  }

  #mac(kind: string, facts: unknown[]): string {
    return createHmac('sha256', this.#key)
      .update(JSON.stringify([kind, ...facts]))
      .digest('base64url');
  }
}
