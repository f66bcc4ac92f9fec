import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** Encrypts texts for the database, so that a copy of it alone tells nothing. */
export class Sealing {
  readonly #key: Buffer;

  /** The key is derived from the server's secret for this purpose alone. */
  constructor(secret: Uint8Array, purpose: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
  }

  /** With another `context` it does not open: what stands beside it in the database cannot be altered without notice. */
  seal(text: string, context = ''): Buffer {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv(CIPHER, this.#key, nonce).setAAD(Buffer.from(context));
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  }

  /** The text; nothing when it was sealed with another secret or in another context. */
  open(sealed: Uint8Array, context = ''): string | undefined {
    const bytes = Buffer.from(sealed);
    try {
      const decipher = createDecipheriv(CIPHER, this.#key, bytes.subarray(0, NONCE));
      decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(bytes.length - TAG));
      const text = [decipher.update(bytes.subarray(NONCE, bytes.length - TAG)), decipher.final()];
      return Buffer.concat(text).toString('utf8');
    } catch {
      return undefined;
    }
  }
}
